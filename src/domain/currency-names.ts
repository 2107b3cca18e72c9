import { currencyCodes, isCurrency } from './currencies.ts';
import { lazy } from './lazy.ts';

/** Signs and usual short names, in lower case. If several share one, the user's own currency wins, else the first. */
const SIGNS: Readonly<Record<string, string>> = {
  $: 'USD CAD AUD NZD SGD HKD MXN TWD ARS CLP COP BBD BMD BSD BND BZD FJD GYD JMD KYD LRD TTD XCD',
  '€': 'EUR',
  '€uro': 'EUR',
  '£': 'GBP EGP FKP GIP SHP SSP SYP',
  '¥': 'JPY CNY',
  円: 'JPY',
  元: 'CNY TWD',
  'cn¥': 'CNY',
  'jp¥': 'JPY',
  rmb: 'CNY',
  '₹': 'INR',
  rs: 'INR PKR LKR NPR MUR SCR',
  '₽': 'RUB',
  руб: 'RUB',
  '₩': 'KRW KPW',
  '₪': 'ILS',
  nis: 'ILS',
  '₺': 'TRY',
  tl: 'TRY',
  '₴': 'UAH',
  грн: 'UAH',
  '₫': 'VND',
  đ: 'VND',
  '₦': 'NGN',
  '₱': 'PHP',
  '฿': 'THB',
  '₸': 'KZT',
  '₾': 'GEL',
  '₡': 'CRC',
  '₲': 'PYG',
  '₵': 'GHS',
  'gh₵': 'GHS',
  '₼': 'AZN',
  '֏': 'AMD',
  '₭': 'LAK',
  '₮': 'MNT',
  '៛': 'KHR',
  '৳': 'BDT',
  zł: 'PLN',
  zl: 'PLN',
  kr: 'SEK NOK DKK ISK',
  skr: 'SEK',
  nkr: 'NOK',
  dkr: 'DKK',
  kč: 'CZK',
  ft: 'HUF',
  fr: 'CHF',
  sfr: 'CHF',
  r$: 'BRL',
  r: 'ZAR',
  rm: 'MYR',
  rp: 'IDR',
  lei: 'RON',
  лв: 'BGN',
  din: 'RSD',
  dh: 'AED MAD',
  dhs: 'AED MAD',
  ksh: 'KES',
  ush: 'UGX',
  tsh: 'TZS',
  fcfa: 'XOF XAF',
  cfa: 'XOF XAF',
  us$: 'USD',
  c$: 'CAD',
  ca$: 'CAD',
  can$: 'CAD',
  a$: 'AUD',
  au$: 'AUD',
  nz$: 'NZD',
  s$: 'SGD',
  hk$: 'HKD',
  mx$: 'MXN',
  nt$: 'TWD',
};

/** Names without a country; the others are those that the runtime knows. */
const SHARED_NAMES: Readonly<Record<string, string>> = {
  dollar: '$',
  buck: '$',
  euro: '€',
  pound: '£',
  sterling: 'GBP',
  'pound sterling': 'GBP',
  yen: 'JPY',
  yuan: 'CNY',
  renminbi: 'CNY',
  rupee: 'rs',
  ruble: 'RUB',
  rouble: 'RUB',
  franc: 'fr',
  frank: 'fr',
  franken: 'fr',
  krone: 'kr',
  kroner: 'kr',
  krona: 'kr',
  kronor: 'kr',
  koruna: 'CZK',
  zloty: 'PLN',
  forint: 'HUF',
  leu: 'RON',
  lira: 'TRY',
  rand: 'ZAR',
  real: 'BRL',
  reais: 'BRL',
  shekel: 'ILS',
  won: 'KRW',
  baht: 'THB',
  dirham: 'dh',
  ringgit: 'MYR',
  rupiah: 'IDR',
  hryvnia: 'UAH',
};
const NAME_LOCALES = ['en', 'de', 'fr', 'es', 'it', 'nl', 'pt'];
/** Codes that other programs use for a currency. */
const OTHER_CODES: Readonly<Record<string, string>> = { rur: 'RUB', trl: 'TRY', byr: 'BYN', cnh: 'CNY' };

/**
 * The currencies that a sign, a code or a name (in any case) may mean, or several of these: `Euro (EUR)`, `US Dollars : $`;
 * empty if none.
 */
export function currenciesFor(mark: string): readonly string[] {
  const [first = [], ...others] = mark
    .split(/\s+[:\u2013-]\s+|\s*[()]\s*/)
    .filter((part) => part !== '')
    .map(currenciesOf);
  return first.filter((code) => others.every((codes) => codes.includes(code)));
}

function currenciesOf(mark: string): readonly string[] {
  const code = mark.toUpperCase();
  if (isCurrency(code)) return [code];
  const word = mark
    .toLowerCase()
    .replace(/\.+$/, '')
    .replace(/\s+(?=\p{Sc}$)/u, '');
  const found = own(SIGNS, word) ?? own(OTHER_CODES, word);
  return found?.split(' ') ?? (word.length > 2 ? currenciesNamed(word) : []);
}

/** The currencies of a name in one of the languages that dates are read in: `US dollars`, `Schweizer Franken`. */
function currenciesNamed(name: string): readonly string[] {
  const key = nameKey(name);
  const shared = own(SHARED_NAMES, key);
  if (shared !== undefined) return own(SIGNS, shared)?.split(' ') ?? [shared];
  const code = codesByName().get(key);
  return code === undefined ? [] : [code];
}

/** Every name that the runtime knows. Slow on first use. */
const codesByName = lazy(() => {
  const codes = new Map<string, string>();
  for (const locale of NAME_LOCALES) {
    const names = new Intl.DisplayNames(locale, { type: 'currency' });
    for (const currency of currencyCodes()) {
      const format = new Intl.NumberFormat(locale, { style: 'currency', currency, currencyDisplay: 'name' });
      const plural = format.formatToParts(2).find(({ type }) => type === 'currency')?.value;
      for (const name of [names.of(currency), plural]) {
        const key = nameKey(name ?? '');
        if (key !== '' && !codes.has(key)) codes.set(key, currency);
      }
    }
  }
  for (const country of ['GB', 'UK', 'United Kingdom', 'Great Britain'])
    codes.set(nameKey(`${country} pound`), 'GBP');
  codes.set(nameKey('British pound sterling'), 'GBP');
  codes.set(nameKey('United States dollar'), 'USD');
  return codes;
});

/** The common form of spellings of a name: in lower case, without accents, hyphens and a plural `s`. */
function nameKey(name: string): string {
  return name
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .replaceAll('ł', 'l')
    .toLowerCase()
    .replace(/[\s.-]+/g, ' ')
    .trim()
    .replace(/s\b/g, '');
}

function own(table: Readonly<Record<string, string>>, key: string): string | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}

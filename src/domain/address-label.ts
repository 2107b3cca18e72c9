/** What an e-mail address or a phone number is for. */
export const ADDRESS_KINDS = ['work', 'mobile', 'home', 'main', 'other'] as const;
export type AddressKind = (typeof ADDRESS_KINDS)[number];

/** What is said of an address: what it is for, and whether it reaches nobody; null for what is not said. */
export interface AddressLabel {
  readonly kind: AddressKind | null;
  readonly bad: boolean | null;
}

/** An address and what is said of it. */
export interface LabelledAddress {
  readonly label: AddressLabel;
  readonly address: string;
}

/** Words of programs and people, in small letters. */
const WORDS: Readonly<Record<string, AddressKind | 'bad' | 'good'>> = {
  ...Object.fromEntries(ADDRESS_KINDS.map((kind) => [kind, kind])),
  bad: 'bad',
  good: 'good',
  mobil: 'mobile',
  cell: 'mobile',
  cellular: 'mobile',
  handy: 'mobile',
  iphone: 'mobile',
  movil: 'mobile',
  móvil: 'mobile',
  portable: 'mobile',
  private: 'home',
  privat: 'home',
  personal: 'home',
  casa: 'home',
  domicile: 'home',
  business: 'work',
  office: 'work',
  company: 'work',
  dienstlich: 'work',
  geschäftlich: 'work',
  arbeit: 'work',
  büro: 'work',
  bureau: 'work',
  travail: 'work',
  trabajo: 'work',
};

/** Reads `mobile: +49 …`, `work bad: ann@acme.example`; null for a text that says nothing of an address. */
export function readLabelled(text: string): LabelledAddress | null {
  const colon = text.indexOf(':');
  if (colon < 1) return null;
  const words = text
    .slice(0, colon)
    .trim()
    .toLowerCase()
    .split(/[\s,]+/);
  const address = text.slice(colon + 1).trim();
  if (address === '' || !words.every((word) => Object.hasOwn(WORDS, word))) return null;
  const said = words.map((word) => WORDS[word]);
  const kind = said.find((word): word is AddressKind => word !== 'bad' && word !== 'good') ?? null;
  return {
    label: { kind, bad: said.includes('bad') ? true : said.includes('good') ? false : null },
    address,
  };
}

/** Writes what `readLabelled` reads; the address alone if nothing is said of it. */
export function labelledText({ kind, bad }: AddressLabel, address: string): string {
  const words = [kind, bad === null ? null : bad ? 'bad' : 'good'].filter((word) => word !== null);
  return words.length === 0 ? address : `${words.join(' ')}: ${address}`;
}

/** Whether a label says that nobody can be called on a number. */
export function isFax(label: string): boolean {
  return /\b(?:fax|pager|modem|telex)/i.test(label);
}

/** The kind that a word or a header names: `Mobile Phone`, `MobilePhone`, `phone_home`, `* Work`; null for none. */
export function kindNamed(text: string): AddressKind | null {
  const words = text
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}]+/u)
    .map((word) => word.replace(/phone$/, ''));
  for (const word of words) {
    const kind = Object.hasOwn(WORDS, word) ? WORDS[word] : undefined;
    if (kind !== undefined && kind !== 'bad' && kind !== 'good') return kind;
  }
  return null;
}

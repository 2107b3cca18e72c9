import type { CountryCode, parsePhoneNumberFromString } from 'libphonenumber-js/core';
import { lazy } from '../lazy.ts';
import { cleanNumber, isRounded } from './clean-number.ts';
import { splitExtension } from './extensions.ts';
import type { NumberingPlans } from './numbering-plans.ts';
import { MAX_EXTENSION_DIGITS, MAX_NUMBER_DIGITS, type Phone, phoneKey } from './phone.ts';
import { NO_NUMBER, type PlainNumberReader } from './plain-numbers.ts';
import { splitPhones, splitPossiblePhones } from './several-numbers.ts';

/** What a text is read with. */
export interface NumberReading {
  readonly plans: NumberingPlans;
  readonly parse: typeof parsePhoneNumberFromString;
  readonly readPlain: PlainNumberReader;
}

/** A number and its extension. */
type NumberParts = Pick<Phone, 'e164' | 'extension'>;

/**
 * The numbers of a text as people, spreadsheets and links write them. A text that surely holds several is parted; what
 * cannot be read is one phone without a number.
 */
export function readPhones(reading: NumberReading, typed: string, country: CountryCode): Phone[] {
  const whole = typed.trim();
  const sure = splitPhones(whole);
  if (sure.length > 1) return distinct(sure.flatMap((part) => readPart(reading, part, country)));
  return readPart(reading, whole, country);
}

function readPart(reading: NumberReading, typed: string, country: CountryCode): Phone[] {
  if (typed === '') return [];
  const text = cleanNumber(typed);
  const several = splitPossiblePhones(text);
  if (several.length > 1) {
    const found = several.map((part) => ({ typed: part, ...readOne(reading, part, country) }));
    if (found.every(({ e164 }) => e164 !== null)) return distinct(found);
  }
  return [
    {
      typed,
      ...(isRounded(text) || endsOtherwise(reading, text, country)
        ? NOT_READ
        : readOne(reading, text, country)),
    },
  ];
}

const NOT_READ: NumberParts = { e164: null, extension: null };

function distinct(phones: readonly Phone[]): Phone[] {
  const first = new Map<string, Phone>();
  for (const phone of phones) if (!first.has(phoneKey(phone))) first.set(phoneKey(phone), phone);
  return [...first.values()];
}

/** Whether digits after a slash replace the last ones of a whole number, which is not certain: `030 5550101/02`. */
function endsOtherwise(reading: NumberReading, text: string, country: CountryCode): boolean {
  const [, number] = /^(.*\d.*?)\s*\/\s*\d{1,3}$/.exec(text) ?? [];
  return number !== undefined && readOne(reading, number, country).e164 !== null;
}

function readOne(reading: NumberReading, text: string, country: CountryCode): NumberParts {
  const bare = withoutLabels(text);
  const { number, extension } = splitExtension(bare);
  if (number !== bare) {
    const found = readNumber(reading, number, country);
    // One of several extensions is not certain.
    if (found !== null) return found.extension === null ? { e164: found.e164, extension } : NOT_READ;
  }
  const found = readNumber(reading, bare, country);
  if (found === null || (found.extension?.length ?? 0) > MAX_EXTENSION_DIGITS) return NOT_READ;
  return found;
}

/** A number without an extension that we know; the library knows a few more. */
function readNumber(reading: NumberReading, text: string, country: CountryCode): NumberParts | null {
  for (const spelling of spellings(text, country)) {
    const plain = reading.readPlain(spelling, country);
    if (plain) return { e164: plain, extension: null };
    const found = plain === NO_NUMBER ? null : readByLibrary(reading, spelling, country);
    if (found !== null) return found;
  }
  return LETTERS.test(text) ? readVanity(reading, text, country) : null;
}

/** A text as it stands, then what it may have been meant as: the first one that is a number is taken. */
function* spellings(text: string, country: CountryCode): Generator<string> {
  yield text;
  // "++49", "+0049", "+ 49", "(+49)", "[+49]"
  const plus = text.replace(/^[([]?\s*\+[\s+]*(?:00|011)?\s*(\d+)\s*[)\]]?/, '+$1');
  if (plus !== text) yield plus;
  // "+45 (0)12 34 56 78" of a country without such a prefix
  if (plus.startsWith('+') && /[([]\s*0\s*[)\]]/.test(plus)) yield plus.replace(/[([]\s*0\s*[)\]]/, ' ');
  const abroad = text.replace(/^[(\s]*(?:00|011)[)\s.-]*(?=[1-9])/, '+');
  if (abroad !== text) {
    yield abroad;
    if (/[([]\s*0\s*[)\]]/.test(abroad)) yield abroad.replace(/[([]\s*0\s*[)\]]/, ' ');
  }
  // What Mexico dialled before a mobile number until 2019: "+52 1 55 …", "044 55 …"
  const international = abroad.replace(/^\+52[\s-]*1[\s-]*(?=(?:[\s-]*\d){10}$)/, '+52 ');
  if (international !== abroad) yield international;
  if (country === 'MX' && /^\(?0(?:1|4[45])\)?/.test(text))
    yield text.replace(/^\(?0(?:1|4[45])\)?[\s-]*/, '');
  // "4,155,550,128"
  if (/^\d{1,3}(?:,\d{3}){2,}$/.test(text)) yield text.replaceAll(',', '');
}

function readByLibrary(
  { parse, plans }: NumberReading,
  text: string,
  country: CountryCode,
): NumberParts | null {
  const number = parse(text, { defaultCountry: country, extract: false }, plans);
  if (!number?.isValid() || number.number.length > MAX_NUMBER_DIGITS + 1) return null;
  return { e164: number.number, extension: number.ext ?? null };
}

const LETTERS = /[a-z]/i;
/** Digits, then letters that stand for digits: `1-800-FLOWERS`. */
const VANITY = /^\+?[\d().\s-]*\d{3}[\d().\s-]*[a-z][\d().\sa-z-]*$/i;
const MIN_VANITY_LETTERS = 3;
/** Types of numbers that are given in letters outside North America. */
const VANITY_TYPES: ReadonlySet<string | undefined> = new Set([
  'TOLL_FREE',
  'SHARED_COST',
  'UAN',
  'PREMIUM_RATE',
]);
/** The digit of each letter from A to Z on a telephone. */
const KEYPAD = '22233344455566677778889999';

function readVanity({ parse, plans }: NumberReading, text: string, country: CountryCode): NumberParts | null {
  if (!VANITY.test(text) || text.replace(/[^a-z]/gi, '').length < MIN_VANITY_LETTERS) return null;
  const digits = text.replace(
    /[a-z]/gi,
    (letter) => KEYPAD[(letter.toUpperCase().charCodeAt(0) - 65) | 0] as string,
  );
  const number = parse(digits, { defaultCountry: country, extract: false }, plans);
  if (!number?.isValid()) return null;
  const isVanity = number.countryCallingCode === '1' || VANITY_TYPES.has(number.getType());
  return isVanity ? { e164: number.number, extension: null } : null;
}

/** Words around a number that say which one it is. */
const labels = lazy(() => {
  const word =
    '(?:tel(?:e(?:ph|f)on[eo]?|éfono|éphone)?|tlf|fon|phone(?:\\s+(?:number|no))?|ph|mob(?:ile?|iel|iltelefon)?|handy|cell(?:ulare?|phone)?|cel(?:ular)?|móvil|portable|gsm|natel|whats\\s?app|home|house|privat(?:e|o)?|work|business|office|büro|bureau|oficina|ufficio|casa|trabajo|lavoro|direct|direkt|main|zentrale|switchboard|landline|festnetz|fixe|fijo|fisso|toll[\\s-]free|тел(?:ефон)?|моб(?:ильный)?|раб(?:очий)?|[tmphowcd](?=[.:)\\]\\s]))';
  return {
    before: new RegExp(`^(?:[(\\[]?\\s*${word}\\s*[)\\]]?\\s*[.:]*\\s*[-:]?\\s*)+(?=[+(\\d])`, 'iu'),
    after: new RegExp(
      `(?<=[\\d)])(?:\\s*[-,]?\\s*[(\\[]\\s*${word}\\.?\\s*[)\\]]|\\s+[-,]?\\s*${word}\\.?)\\s*$`,
      'iu',
    ),
  };
});

function withoutLabels(text: string): string {
  const { before, after } = labels();
  return text
    .replace(before, '')
    .replace(after, '')
    .replace(/[\s,;.:]+$/, '')
    .trim();
}

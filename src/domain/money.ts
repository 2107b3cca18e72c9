import { currencyCodes, isCurrency, minorDigits } from './currencies.ts';
import { currenciesFor } from './currency-names.ts';
import { usage } from './errors.ts';
import { lazy } from './lazy.ts';
import { hintFor } from './suggest.ts';

export { minorDigits } from './currencies.ts';

/** An integer of minor units (cents). A bigint only for sums too large for an exact number. */
export type Minor = number | bigint;

/** An amount of money: an integer of minor units (cents) and an ISO 4217 code. Never a float. */
export interface Money {
  readonly minor: Minor;
  readonly currency: string;
}

/** Whether a value of a record is an amount with its currency. */
export function isMoney(value: unknown): value is Money {
  return typeof value === 'object' && value !== null && 'minor' in value && 'currency' in value;
}

/** The largest amount in minor units: 15 digits print exactly as a JSON number. */
const MAX_MINOR = 999_999_999_999_999;

const MONEY_HINT = 'Write it as 12000, 12,000.50, 12k, 1.5m, (500), $12,000 or EUR 12000';

const PLAIN = /^(-?)(\d{1,15}(?:\.\d+)?)$/;
/** An amount in parentheses is negative: `(500)`, `$(500.00)`, `(500) USD`. Others hold a currency: `500 (EUR)`. */
const PARENTHESES = /^([^()]*)\(([^()]+)\)([^()]*)$/;
/** What a spreadsheet shows for zero in a column of money: `$ -`. */
const ACCOUNTING_ZERO = /^(?=.*[^\s-])([^\d\s-]{0,4})\s*--?\s*([^\d\s-]{0,4})$/;
const parts = lazy(
  () =>
    /^(?<before>\D*?)(?<number>(?<![\d\p{L}])\.\d+|\d(?:[\d.,\s'’]*\d)?)(?:e(?<exponent>[+-]?\d{1,3})(?!\d))?(?<dash>[.,:]\s?--?|\/-)?\s*(?:(?<word>tsd|thousand|lakhs?|lacs?|crores?|millions?|mio|mn|billions?|mrd|bn|k|m|b)(?=\.?(?:\s|$|\p{Sc})|\p{L}{3}$)\.?)?(?<after>\D*)$/iu,
);
/** Signs before and after a number, but no hyphens within names of currencies. */
const signs = lazy(() => /(?<!\p{L})[-+]|[-+](?!\p{L})/gu);

/** Powers of ten of the words after a number. */
const SHIFT: Readonly<Record<string, number>> = {
  k: 3,
  tsd: 3,
  thousand: 3,
  lakh: 5,
  lac: 5,
  m: 6,
  mn: 6,
  mio: 6,
  million: 6,
  crore: 7,
  b: 9,
  bn: 9,
  mrd: 9,
  billion: 9,
};

/** How an amount is read. */
export interface MoneyOptions {
  /** Whether decimals that the currency does not have are rounded, half away from zero. */
  readonly rounds?: boolean;
}

/** An amount in `minor` units (an integer of up to 15 digits). Throws a usage error otherwise. */
export function money(minor: number, currency: string): Money & { readonly minor: number } {
  if (!isCurrency(currency)) throw unknownCurrency(currency);
  if (!isAmount(minor)) throw amountTooLarge(String(minor));
  return { minor: minor === 0 ? 0 : minor, currency };
}

/**
 * Reads an amount as people write it: `12000`, `12,000.50`, `1.234,50`, `1 234,50`, `12,34,567`, `12k`, `$342.09K`,
 * `EUR 12000`, `500 US dollars`, `1e5`, and negative ones: `-5`, `-$5`, `500-`, `(500)`. If both `,` and `.` occur, the
 * last is the decimal mark; a single `,` before exactly three digits separates thousands; a single `.` is always the
 * decimal mark. Without a currency, `defaultCurrency` applies.
 * @throws usage error for anything else, an unknown currency, more decimals than the currency has, and more than 15
 * digits.
 */
export function parseMoney(
  text: string,
  defaultCurrency: string,
  options?: MoneyOptions,
): Money & { readonly minor: number } {
  const { minor, currency } = parseAmount(text, defaultCurrency, options);
  return { minor, currency: currency ?? defaultCurrency };
}

/**
 * Like `parseMoney`, but `currency` is null if none was given; `minor` then counts minor units of `defaultCurrency`.
 */
export function parseAmount(
  text: string,
  defaultCurrency: string,
  { rounds = false }: MoneyOptions = {},
): { minor: number; currency: string | null } {
  const { isNegative, number, shift, before, after } = partsOf(text);
  const plain = plainNumber(number);
  if (plain === null) throw unreadable(text);
  const currency = namedCurrency(text, before, after, defaultCurrency);
  const magnitude = minorUnits({ text, plain, shift, currency: currency ?? defaultCurrency, rounds });
  return { minor: isNegative && magnitude !== 0 ? -magnitude : magnitude, currency };
}

/** The parts of an amount. */
interface AmountParts {
  readonly isNegative: boolean;
  readonly number: string;
  /** The power of ten that multiplies the number. */
  readonly shift: number;
  /** Names of the currency; blank for none. */
  readonly before: string;
  readonly after: string;
}

function partsOf(text: string): AmountParts {
  const trimmed = text.trim();
  const plain = PLAIN.exec(trimmed);
  if (plain) return { isNegative: plain[1] === '-', number: plain[2] ?? '', shift: 0, before: '', after: '' };
  // Full-width characters and spaces of all kinds become plain ones.
  const written = trimmed.normalize('NFKC').replace(/[\u2010-\u2015\u2212]/g, '-');
  const zero = ACCOUNTING_ZERO.exec(written);
  if (zero) return { isNegative: false, number: '0', shift: 0, before: zero[1] ?? '', after: zero[2] ?? '' };
  const [, outside = '', inside, behind = ''] = PARENTHESES.exec(written) ?? [];
  const isBracketed = inside !== undefined && /\d/.test(inside);
  const open = inside === undefined ? written : `${outside} ${inside} ${behind}`;
  const found = parts().exec(open.trim())?.groups;
  if (!found) throw unreadable(text);
  const { before = '', number = '', exponent = '0', dash = '', word = '', after = '' } = found;
  const foundSigns = [...before.matchAll(signs()), ...after.matchAll(signs())];
  if (foundSigns.length > (isBracketed ? 0 : 1)) throw unreadable(text);
  return {
    isNegative: isBracketed || foundSigns[0]?.[0] === '-',
    // In `1.250,-` the comma is the decimal mark.
    number: /^[.,]/.test(dash) ? `${number}${dash[0]}00` : number,
    shift: Number(exponent) + (SHIFT[word.toLowerCase().replace(/(?<=..)s$/, '')] ?? 0),
    before: before.replace(signs(), '').trim(),
    after: after.replace(signs(), '').trim(),
  };
}

function unreadable(text: string) {
  return usage(`cannot read "${text}" as an amount of money`, MONEY_HINT);
}

/** Whether a record can hold the integer as an amount: at most 15 digits. */
export function isAmount(minor: number): boolean {
  return Number.isSafeInteger(minor) && Math.abs(minor) <= MAX_MINOR;
}

/** Adds minor units exactly, at any size. */
export function addMinor(...parts: readonly Minor[]): Minor {
  let sum = 0;
  for (const [at, part] of parts.entries()) {
    const next = typeof part === 'number' ? sum + part : Number.NaN;
    if (!Number.isSafeInteger(next)) return addBigs(BigInt(sum), parts.slice(at));
    sum = next;
  }
  return sum;
}

function addBigs(start: bigint, parts: readonly Minor[]): Minor {
  return toMinor(parts.reduce<bigint>((sum, part) => sum + BigInt(part), start));
}

/** A number if that is exact, else the bigint. */
export function toMinor(integer: bigint): Minor {
  const number = Number(integer);
  return Number.isSafeInteger(number) ? number : integer;
}

/** Subtracts minor units exactly. */
export function subtractMinor(from: Minor, ...parts: readonly Minor[]): Minor {
  return addMinor(from, ...parts.map((part) => (part === 0 ? 0 : -part)));
}

/** The amount as plain decimals of its currency: `1234.50`, `-0.05`, `1200` for JPY. Exact. */
export function decimalText({ minor, currency }: Money): string {
  const decimals = minorDigits(currency);
  const sign = minor < 0 ? '-' : '';
  const digits = String(minor < 0 ? -minor : minor).padStart(decimals + 1, '0');
  if (decimals === 0) return sign + digits;
  return `${sign}${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}

/** Digits with at most one `.`; null if the marks are ambiguous. */
function plainNumber(number: string): string | null {
  const commas = number.split(',').length - 1;
  const dots = number.split('.').length - 1;
  const decimal = decimalMark(number, commas, dots);
  const at = decimal === '' ? -1 : number.lastIndexOf(decimal);
  const whole = at < 0 ? number : number.slice(0, at);
  const fraction = at < 0 ? '' : number.slice(at + 1);
  if (!/^\d*$/.test(fraction)) return null;
  if (!/^\d*$/.test(whole) && !isGrouped(whole)) return null;
  return `${whole.replace(/\D/g, '') || '0'}.${fraction}`;
}

function decimalMark(number: string, commas: number, dots: number): ',' | '.' | '' {
  if (commas > 0 && dots > 0) return number.lastIndexOf(',') > number.lastIndexOf('.') ? ',' : '.';
  if (dots === 1) return '.';
  if (commas === 1 && /,\d{1,2}$/.test(number)) return ',';
  return '';
}

/** One kind of mark between groups: thousands, or lakhs and crores (`12,34,567`). */
function isGrouped(whole: string): boolean {
  return /^[1-9]\d{0,2}([.,\s'’])\d{3}(\1\d{3})*$/.test(whole) || /^[1-9]\d?(,\d\d)+,\d{3}$/.test(whole);
}

/** Letters that are taken for the name of an unknown currency; longer text is none. */
const MAX_CODE_CHARS = 4;

function namedCurrency(text: string, before: string, after: string, defaultCurrency: string): string | null {
  if (before === '' && after === '') return null;
  let possible: readonly string[] | null = null;
  for (const mark of [before, after].flatMap(splitMark)) {
    const candidates = currenciesFor(mark);
    if (candidates.length === 0) {
      if (mark.length > MAX_CODE_CHARS || !/\p{L}|\p{Sc}/u.test(mark)) throw unreadable(text);
      throw unknownCurrency(mark, `cannot read "${text}" as an amount of money: `);
    }
    // `$12 CAD`: the code decides what the sign leaves open.
    possible = possible === null ? candidates : possible.filter((code) => candidates.includes(code));
  }
  if (!possible?.length) throw usage(`"${before}" and "${after}" are two currencies for one amount`);
  return possible.includes(defaultCurrency) ? defaultCurrency : possible[0]!;
}

/** `GBP£` is a code and a sign. */
function splitMark(mark: string): string[] {
  if (mark === '') return [];
  const [, code, sign] = /^([a-z]{3})\s*(\p{Sc})$/iu.exec(mark) ?? [];
  return code !== undefined && sign !== undefined && isCurrency(code.toUpperCase()) ? [code, sign] : [mark];
}

/** The currency of a code, sign or name; where several share it, `defaultCurrency` if it is one of them. */
export function readCurrency(text: string, defaultCurrency: string): string {
  const candidates = currenciesFor(text.trim());
  if (candidates.length === 0) throw unknownCurrency(text.trim());
  return candidates.includes(defaultCurrency) ? defaultCurrency : candidates[0]!;
}

interface WrittenAmount {
  readonly text: string;
  /** Digits with one `.`. */
  readonly plain: string;
  readonly shift: number;
  readonly currency: string;
  readonly rounds: boolean;
}

function minorUnits({ text, plain, shift, currency, rounds }: WrittenAmount): number {
  const decimals = minorDigits(currency);
  const [whole = '', fraction = ''] = plain.split('.');
  // The digits before this position count minor units.
  const point = whole.length + shift + decimals;
  const digits = '0'.repeat(Math.max(0, -point)) + whole + fraction;
  const end = Math.max(0, point);
  const rest = digits.slice(end);
  // `1.234` could be a thousand: three digits are read as decimals only where that is sure.
  const isDoubtful = shift === 0 && fraction.length > decimals && isThousand(whole, fraction);
  if (!rounds && (/[1-9]/.test(rest) || isDoubtful)) {
    const has = decimals === 0 ? 'no decimals' : `${decimals} decimals`;
    throw usage(`"${text}" has more decimals than ${currency}, which has ${has}`, MONEY_HINT);
  }
  const up = rounds && /^[5-9]/.test(rest) ? 1 : 0;
  const minor = Number(digits.slice(0, end).padEnd(Math.min(end, MAX_DIGITS), '0')) + up;
  if (minor > MAX_MINOR) throw amountTooLarge(text);
  return minor;
}

/** More digits than any amount has. */
const MAX_DIGITS = 40;

function isThousand(whole: string, fraction: string): boolean {
  return fraction.length === 3 && /^[1-9]\d{0,2}$/.test(whole);
}

function unknownCurrency(mark: string, where = '') {
  const hint = hintFor(mark, currencyCodes(), 'Use an ISO 4217 code: USD, EUR, GBP');
  return usage(`${where}unknown currency "${mark}"`, hint);
}

function amountTooLarge(text: string) {
  return usage(
    `"${text}" is too large for an amount of money`,
    'amounts have at most 15 digits, including decimals',
  );
}

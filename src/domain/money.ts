import { currenciesFor, currencyCodes, isCurrency, minorDigits } from './currencies.ts';
import { usage } from './errors.ts';
import { lazy } from './lazy.ts';
import { findNearest } from './suggest.ts';

export { minorDigits } from './currencies.ts';

/** An integer of minor units (cents). A bigint only for sums too large for an exact number. */
export type Minor = number | bigint;

/** An amount of money: an integer of minor units (cents) and an ISO 4217 code. Never a float. */
export interface Money {
  readonly minor: Minor;
  readonly currency: string;
}

/** The largest amount in minor units: 15 digits print exactly as a JSON number. */
const MAX_MINOR = 999_999_999_999_999;

const MONEY_HINT = 'Write it as 12000, 12,000.50, 12k, 1.5m, $12,000 or EUR 12000';

const amountPattern = lazy(
  () =>
    /^([-+]?)\s*([\p{L}\p{Sc}]{0,4})\s*([-+]?)\s*(\d[\d.,\s'’]*|\.\d+)(?<=[\d])\s*(?:(k|m|bn?)(?=\s|$|\p{Sc}|\p{L}{3}$))?\s*([\p{L}\p{Sc}]{0,4})$/iu,
);

const SHIFT: Readonly<Record<string, number>> = { k: 3, m: 6, b: 9, bn: 9 };

/** An amount in `minor` units (an integer of up to 15 digits). Throws a usage error otherwise. */
export function money(minor: number, currency: string): Money & { readonly minor: number } {
  if (!isCurrency(currency)) throw unknownCurrency(currency);
  if (!isAmount(minor)) throw amountTooLarge(String(minor));
  return { minor: minor === 0 ? 0 : minor, currency };
}

/**
 * Reads an amount as people write it: `12000`, `12,000.50`, `1.234,50`, `1 234,50`, `12k`, `$342.09K`, `EUR 12000`,
 * `-5`. If both `,` and `.` occur, the last is the decimal mark; a single `,` before exactly three digits separates
 * thousands; a single `.` is always the decimal mark. Without a currency, `defaultCurrency` applies.
 * @throws usage error for anything else, an unknown currency, more decimals than the currency has, and more than 15
 * digits.
 */
export function parseMoney(text: string, defaultCurrency: string): Money & { readonly minor: number } {
  const { minor, currency } = parseAmount(text, defaultCurrency);
  return { minor, currency: currency ?? defaultCurrency };
}

/**
 * Like `parseMoney`, but `currency` is null if none was given; `minor` then counts minor units of `defaultCurrency`.
 */
export function parseAmount(
  text: string,
  defaultCurrency: string,
): { minor: number; currency: string | null } {
  const match = amountPattern().exec(text.trim().replaceAll('−', '-'));
  if (!match) throw usage(`cannot read "${text}" as an amount of money`, MONEY_HINT);
  const [, sign, before, innerSign, number = '', suffix = '', after] = match;
  if (sign && innerSign) throw usage(`cannot read "${text}" as an amount of money`, MONEY_HINT);
  const plain = plainNumber(number.trim());
  if (plain === null) throw usage(`cannot read "${text}" as an amount of money`, MONEY_HINT);
  const currency = namedCurrency(text, before ?? '', after ?? '', defaultCurrency);
  const magnitude = minorUnits(text, plain, SHIFT[suffix.toLowerCase()] ?? 0, currency ?? defaultCurrency);
  const negative = (sign || innerSign) === '-' && magnitude !== 0;
  return { minor: negative ? -magnitude : magnitude, currency };
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

function namedCurrency(text: string, before: string, after: string, defaultCurrency: string): string | null {
  if (before === '' && after === '') return null;
  let possible: readonly string[] | null = null;
  for (const mark of [before, after]) {
    if (mark === '') continue;
    const candidates = currenciesFor(mark);
    if (candidates.length === 0) throw unknownCurrency(mark, `cannot read "${text}" as an amount of money: `);
    // `$12 CAD`: the code decides what the sign leaves open.
    possible = possible === null ? candidates : possible.filter((code) => candidates.includes(code));
  }
  if (!possible?.length) throw usage(`"${before}" and "${after}" are two currencies for one amount`);
  return possible.includes(defaultCurrency) ? defaultCurrency : possible[0]!;
}

function minorUnits(text: string, plain: string, shift: number, currency: string): number {
  const decimals = minorDigits(currency);
  const [whole = '', fraction = ''] = plain.split('.');
  const places = shift + decimals;
  if (/[1-9]/.test(fraction.slice(places)) || (shift === 0 && fraction.length > decimals)) {
    const has = decimals === 0 ? 'no decimals' : `${decimals} decimals`;
    throw usage(`"${text}" has more decimals than ${currency}, which has ${has}`, MONEY_HINT);
  }
  const minor = Number(whole + fraction.slice(0, places).padEnd(places, '0'));
  if (minor > MAX_MINOR) throw amountTooLarge(text);
  return minor;
}

function unknownCurrency(mark: string, where = '') {
  const near = findNearest(mark, currencyCodes());
  const hint = near.length > 0 ? `did you mean ${near.join(', ')}?` : 'use an ISO 4217 code: USD, EUR, GBP';
  return usage(`${where}unknown currency "${mark}"`, hint);
}

function amountTooLarge(text: string) {
  return usage(
    `"${text}" is too large for an amount of money`,
    'amounts have at most 15 digits, including decimals',
  );
}

import { isoTime } from '../dates/calendar.ts';
import { readMomentNow, unreadable } from '../dates/moment.ts';
import { parseDuration } from '../duration.ts';
import { usage } from '../errors.ts';
import { type Field, NOUNS } from '../field.ts';
import { minorDigits, parseAmount } from '../money.ts';
import { nearest } from '../suggest.ts';
import type { Amount, FilterValue } from './ast.ts';

/** What the words of a filter are relative to. */
export interface FilterEnv {
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** Whom `me` means. */
  readonly user: string;
  /** The currency of amounts that name none. */
  readonly currency: string;
}

const NUMBER = /^[-+]?(?:\d+|\d{1,3}(?:,\d{3})+)?(?:\.\d+)?(?:e[-+]?\d+)?([kmb])?%?$/i;
const TIMES: Readonly<Record<string, number>> = { k: 1e3, m: 1e6, b: 1e9 };
const BOOLEANS: Readonly<Record<string, boolean>> = {
  true: true,
  yes: true,
  y: true,
  '1': true,
  false: false,
  no: false,
  n: false,
  '0': false,
};

/** Beyond this, not every integer is itself any more. */
const LARGEST = 1e15;

/** A value as a field is compared with it. A datetime said as a day alone stands for the whole of it. */
export type ReadValue = { readonly exact: FilterValue } | { readonly day: string };

/**
 * Reads the text of a value for a field. `bare` is false for a quoted one, in which `me` is a name.
 * @throws usage error that names the value and what the field takes.
 */
export function readValue(field: Field, text: string, bare: boolean, env: FilterEnv): ReadValue {
  switch (field.type) {
    case 'integer':
    case 'number':
      return { exact: readNumber(field, text) };
    case 'bool':
      return { exact: readBoolean(field, text) };
    case 'money':
      return { exact: readAmount(text, env.currency) };
    case 'duration':
      return { exact: parseDuration(text) };
    case 'date':
      return { exact: moment(text, env).date };
    case 'datetime': {
      const { date, at } = moment(text, env);
      return at === null ? { day: date } : { exact: isoTime(at) };
    }
    case 'choice':
      return { exact: readChoice(field, text) };
    case 'ref':
      return { exact: readReference(field, text, bare, env) };
    default:
      return { exact: text };
  }
}

function readAmount(text: string, currency: string): Amount {
  const amount = parseAmount(text, currency);
  const decimals = minorDigits(currency);
  return amount.currency === null && decimals !== 2 ? { ...amount, decimals } : amount;
}

function moment(text: string, env: FilterEnv) {
  const read = readMomentNow(text, env.now);
  if (read === null) throw unreadable(text);
  return read;
}

function readNumber(field: Field, text: string): number {
  const [, suffix = ''] = NUMBER.exec(text) ?? [];
  const plain = text.replace(/,|[kmb]?%?$/gi, '');
  const number = NUMBER.test(text) && plain !== '' ? shifted(plain, suffix.toLowerCase()) : Number.NaN;
  if (Number.isNaN(number)) throw usage(`${field.name} is a number, not "${text}"`);
  if (Math.abs(number) > LARGEST) throw usage(`"${text}" is too large`);
  if (field.type === 'integer' && !Number.isInteger(number)) {
    throw usage(`${field.name} is a whole number, not "${text}"`);
  }
  return number === 0 ? 0 : number;
}

function shifted(plain: string, suffix: string): number {
  const number = Number(plain) * (TIMES[suffix] ?? 1);
  // 1.1k is 1100, not 1100.0000000000002.
  return suffix === '' ? number : Number(number.toPrecision(15));
}

function readBoolean(field: Field, text: string): boolean {
  const value = BOOLEANS[text.toLowerCase()];
  if (value === undefined) throw usage(`${field.name} is yes or no, not "${text}"`);
  return value;
}

/** Throws `usage` for the number of another noun: `lead:7` is no account. */
function readReference({ target }: Field, text: string, bare: boolean, env: FilterEnv): string {
  if (!bare) return text;
  if (target === 'user' && text.toLowerCase() === 'me') return env.user;
  const [, prefix] = /^([a-z]+):#?\d+$/.exec(text) ?? [];
  const isOther = prefix !== target && (NOUNS as readonly (string | undefined)[]).includes(prefix);
  if (isOther) throw usage(`"${text}" is not ${/^[ao]/.test(String(target)) ? 'an' : 'a'} ${target}`);
  return text;
}

function readChoice(field: Field, text: string): string {
  if (!field.choices?.length) return text;
  const choice = field.choices.find((known) => known.toLowerCase() === text.toLowerCase());
  if (choice !== undefined) return choice;
  const near = nearest(text, field.choices);
  throw usage(
    `${field.name} is never "${text}"`,
    near.length > 0 ? `did you mean ${near.join(', ')}?` : `it is one of ${field.choices.join(', ')}`,
  );
}

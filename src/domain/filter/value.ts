import { isoTime, toLocalDate } from '../dates/calendar.ts';
import { readMoment, type TimeSettings } from '../dates/moment.ts';
import { parseDuration } from '../duration.ts';
import { usage } from '../errors.ts';
import { choiceMeant, type Field, type Noun } from '../field.ts';
import { minorDigits, parseAmount } from '../money.ts';
import { picklistKey } from '../picklists.ts';
import { hintFor } from '../suggest.ts';
import type { Amount, FilterValue } from './ast.ts';
import type { Links } from './links.ts';
import type { Totals } from './totals.ts';

/** Context for the words of a filter. */
export interface FilterEnv {
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** The user that `me` means. */
  readonly user: string;
  /** The currency of amounts without one. */
  readonly currency: string;
  /** How dates are read. */
  readonly timeSettings?: TimeSettings;
  /** What may stand before a number as in `lead:7`. */
  readonly nouns: readonly string[];
  /** The noun of the records, and the links between nouns; without them an expression has fields of its record alone. */
  readonly linked?: { readonly noun: Noun; readonly links: Links } | undefined;
  /** The segments whose filters are being read: one of them that is named again would contain itself. */
  readonly openSegments?: readonly string[] | undefined;
  /** How many segments were read for the whole filter. */
  readonly segmentCount?: { total: number } | undefined;
  /** Set where values of a group of records are read: the fields of its records, and the totals read so far. */
  readonly group?: { readonly fields: readonly Field[]; readonly totals: Totals } | undefined;
}

const NUMBER = /^[-+]?(?:\d+|\d{1,3}(?:,\d{3})+)?(?:\.\d+)?(?:e[-+]?\d+)?([kmb])?%?$/i;
const FACTORS: Readonly<Record<string, number>> = { k: 1e3, m: 1e6, b: 1e9 };
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

/** Above this, numbers lose precision. */
const MAX_NUMBER = 1e15;

/** A value to compare a field with. A datetime given as a day stands for the whole day. */
export type ReadValue = { readonly exact: FilterValue } | { readonly day: string };

/**
 * Reads the text of a value for a field. `bare` is false for a quoted value, in which `me` is a name.
 * @throws usage error with the value and what the field accepts.
 */
export function readValue(field: Field, text: string, bare: boolean, env: FilterEnv): ReadValue {
  switch (field.type) {
    case 'integer':
    case 'number':
      return { exact: readNumber(field, text) };
    case 'bool':
      return { exact: readBoolean(field, text) };
    case 'money':
      return { exact: readAmount(text, env) };
    case 'duration':
      return { exact: parseDuration(text) };
    case 'date':
      return { exact: readDatetime(field, text, env).date };
    case 'datetime': {
      const { date, at } = readDatetime(field, text, env);
      return at === null ? { day: date } : { exact: isoTime(at) };
    }
    case 'choice':
      return { exact: readChoice(field, text) };
    case 'ref':
      return { exact: readReference(field, text, bare, env) };
    default:
      return { exact: currentName(field, text) ?? text };
  }
}

/** The present name of a value of a picklist that was called so. */
function currentName({ choices, formerChoices }: Field, text: string): string | undefined {
  if (!formerChoices || choices?.includes(text)) return undefined;
  return formerChoices.get(picklistKey(text));
}

function readAmount(text: string, { currency, now }: FilterEnv): Amount {
  const amount = parseAmount(text, currency);
  const decimals = minorDigits(currency);
  if (amount.currency !== null) return { ...amount, exchange: { base: currency, today: toLocalDate(now) } };
  return decimals === 2 ? amount : { ...amount, decimals };
}

function readDatetime({ past }: Field, text: string, env: FilterEnv) {
  return readMoment(text, env.now, { ...env.timeSettings, isPast: past === true });
}

function readNumber(field: Field, text: string): number {
  const [, suffix = ''] = NUMBER.exec(text) ?? [];
  const plain = text.replace(/,|[kmb]?%?$/gi, '');
  const number = NUMBER.test(text) && plain !== '' ? shiftDecimals(plain, suffix.toLowerCase()) : Number.NaN;
  if (Number.isNaN(number)) throw usage(`${field.name} is a number, not "${text}"`);
  if (Math.abs(number) > MAX_NUMBER) throw usage(`"${text}" is too large`);
  if (field.type === 'integer' && !Number.isInteger(number)) {
    throw usage(`${field.name} is a whole number, not "${text}"`);
  }
  return number === 0 ? 0 : number;
}

function shiftDecimals(plain: string, suffix: string): number {
  const number = Number(plain) * (FACTORS[suffix] ?? 1);
  // Avoids 1100.0000000000002 for 1.1k.
  return suffix === '' ? number : Number(number.toPrecision(15));
}

function readBoolean(field: Field, text: string): boolean {
  const value = BOOLEANS[text.toLowerCase()];
  if (value === undefined) throw usage(`${field.name} is yes or no, not "${text}"`);
  return value;
}

/** Throws `usage` for a record of another noun: `lead:7` is not an account. */
function readReference({ target }: Field, text: string, bare: boolean, env: FilterEnv): string {
  if (!bare) return text;
  if (target === 'user' && text.toLowerCase() === 'me') return env.user;
  const [, prefix] = /^([a-z]\w*):#?\d+$/.exec(text) ?? [];
  if (prefix !== undefined && prefix !== target && env.nouns.includes(prefix))
    throw usage(`"${text}" is not ${/^[ao]/.test(String(target)) ? 'an' : 'a'} ${target}`);
  return text;
}

function readChoice(field: Field, text: string): string {
  if (!field.choices?.length) return text;
  const choice = field.choices.find((known) => known.toLowerCase() === text.toLowerCase());
  if (choice !== undefined) return choice;
  const current = currentName(field, text) ?? choiceMeant(field, text);
  if (current !== undefined) return current;
  if (field.takesNew) return text;
  const hint = hintFor(text, field.choices, `Use one of ${field.choices.join(', ')}`);
  throw usage(`${field.name} is never "${text}"`, hint);
}

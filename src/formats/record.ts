import { type CrmError, isCrmError } from '../domain/errors.ts';
import type { Field, Row, Value } from '../domain/field.ts';
import { emailKey } from '../domain/matching.ts';
import { money } from '../domain/money.ts';
import { digitsOf } from '../domain/phones.ts';
import type { Feed } from './mapping.ts';
import type { ValueReader } from './values.ts';

type Cells = readonly (string | null)[];

/** A value that could not be read. */
interface Unread {
  readonly field: Field;
  readonly error: CrmError;
}

/** What a row of a file says of a record. */
export interface MappedRecord {
  /** Every field that has a column; null where its cells are blank or cannot be read. */
  readonly values: Row;
  readonly unread: readonly Unread[];
}

/** A time behind a day; midnight is how programs write that there is none. */
const TIME_OF_DAY = /\d[T ]+(?!0?0:00(?::00(?:\.0+)?)?(?!\d)|12:00(?::00)? ?a)\d{1,2}:\d\d/i;

/**
 * Reads the cells of a row that has no problem of its own. Where several cells feed a field, the first that is
 * not blank wins; of emails and phones the others go to the field that holds further ones, and lists take them
 * all. Amounts are in the currency of the row where it names one.
 */
export function readRecord(feeds: readonly Feed[], reader: ValueReader, cells: Cells): MappedRecord {
  const values: Row = {};
  const unread: Unread[] = [];
  const currency = currencyOf(feeds, cells, unread);
  const read = (field: Field, text: string): Value => {
    try {
      return reader.read(field, text, currency);
    } catch (error) {
      return unreadable(field, error, unread);
    }
  };

  for (const { field, overflow, timed, indexes } of feeds) {
    const first = firstFilled(indexes, cells);
    if (field.type === 'list' || (overflow && holdsMore(indexes, first, reader))) {
      const texts = filled(indexes, cells);
      if (field.type === 'list') {
        values[field.name] = texts
          .map((text) => read(field, text))
          .reduce(joined, values[field.name] ?? null);
      } else if (overflow) {
        const [one, ...further] = reader.exported ? texts : texts.flatMap((text) => several(text, field));
        values[field.name] = one === undefined ? null : read(field, one);
        if (further.length === 0) continue;
        const others = further.map((text) => read(overflow, text));
        values[overflow.name] = others.reduce(joined, values[overflow.name] ?? null);
      }
      continue;
    }
    // Nearly all cells of nearly all files: nothing is made but the value.
    values[field.name] = first === undefined ? null : read(field, first);
    if (timed && first !== undefined && TIME_OF_DAY.test(first)) values[timed.name] = read(timed, first);
  }
  for (const { field, overflow } of feeds) {
    if (overflow && Array.isArray(values[overflow.name])) {
      values[overflow.name] = distinct(values[overflow.name] as readonly string[], values[field.name], field);
    }
  }
  return { values, unread };
}

/** Notes a value that cannot be read; it is left blank. */
function unreadable(field: Field, error: unknown, unread: Unread[]): null {
  if (!isCrmError(error)) throw error;
  unread.push({ field, error });
  return null;
}

function filled(indexes: readonly number[], cells: Cells): string[] {
  return indexes.map((index) => cells[index]).filter(isFilled);
}

function firstFilled(indexes: readonly number[], cells: Cells): string | undefined {
  for (const index of indexes) {
    const text = cells[index];
    if (isFilled(text)) return text;
  }
  return undefined;
}

function isFilled(text: string | null | undefined): text is string {
  return typeof text === 'string' && text.trim() !== '';
}

/** What values in one cell stand between. */
const BETWEEN = /[;,\n]/;

/** Whether there may be further values behind the first text. */
function holdsMore(
  indexes: readonly number[],
  first: string | undefined,
  { exported }: ValueReader,
): boolean {
  return first !== undefined && (indexes.length > 1 || (!exported && BETWEEN.test(first)));
}

/** The values people put into one cell: `a@x.com; b@x.com`. A comma may be part of a phone number's notes. */
function several(text: string, { type }: Field): string[] {
  if (!BETWEEN.test(text)) return [text];
  return text.split(type === 'email' ? BETWEEN : /[;\n]/).filter((part) => part.trim() !== '');
}

function joined(before: Value, more: Value): Value {
  if (!Array.isArray(more)) return before;
  return Array.isArray(before) ? [...new Set([...before, ...more])] : more;
}

/** Without repetitions, and without the value that stands in front; null when nothing is left. */
function distinct(
  values: readonly string[],
  first: Value | undefined,
  { type }: Field,
): readonly string[] | null {
  const keyOf = type === 'email' ? emailKey : (text: string) => digitsOf(text) || text;
  const seen = new Set(typeof first === 'string' ? [keyOf(first)] : []);
  const left = values.filter((value) => seen.size < seen.add(keyOf(value)).size);
  return left.length > 0 ? left : null;
}

/** The code in the row's `currency` column, checked; undefined where there is none to go by. */
function currencyOf(feeds: readonly Feed[], cells: Cells, unread: Unread[]): string | undefined {
  const feed = feeds.find(({ field }) => field.name === 'currency');
  const code = feed && firstFilled(feed.indexes, cells)?.trim().toUpperCase();
  if (!code) return undefined;
  try {
    return money(0, code).currency;
  } catch (error) {
    unreadable(feed.field, error, unread);
    return undefined;
  }
}

import { kindNamed, labelledText, readLabelled } from '../domain/address-label.ts';
import { type CrmError, isCrmError, usage } from '../domain/errors.ts';
import type { Field, Row, Value } from '../domain/field.ts';
import { emailKey } from '../domain/matching.ts';
import { withoutSigns } from '../domain/phones/phone.ts';
import { splitPhones } from '../domain/phones/several-numbers.ts';
import { endOfPeriod } from './closing-periods.ts';
import { jsonElements, splitParts } from './list-cell.ts';
import { type Feed, ROW_CURRENCY } from './mapping.ts';
import { type CellContext, isCurrency, type ValueReader } from './values.ts';

type Cells = readonly (string | null)[];

/** A value that its field cannot hold. */
export interface UnreadableValue {
  readonly field: Field;
  /** As it stands in the file. */
  readonly text: string;
  readonly error: CrmError;
}

/** The values of a row, by field. */
export interface MappedRecord {
  /** Every field with a column; null if its cells are blank or unreadable. Of several addresses, the first that can be read. */
  readonly values: Row;
  readonly unread: readonly UnreadableValue[];
}

/** Any time of day: `15:30`, `3pm`, the `T1530` of `20261201T153000Z`. */
const CLOCK = /\d[:.h]\d\d|\d ?[ap]\.?m|\dT\d|^\d{9,}$/i;
/** A time after a day. Midnight is what programs write for no time. */
const TIME_OF_DAY = /\d[T ]+(?!0?0:00(?::00(?:\.0+)?)?(?!\d)|12:00(?::00)? ?a)\d{1,2}:\d\d/i;

/** A feed, and the index of its only cell if that is text that means itself; -1 for any other. */
interface PlannedFeed {
  readonly feed: Feed;
  readonly textAt: number;
}

/** Reads the rows of a file. What its columns say is looked at once: a file has few columns and many rows. */
export class RecordReader {
  readonly #reader: ValueReader;
  readonly #feeds: readonly PlannedFeed[];
  /** Those of several values, or of which something is said. */
  readonly #addresses: readonly Feed[];
  readonly #currency: Feed | undefined;

  constructor(feeds: readonly Feed[], reader: ValueReader) {
    this.#reader = reader;
    this.#feeds = feeds
      .filter(({ field }) => field !== ROW_CURRENCY)
      .map((feed) => ({
        feed,
        textAt: isText(feed, reader) ? (feed.indexes[0] ?? -1) : -1,
      }));
    this.#addresses = feeds.filter(({ labels, overflow }) => labels !== null || overflow !== null);
    this.#currency = feeds.find(({ field }) => isCurrency(field));
  }

  /**
   * Reads the cells of a valid row. If several cells feed a field, the first non-blank one wins; further e-mails and
   * phones go to the overflow field, and lists take all. Amounts are in the currency of their column or row if it has
   * one. `original` are the cells as they stand in the file.
   */
  read(cells: Cells, original: Cells = cells): MappedRecord {
    const reader = this.#reader;
    const values: Row = {};
    const unread: UnreadableValue[] = [];
    const ofRow = this.#currency && currencyOf(this.#currency, reader, cells, original);
    for (const { feed, textAt } of this.#feeds) {
      const text = cells[textAt];
      if (textAt === -1 || text?.includes('\0'))
        readFeed(feed, reader, { cells, original, ofRow }, { values, unread });
      else values[feed.field.name] = text?.trim() || null;
    }
    for (const feed of this.#addresses) readAddresses(feed, reader, { cells, original }, values);
    return { values, unread };
  }
}

/** Whether a field has one column, whose texts mean themselves. */
function isText({ field, overflow, timed, dayOnly, indexes }: Feed, reader: ValueReader): boolean {
  return (
    indexes.length === 1 &&
    overflow === null &&
    timed === null &&
    dayOnly === null &&
    reader.isOnlyText(field)
  );
}

/** The cells of a row, and as they stand in the file; the currency of its amounts, if it names one. */
interface RowCells {
  readonly cells: Cells;
  readonly original: Cells;
  readonly ofRow?: string | undefined;
}

/** Reads what a field gets into `values`. */
function readFeed(
  { field: own, overflow, timed, dayOnly, indexes, currencies }: Feed,
  reader: ValueReader,
  { cells, original, ofRow }: RowCells,
  { values, unread }: { readonly values: Row; readonly unread: UnreadableValue[] },
): void {
  const read = (field: Field, text: string, cell?: CellContext): Value => {
    if (!reader.exported && isAnswer(field, text))
      return recordUnreadable(field, text, usage(`"${text}" is no number`), unread);
    try {
      return reader.read(field, text, cell);
    } catch (error) {
      recordUnreadable(field, cell?.original ?? text, error, unread);
      return nearestValue(field, text, reader, cell);
    }
  };

  const at = firstFilled(indexes, cells);
  const first = at === undefined ? undefined : (cells[at] as string);
  const isDay = dayOnly !== null && first !== undefined && !CLOCK.test(first);
  if (isDay) values[own.name] = null;
  const field = isDay ? dayOnly : own;
  const cell =
    at === undefined ? undefined : contextOf(field, currencies.get(at) ?? ofRow, cells[at], original[at]);
  if (field.type === 'list' || (overflow && mayHoldMore(indexes, first, reader))) {
    const texts = filledTexts(indexes, cells);
    if (field.type === 'list') {
      values[field.name] = texts
        .map((text) => read(field, text))
        .reduce(joinValues, values[field.name] ?? null);
    } else if (overflow) {
      const all = reader.exported
        ? texts
        : texts.flatMap((text) => splitValues(text, field)).map(bareAddress);
      // The first that can be read leads.
      const at = all.findIndex((text) => {
        values[field.name] = read(field, text);
        return values[field.name] !== null;
      });
      const others = (at === -1 ? [] : all.slice(at + 1)).map((text) => read(overflow, text));
      if (others.length > 0) values[overflow.name] = others.reduce(joinValues, values[overflow.name] ?? null);
    }
    return;
  }
  // The common case: a single cell for the field.
  values[field.name] =
    first === undefined ? null : read(field, overflow && !reader.exported ? bareAddress(first) : first, cell);
  if (field.type === 'url' && values[field.name] === null && first !== undefined)
    values[field.name] = firstOfSeveral(field, first, reader, unread);
  if (timed && first !== undefined && values[field.name] !== null && TIME_OF_DAY.test(first))
    values[timed.name] = read(timed, first);
}

/** Adds what is said of addresses, and takes out those that are there twice. */
function readAddresses(
  { field, overflow, labels, kinds, indexes }: Feed,
  reader: ValueReader,
  row: RowCells,
  values: Row,
): void {
  if (labels && !reader.exported) {
    const said = labelsIn(field, indexes, kinds, row);
    if (said.length > 0) values[labels.name] = joinValues(values[labels.name] ?? null, said);
  }
  if (overflow && Array.isArray(values[overflow.name])) {
    values[overflow.name] = removeDuplicates(
      values[overflow.name] as readonly string[],
      values[field.name],
      field,
    );
  }
}

/** An address without what its own text says of it: `mobile: +1 415 …`. */
const bareAddress = (text: string): string =>
  text.includes(':') ? (readLabelled(text)?.address ?? text) : text;

const NO_LABELS: readonly string[] = [];

/** What the headers or the texts of addresses say of them. */
function labelsIn(
  field: Field,
  indexes: readonly number[],
  kinds: Feed['kinds'],
  { cells, original }: RowCells,
): readonly string[] {
  let said: Map<string, string> | null = null;
  for (const index of indexes) {
    const text = cells[index];
    if (!isFilled(text) || (!kinds.has(index) && !text.includes(':'))) continue;
    const named = kinds.get(index);
    const kind = typeof named === 'number' ? kindNamed(original[named] ?? '') : (named ?? null);
    for (const part of splitValues(text, field)) {
      const { label, address } = readLabelled(part) ?? { label: { kind, bad: null }, address: part.trim() };
      const key = field.type === 'email' ? emailKey(address) : withoutSigns(address);
      said ??= new Map();
      if ((label.kind !== null || label.bad !== null) && !said.has(key))
        said.set(key, labelledText(label, address));
    }
  }
  return said ? [...said.values()] : NO_LABELS;
}

/** What is known of a cell beside its text; undefined if nothing is. */
function contextOf(
  { type }: Field,
  currency: string | undefined,
  text: string | null | undefined,
  original: string | null | undefined,
): CellContext | undefined {
  const isSame = original === text || !original;
  if (type !== 'money' || currency === undefined) return isSame ? undefined : { original };
  return isSame ? { currency } : { currency, original };
}

/** Records an unreadable value; the field stays blank. */
function recordUnreadable(field: Field, text: string, error: unknown, unread: UnreadableValue[]): null {
  if (!isCrmError(error)) throw error;
  unread.push({ field, text: text.trim(), error });
  return null;
}

/** Yes or no under a header that also names a number, `WhatsApp?`. */
function isAnswer({ type, element }: Field, text: string): boolean {
  return (
    (type === 'phone' || element === 'phone') &&
    /^\s*(?:yes|no|y|n|true|false|ja|nein|oui|non|x)\s*$/i.test(text)
  );
}

/** The amount of `~$5k` and `ca. 5000`; null for other texts. */
function aboutAmount(field: Field, text: string, reader: ValueReader, cell: CellContext | undefined): Value {
  const bare = text.replace(
    /^\s*(?:[~\u2248]|ca\.?\s|approx(?:imately|\.)?\s|about\s|around\s|circa\s)\s*/i,
    '',
  );
  if (bare === text) return null;
  try {
    return reader.read(field, bare, cell && { currency: cell.currency });
  } catch (error) {
    if (!isCrmError(error)) throw error;
    return null;
  }
}

/** Fields of days by which something is expected, which people know only by the month. */
const LAST_DAYS: ReadonlySet<string> = new Set(['close_date', 'due_date', 'ends_on']);

/**
 * What is next to a text that a field cannot hold: the whole number in its range, such as for a chance of `33.3%`, or the
 * last day of `Q1 2027`; null for other texts.
 */
function nearestValue(field: Field, text: string, reader: ValueReader, cell: CellContext | undefined): Value {
  const { name, type, range, custom } = field;
  if (type === 'money') return aboutAmount(field, text, reader, cell);
  if (type === 'date' && LAST_DAYS.has(name) && !custom) return endOfPeriod(text);
  if (type !== 'integer' || !range) return null;
  const number = Number(text.trim().replace(/\s*%$/, '') || Number.NaN);
  return number >= range[0] && number <= range[1] ? Math.round(number) : null;
}

/** The first of several web addresses in a cell; the others are what the field cannot hold. */
function firstOfSeveral(field: Field, text: string, reader: ValueReader, unread: UnreadableValue[]): Value {
  const [first = '', ...others] = text.split(/[\s;,|]+/).filter((part) => part !== '');
  const last = unread.at(-1);
  if (others.length === 0 || last?.field !== field) return null;
  try {
    for (const other of others) reader.read(field, other);
    const value = reader.read(field, first);
    unread[unread.length - 1] = { ...last, text: others.join(' ') };
    return value;
  } catch (error) {
    if (!isCrmError(error)) throw error;
    return null;
  }
}

function filledTexts(indexes: readonly number[], cells: Cells): string[] {
  return indexes.map((index) => cells[index]).filter(isFilled);
}

/** The index of the first cell that is not blank. */
function firstFilled(indexes: readonly number[], cells: Cells): number | undefined {
  for (const index of indexes) if (isFilled(cells[index])) return index;
  return undefined;
}

function isFilled(text: string | null | undefined): text is string {
  if (typeof text !== 'string') return false;
  // Most cells begin with a letter or digit: to trim each of them takes three times as long.
  const first = text.charCodeAt(0);
  return (first > 32 && first < 127) || text.trim() !== '';
}

/** Separators of several values in one cell, and the beginning of a list in JSON. */
const SEPARATORS = /[;,|\n]|^\s*\[/;

/** Whether there may be further values after the first text. */
function mayHoldMore(
  indexes: readonly number[],
  first: string | undefined,
  { exported }: ValueReader,
): boolean {
  return first !== undefined && (indexes.length > 1 || (!exported && SEPARATORS.test(first)));
}

/** The values of one cell: `a@x.com; b@x.com`. A comma may be part of a phone number. */
function splitValues(text: string, { type }: Field): string[] {
  if (!SEPARATORS.test(text)) return [text];
  if (type === 'phone') return (jsonElements(text) ?? [text]).flatMap(splitPhones);
  return splitParts(text, true)
    .flatMap((part) => part.split(','))
    .filter((part) => part.trim() !== '');
}

function joinValues(before: Value, more: Value): Value {
  if (!Array.isArray(more)) return before;
  return Array.isArray(before) ? [...new Set([...before, ...more])] : more;
}

/** Without duplicates and without the first value; null if none is left. */
function removeDuplicates(
  values: readonly string[],
  first: Value | undefined,
  { type }: Field,
): readonly string[] | null {
  const keyOf = type === 'email' ? emailKey : type === 'phone' ? withoutSigns : (text: string) => text;
  const seen = new Set(typeof first === 'string' ? [keyOf(first)] : []);
  const left = values.filter((value) => seen.size < seen.add(keyOf(value)).size);
  return left.length > 0 ? left : null;
}

/** The currency of the row; undefined if there is none, or none that can be read. */
function currencyOf(feed: Feed, reader: ValueReader, cells: Cells, original: Cells): string | undefined {
  const at = firstFilled(feed.indexes, cells);
  if (at === undefined) return undefined;
  try {
    const code = reader.read(feed.field, cells[at] as string, { original: original[at] ?? undefined });
    return typeof code === 'string' ? code : undefined;
  } catch (error) {
    // Reported where the field itself is read.
    if (isCrmError(error)) return undefined;
    throw error;
  }
}

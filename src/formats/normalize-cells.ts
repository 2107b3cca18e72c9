import { isFax } from '../domain/address-label.ts';
import { isoTime, tryReadMoment } from '../domain/dates.ts';
import { isCrmError } from '../domain/errors.ts';
import { companyKey } from '../domain/matching.ts';
import { isNetwork, profileText } from '../domain/profile.ts';
import { MINUTE_MS } from '../domain/time-units.ts';
import { isBlankDate } from './blank-dates.ts';
import { joinDateParts } from './date-parts.ts';
import { joinDayTime } from './day-times.ts';
import { unitWriter } from './duration-unit.ts';
import { headerKey } from './field-names.ts';
import { htmlText } from './html-text.ts';
import { splitParts } from './list-cell.ts';
import { bouncedLabel, takeMailMarks } from './mail-marks.ts';
import type { Mapping } from './mapping.ts';
import { partMixedCells } from './mixed-columns.ts';
import { joinPayments, paymentColumns } from './payments.ts';
import type { Column, Continuation } from './presets/columns.ts';
import type { NamePair, Preset } from './presets/preset.ts';
import { readTown } from './town-columns.ts';
import { takeAddress } from './whole-addresses.ts';

export type Cells = (string | null)[];

/** Converts a cell to our format. */
type Normalize = (text: string) => string;

/**
 * Makes a function that converts the cells of a row from another program: words of a column, chances from 0 to 1,
 * ids, names with the names of their parents, HTML, days with the time in another column, whole days without it, minutes
 * after a moment, one address of several. Null if there is nothing to convert.
 */
export function cellNormalizer(mapping: Mapping, preset: Preset | null): ((cells: Cells) => void) | null {
  const { columns, addresses, dateParts, dayTimes, mixed, mailMarks: marks } = mapping;
  const notes = notesOf(columns);
  const texts = notes ?? columns.find(({ fields: [field] }) => field?.name === 'body')?.index;
  const mends = columns.flatMap(({ index, header, known, fields }) => {
    const isId = fields.some(({ name }) => name === 'external_id');
    const mend =
      (known ? normalizerOf(known, isId ? preset?.spellId : undefined) : null) ??
      (fields.some(({ type }) => type === 'duration') ? unitWriter(header) : null);
    return mend ? [{ index, mend }] : [];
  });
  const paths = columns.flatMap(({ index, known }) =>
    known?.front ? [{ index, frontOf: known.alone ? companyIn(known.alone) : parentPath }] : [],
  );
  const towns = columns.flatMap(({ index, town }) => {
    if (!town) return [];
    const made = columns.filter(({ partOf }) => partOf === index);
    return [{ index, town, others: made.flatMap(({ fields: [field] }) => field?.name ?? []) }];
  });
  const times = columns.flatMap(({ index: day, known }) => {
    const beside = columns.find(({ header }) => headerKey(header) === known?.time);
    return beside ? [{ day, time: beside.index }] : [];
  });
  const happened = happenedIn(columns);
  const whole = columns.flatMap(({ index: day, known }) => {
    const flag = known?.wholeDays && columns.find(({ header }) => headerKey(header) === known.wholeDays);
    return flag ? [{ day, flag: flag.index }] : [];
  });
  const after = columns.flatMap(({ index, header, known }) => {
    const since = columns.find((column) => known?.minutesAfter.includes(headerKey(column.header)));
    return known && known.minutesAfter.length > 0 ? [{ index, header, since: since?.index ?? null }] : [];
  });
  const continued = continuations(columns);
  const handles = handlesIn(columns);
  const faxes = faxesIn(mapping);
  const nulls = preset?.nulls === true ? 'null' : preset?.blank;
  const brackets = columns.flatMap(({ index, known }) => {
    const header = known?.bracketed ?? null;
    const other = columns.find((column) => header !== null && headerKey(column.header) === header);
    return other ? [{ index, other: other.index }] : [];
  });
  const part = preset && partOf(preset);
  const payments = preset?.discountsPayments ? paymentColumns(columns) : null;
  // Parts of other cells stand behind those of the file, and notes that it lacks behind these.
  const width = columns.find(({ isMade, partOf }) => isMade || partOf !== undefined)?.index ?? columns.length;
  const all = [
    mends,
    paths,
    towns,
    times,
    happened,
    after,
    whole,
    continued,
    handles,
    faxes,
    brackets,
    addresses,
    dateParts,
    dayTimes,
    mixed,
  ];
  if (
    all.every(({ length }) => length === 0) &&
    !nulls &&
    !part &&
    !marks &&
    !preset?.apostrophes &&
    !payments
  )
    return null;
  return (cells) => {
    if (nulls) for (const [index, text] of cells.entries()) if (text === nulls) cells[index] = '';
    if (preset?.apostrophes)
      for (const [index, text] of cells.entries())
        if (text?.startsWith("'")) cells[index] = text.replace(/^'(?=[+\d])/, '');
    for (const { index, other } of brackets) {
      const end = ` (${cells[other]?.trim()})`;
      if (cells[index]?.endsWith(end)) cells[index] = cells[index]?.slice(0, -end.length) ?? '';
    }
    if (part) for (const [index, text] of cells.entries()) if (text) cells[index] = part(text);
    const often = payments && joinPayments(cells, payments);
    const said = marks && takeMailMarks(cells, marks);
    const fronts = paths.map(({ index, frontOf }) => frontOf(cells[index] ?? ''));
    for (const { index, mend } of mends) {
      const text = cells[index];
      if (text) cells[index] = mend(text);
    }
    for (const { day, time } of times) cells[day] = withTime(cells[day] ?? '', cells[time] ?? '');
    for (const { day, time, into } of dayTimes) {
      const said = cells[time]?.trim() ?? '';
      const joined = joinDayTime(cells[day] ?? '', said);
      cells[time] = '';
      if (joined === null) addText(cells, texts as number, '\n', `${columns[time]?.header.trim()}: `, said);
      else if (said !== '') cells[into] = joined;
    }
    for (const { due, done, notes } of happened) {
      const [planned, actual] = [cells[due]?.trim() ?? '', cells[done]?.trim() ?? ''];
      if (actual === '') continue;
      cells[due] = actual;
      if (!actual.startsWith(planned)) addText(cells, notes, '\n', 'Due: ', planned);
    }
    for (const { index, header, since } of after) {
      const minutes = cells[index]?.trim() ?? '';
      cells[index] = since === null ? '' : momentAfter(cells[since] ?? '', minutes);
      if (cells[index] === '' && /\d/.test(minutes) && notes !== null)
        addText(cells, notes, '\n', `${header.trim()}: `, minutes);
    }
    for (const { day, flag } of whole)
      if (SAYS_YES.test(cells[flag] ?? '')) cells[day] = (cells[day] ?? '').replace(TIME_AFTER_DAY, '');
    for (const { index, network } of handles) {
      const text = cells[index];
      if (text)
        cells[index] = splitParts(text, true)
          .map((part) => profileText(part, network))
          .join(';');
    }
    partMixedCells(cells, mixed);
    for (const { index, first, continues, beside, isHtml } of continued) {
      const more = cells[index]?.trim() ?? '';
      if (more === '') continue;
      cells[index] = '';
      // Letters come as text and as HTML.
      if (isHtml && isSameText(more, cells[first] ?? '')) continue;
      // A case number such as 00001026 is no day.
      if (continues.label !== '' && /\D/.test(more) && isBlankDate(more)) continue;
      const said = (beside === null ? '' : cells[beside]?.trim()) || '';
      const isAlone = continues.isBareAlone && (cells[first]?.trim() ?? '') === '';
      const label = isAlone ? '' : said === '' ? continues.label : `${said}: `;
      addText(cells, first, continues.separator, label, more);
    }
    for (const { index, beside, notes } of faxes) {
      const number = cells[index]?.trim() ?? '';
      const said = cells[beside]?.trim() ?? '';
      if (number === '' || !isFax(said)) continue;
      cells[index] = '';
      addText(cells, notes, '\n', `${said}: `, number);
    }
    let next = width;
    for (const front of fronts) cells[next++] = front;
    for (const { index, town, others } of towns) {
      const read = readTown(cells[index] ?? '', town);
      cells[index] = read.city ?? '';
      for (const name of others) cells[next++] = read[name] ?? '';
    }
    if (marks && said) {
      if (said.unwanted !== null) cells[marks.flag] = said.unwanted ? 'yes' : 'no';
      if (said.untouchable) cells[marks.calls] = 'yes';
      const label = said.bounced ? bouncedLabel(cells, marks) : null;
      if (label !== null) cells[marks.labels] = label;
      for (const line of said.lines) addText(cells, marks.notes, '\n', '', line);
    }
    if (notes === null) return;
    if (often) addText(cells, notes, '\n', 'Paid: ', often);
    for (const line of takeAddress(cells, addresses)) addText(cells, notes, '\n', '', line);
    for (const parts of dateParts) {
      const line = joinDateParts(parts, cells);
      if (line !== '') addText(cells, notes, '\n', '', line);
    }
  };
}

/** Columns of profiles whose header names the network of a handle: `Person - Twitter`. */
function handlesIn(columns: Mapping['columns']): { readonly index: number; readonly network: string }[] {
  return columns.flatMap(({ index, header, fields }) => {
    if (fields.every(({ form }) => form !== 'profile')) return [];
    const words = header.toLowerCase().match(/[a-z]+/g) ?? [];
    const network = words.find(isNetwork);
    return network === undefined ? [] : [{ index, network }];
  });
}

/**
 * Columns with when activities were due, those with when they happened, which count instead, and those of the notes, which
 * keep the others; none in a file without notes.
 */
export function happenedIn(
  columns: Mapping['columns'],
): { readonly due: number; readonly done: number; readonly notes: number }[] {
  const notes = columns.find(({ fields: [field], continues }) => field?.name === 'body' && !continues)?.index;
  return columns.flatMap(({ index: due, known }) => {
    const done = known?.happened && columns.find(({ header }) => headerKey(header) === known.happened)?.index;
    return typeof done === 'number' && notes !== undefined ? [{ due, done, notes }] : [];
  });
}

/** A column that continues another, which is the first of the field. */
interface ContinuedColumn {
  readonly index: number;
  readonly first: number;
  readonly continues: Continuation;
  /** The column with its label; null if there is none. */
  readonly beside: number | null;
  readonly isHtml: boolean;
}

/** A column of numbers, the one that says what they are, and the one of notes. */
interface FaxColumn {
  readonly index: number;
  readonly beside: number;
  readonly notes: number;
}

/** Columns of numbers that can be of a fax, by the column beside them; none in a file without notes. */
function faxesIn({ columns, feeds }: Mapping): FaxColumn[] {
  const notes = notesOf(columns);
  if (notes === null) return [];
  return feeds
    .filter(({ field }) => field.type === 'phone')
    .flatMap(({ kinds }) =>
      [...kinds].flatMap(([index, beside]) => (typeof beside === 'number' ? [{ index, beside, notes }] : [])),
    );
}

/** The column that the others of notes continue; null in a file without notes. */
function notesOf(columns: Mapping['columns']): number | null {
  const ofNotes = columns.filter(({ fields: [field] }) => field?.name === 'notes');
  return (ofNotes.find(({ continues }) => continues === null) ?? ofNotes[0])?.index ?? null;
}

/** Writes `label` and `more` behind the text of a cell. */
function addText(cells: Cells, at: number, separator: string, label: string, more: string): void {
  const before = cells[at]?.trim() ?? '';
  cells[at] = `${before}${before === '' ? '' : separator}${label}${more}`;
}

/**
 * Columns that continue another: the last one before it that stands alone for the same field, else the first after it,
 * else the first of those that continue.
 */
function continuations(columns: Mapping['columns']): ContinuedColumn[] {
  return columns.flatMap(({ index, fields: [field], continues, known }) => {
    if (continues === null) return [];
    const alike = columns.filter(({ fields }) => fields[0] === field);
    const alone = alike.filter((column) => column.continues === null);
    const first = alone.findLast((column) => column.index < index) ?? alone[0] ?? alike[0];
    const beside = columns.find(({ header }) => continues.beside.includes(headerKey(header)))?.index ?? null;
    return first ? [{ index, first: first.index, continues, beside, isHtml: known?.html === true }] : [];
  });
}

/** Whether two texts differ only in where their lines end. */
function isSameText(one: string, other: string): boolean {
  const words = (text: string) => text.replace(/\s+/g, ' ').trim();
  return words(one) === words(other);
}

/** Joins the parts of a cell by what imports split at, without those that mean something only to the program. */
function partOf({ separator, systemParts }: Preset): Normalize | null {
  if (separator === undefined) return null;
  return (text) =>
    text
      .split(separator)
      .map((part) => part.trim())
      .filter((part) => part !== '' && !systemParts?.test(part))
      .join(';');
}

function normalizerOf(
  { words, fraction, milliseconds, worded, spaced, front, alone, html }: Column,
  spellId: Normalize | undefined,
): Normalize | null {
  if (words) return wordReader(words);
  if (fraction) return percentOf;
  if (worded) return (text) => text.replace(/(\d)\s+[a-z]+(?:\s+[a-z]+)*\s*$/i, '$1');
  if (milliseconds) return unitWriter('ms');
  if (spaced) return (text) => text.trim().replace(/[\s,;]+/g, ';');
  if (alone !== null) return personIn(alone);
  if (front !== null) return lastSegment;
  if (html) return htmlText;
  return spellId ? (text) => spellId(text.trim()) : null;
}

/** Reads the words of a column: exact ones, and beginnings such as `lead-*`. */
function wordReader(words: Readonly<Record<string, string>>): Normalize {
  const beginnings = Object.entries(words).flatMap(([word, ours]) =>
    word.endsWith('*') ? [[word.slice(0, -1), ours] as const] : [],
  );
  return (text) => {
    const word = text.trim().toLowerCase();
    return words[word] ?? beginnings.find(([beginning]) => word.startsWith(beginning))?.[1] ?? text;
  };
}

/** `0.2` becomes 20; anything but a chance from 0 to 1 stays the same. */
function percentOf(text: string): string {
  const chance = Number(text.trim());
  if (text.trim() === '' || !(chance >= 0 && chance <= 1)) return text;
  return String(Number((chance * 100).toFixed(4)));
}

/** A day with the time from another column, `14:30` or `2:30:00 PM`. */
function withTime(day: string, time: string): string {
  const [, hour, rest, half] = /^\s*(\d{1,2})(:\d\d(?::\d\d)?)\s*([ap]m)?\s*$/i.exec(time) ?? [];
  if (day === '' || hour === undefined) return day;
  const isLater = half?.toLowerCase() === 'pm';
  const hours = half === undefined ? Number(hour) : (Number(hour) % 12) + (isLater ? 12 : 0);
  return `${day} ${String(hours).padStart(2, '0')}${rest}`;
}

/** The moment so many minutes after one that is written with the year first; blank if either cannot be read. */
function momentAfter(start: string, minutes: string): string {
  if (!/^\d+(?:\.\d+)?$/.test(minutes)) return '';
  if (!/^\s*\d{4}-\d\d-\d\d[T ]\d/.test(start)) return '';
  try {
    const at = tryReadMoment(start.trim(), 0)?.at ?? null;
    return at === null ? '' : isoTime(at + Math.round(Number(minutes) * MINUTE_MS));
  } catch (error) {
    // The column of the moment says what is wrong with it.
    if (isCrmError(error)) return '';
    throw error;
  }
}

/** How programs write that something is so. */
const SAYS_YES = /^\s*(?:true|yes|1)\s*$/i;
/** The time behind a day. */
const TIME_AFTER_DAY = /[T ]+\d{1,2}:\d\d.*$/;

/** A colon and a space: `Parent : Child`, `1364 Acme: Jane Doe`. */
const PATH_SEPARATOR = /\s*:\s+/;

function lastSegment(path: string): string {
  return path.split(PATH_SEPARATOR).at(-1) ?? path;
}

function parentPath(path: string): string {
  return path.split(PATH_SEPARATOR).at(-2) ?? '';
}

/** The names in `Acme, Jane Doe`; null for a name alone, also one with a legal form behind a comma. */
function readPair(text: string): { readonly company: string; readonly person: string } | null {
  const at = text.lastIndexOf(', ');
  const company = text.slice(0, Math.max(0, at)).trim();
  const person = text.slice(at + 2).trim();
  return company === '' || person === '' || companyKey(text) === companyKey(company)
    ? null
    : { company, person };
}

function companyIn(alone: NamePair['alone']): Normalize {
  return (text) => readPair(text)?.company ?? (alone === 'company' ? text : '');
}

function personIn(alone: NamePair['alone']): Normalize {
  return (text) => readPair(text)?.person ?? (alone === 'person' ? text : '');
}

import { headerKey } from './field-names.ts';
import { htmlText } from './html-text.ts';
import type { Mapping } from './mapping.ts';
import type { Column, Continuation } from './presets/columns.ts';
import type { Preset } from './presets/preset.ts';

export type Cells = (string | null)[];

/** Converts a cell to our format. */
type Normalize = (text: string) => string;

/**
 * Makes a function that converts the cells of a row from another program: words of a column, chances from 0 to 1,
 * ids, names with the names of their parents, HTML, days with the time in another column, whole days without it. Null if
 * there is nothing to convert.
 */
export function cellNormalizer({ columns }: Mapping, preset: Preset | null): ((cells: Cells) => void) | null {
  const mends = columns.flatMap(({ index, known, fields }) => {
    const isId = fields.some(({ name }) => name === 'external_id');
    const mend = known ? normalizerOf(known, isId ? preset?.spellId : undefined) : null;
    return mend ? [{ index, mend }] : [];
  });
  const paths = columns.flatMap(({ index, known }) => (known?.front ? [index] : []));
  const times = columns.flatMap(({ index: day, known }) => {
    const beside = columns.find(({ header }) => headerKey(header) === known?.time);
    return beside ? [{ day, time: beside.index }] : [];
  });
  const whole = columns.flatMap(({ index: day, known }) => {
    const flag = known?.wholeDays && columns.find(({ header }) => headerKey(header) === known.wholeDays);
    return flag ? [{ day, flag: flag.index }] : [];
  });
  const continued = continuations(columns);
  const nulls = preset?.nulls === true;
  const part = preset && partOf(preset);
  const all = [mends, paths, times, whole, continued];
  if (all.every(({ length }) => length === 0) && !nulls && !part) return null;
  return (cells) => {
    if (nulls) for (const [index, text] of cells.entries()) if (text === 'null') cells[index] = '';
    if (part) for (const [index, text] of cells.entries()) if (text) cells[index] = part(text);
    const fronts = paths.map((index) => parentPath(cells[index] ?? ''));
    for (const { index, mend } of mends) {
      const text = cells[index];
      if (text) cells[index] = mend(text);
    }
    for (const { day, time } of times) cells[day] = withTime(cells[day] ?? '', cells[time] ?? '');
    for (const { day, flag } of whole)
      if (SAYS_YES.test(cells[flag] ?? '')) cells[day] = (cells[day] ?? '').replace(TIME_AFTER_DAY, '');
    for (const { index, first, continues } of continued) {
      const more = cells[index]?.trim() ?? '';
      if (more === '') continue;
      const before = first === index ? '' : (cells[first]?.trim() ?? '');
      cells[index] = '';
      cells[first] = `${before}${before === '' ? '' : continues.separator}${continues.label}${more}`;
    }
    cells.push(...fronts);
  };
}

/** A column that continues another, which is the first of the field. */
interface ContinuedColumn {
  readonly index: number;
  readonly first: number;
  readonly continues: Continuation;
}

/**
 * Columns that continue another: the last one before it that stands alone for the same field, else the first after it,
 * else the first of those that continue.
 */
function continuations(columns: Mapping['columns']): ContinuedColumn[] {
  return columns.flatMap(({ index, fields: [field], continues }) => {
    if (continues === null) return [];
    const alike = columns.filter(({ fields }) => fields[0] === field);
    const alone = alike.filter((column) => column.continues === null);
    const first = alone.findLast((column) => column.index < index) ?? alone[0] ?? alike[0];
    return first ? [{ index, first: first.index, continues }] : [];
  });
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
  { words, fraction, front, html }: Column,
  spellId: Normalize | undefined,
): Normalize | null {
  if (words) return (text) => words[text.trim().toLowerCase()] ?? text;
  if (fraction) return percentOf;
  if (front !== null) return lastSegment;
  if (html) return htmlText;
  return spellId ? (text) => spellId(text.trim()) : null;
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

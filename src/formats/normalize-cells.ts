import { headerKey } from './field-names.ts';
import { htmlText } from './html-text.ts';
import type { Mapping } from './mapping.ts';
import type { Column } from './presets/columns.ts';
import type { Preset } from './presets/preset.ts';

export type Cells = (string | null)[];

/** Converts a cell to our format. */
type Normalize = (text: string) => string;

/**
 * Makes a function that converts the cells of a row from another program: words of a column, chances from 0 to 1,
 * ids, names with the names of their parents, HTML, days with the time in another column. Null if there is nothing to
 * convert.
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
  const nulls = preset?.nulls === true;
  if (mends.length + paths.length + times.length === 0 && !nulls) return null;
  return (cells) => {
    if (nulls) for (const [index, text] of cells.entries()) if (text === 'null') cells[index] = '';
    const fronts = paths.map((index) => parentPath(cells[index] ?? ''));
    for (const { index, mend } of mends) {
      const text = cells[index];
      if (text) cells[index] = mend(text);
    }
    for (const { day, time } of times) cells[day] = withTime(cells[day] ?? '', cells[time] ?? '');
    cells.push(...fronts);
  };
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

/** A day with the time from another column. */
function withTime(day: string, time: string): string {
  return day === '' || !/^\s*\d{1,2}:\d\d(?::\d\d)?\s*$/.test(time)
    ? day
    : `${day} ${time.trim().padStart(5, '0')}`;
}

/** A colon and a space: `Parent : Child`, `1364 Acme: Jane Doe`. */
const PATH_SEPARATOR = /\s*:\s+/;

function lastSegment(path: string): string {
  return path.split(PATH_SEPARATOR).at(-1) ?? path;
}

function parentPath(path: string): string {
  return path.split(PATH_SEPARATOR).at(-2) ?? '';
}

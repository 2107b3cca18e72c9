import type { FieldType, Row } from '../domain/field.ts';
import type { Column } from './column.ts';
import { fitColumns } from './fit.ts';
import { drawGrid } from './grid.ts';
import { sanitize } from './terminal-text.ts';
import { type Ruler, rulerFor } from './text-width.ts';
import { hasCents, humanText, type Viewpoint } from './values.ts';

/** A cut value would be a wrong value for any other type. */
const FLEXIBLE: ReadonlySet<FieldType> = new Set<FieldType>([
  'text',
  'choice',
  'email',
  'url',
  'list',
  'ref',
]);

/** No window is so wide that more of a cell would be seen. */
const MOST_OF_A_CELL = 1000;

/** A table as a terminal shows it. */
interface Table {
  readonly header: string;
  readonly lines: readonly string[];
  /** Columns that did not fit. */
  readonly dropped: readonly Column[];
  /** Lines of rows that come later, under the same columns: what may not be cut and is wider sticks out. */
  more(rows: readonly Row[]): Promise<readonly string[]>;
}

/** Lays rows out in columns two blanks apart, fitted to the width (of the window, or Infinity). */
export async function layTable(
  columns: readonly Column[],
  rows: readonly Row[],
  view: Viewpoint,
  width: number,
): Promise<Table> {
  const cents = centsOf(columns, rows);
  const labels = columns.map(({ label }) => label);
  const texts = [labels, ...cellsOf(columns, rows, view, cents)];
  const ruler = await rulerFor(texts.flat());
  const widths = fitColumns(extents(columns, texts, ruler), width);
  const [header = '', ...lines] = await drawGrid(columns, widths, texts, ruler);
  return {
    header,
    lines,
    dropped: columns.slice(widths.length),
    async more(later) {
      const hasCents = centsOf(columns, later).map((some, at) => some || cents[at] === true);
      const cells = cellsOf(columns, later, view, hasCents);
      const measure = await rulerFor(cells.flat());
      const needed = extents(columns, cells, measure).map((extent) => (extent.flexible ? 0 : extent.width));
      return drawGrid(
        columns,
        widths.map((each, at) => Math.max(each, needed[at] ?? 0)),
        cells,
        measure,
      );
    },
  };
}

/** Which columns have amounts that are not whole: then all of theirs are written in full. */
function centsOf(columns: readonly Column[], rows: readonly Row[]): boolean[] {
  return columns.map(({ name }) => rows.some((row) => hasCents(row[name] ?? null)));
}

function cellsOf(
  columns: readonly Column[],
  rows: readonly Row[],
  view: Viewpoint,
  cents: readonly boolean[],
): string[][] {
  return rows.map((row) =>
    columns.map(({ name, type }, at) => cellText(humanText(row[name] ?? null, type, view, cents[at]))),
  );
}

function cellText(text: string): string {
  return sanitize(text.length > MOST_OF_A_CELL ? `${text.slice(0, MOST_OF_A_CELL)}…` : text);
}

function extents(columns: readonly Column[], lines: readonly (readonly string[])[], ruler: Ruler) {
  return columns.map(({ type, whole }, at) => ({
    width: lines.reduce((widest, cells) => Math.max(widest, ruler.width(cells[at] ?? '')), 0),
    flexible: FLEXIBLE.has(type) && !whole,
  }));
}

import type { FieldType, Row } from '../domain/field.ts';
import { sanitize } from '../domain/terminal-text.ts';
import type { Column } from './column.ts';
import { fitColumns } from './fit.ts';
import { drawGrid } from './grid.ts';
import { type Ruler, rulerFor } from './text-width.ts';
import { hasCents, humanText, type Viewpoint } from './values.ts';

/** A cut value of any other type would be wrong. */
const FLEXIBLE: ReadonlySet<FieldType> = new Set<FieldType>([
  'text',
  'choice',
  'email',
  'url',
  'list',
  'ref',
]);

/** No window is wide enough for longer cells. */
const MAX_CELL_CHARS = 1000;

/** A table for a terminal. */
interface Table {
  readonly header: string;
  readonly lines: readonly string[];
  /** Columns that did not fit. */
  readonly dropped: readonly Column[];
  /** Lines of later rows with the same column widths; a wider value that must not be cut sticks out. */
  more(rows: readonly Row[]): Promise<readonly string[]>;
}

/** Lays out rows in columns two blanks apart, fitted to the width (of the window, or Infinity). */
export async function layTable(
  columns: readonly Column[],
  rows: readonly Row[],
  view: Viewpoint,
  width: number,
): Promise<Table> {
  const cents = columnsWithCents(columns, rows);
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
      const hasCents = columnsWithCents(columns, later).map((some, at) => some || cents[at] === true);
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

/** Columns with fractional amounts: all their amounts get decimals. */
function columnsWithCents(columns: readonly Column[], rows: readonly Row[]): boolean[] {
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
  return sanitize(text.length > MAX_CELL_CHARS ? `${text.slice(0, MAX_CELL_CHARS)}…` : text);
}

function extents(columns: readonly Column[], lines: readonly (readonly string[])[], ruler: Ruler) {
  return columns.map(({ type, whole }, at) => ({
    width: lines.reduce((widest, cells) => Math.max(widest, ruler.width(cells[at] ?? '')), 0),
    flexible: FLEXIBLE.has(type) && !whole,
  }));
}

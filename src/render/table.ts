import type { FieldType, Row } from '../domain/field.ts';
import { withoutLegalForm } from '../domain/matching.ts';
import { sanitize } from '../domain/terminal-text.ts';
import { dealWithout } from './board/names.ts';
import { type Paint, PLAIN } from './color.ts';
import type { CellLook, Column } from './column.ts';
import { fitColumns } from './fit.ts';
import { type Cell, drawGrid } from './grid.ts';
import { type Ruler, rulerFor } from './text-width.ts';
import { columnText, hasCents, type Viewpoint, viewOf } from './values.ts';

/** A cut value of any other type would be wrong. */
const FLEXIBLE: ReadonlySet<FieldType> = new Set<FieldType>([
  'text',
  'choice',
  'email',
  'url',
  'list',
  'ref',
]);

/** Columns whose cells can do without a legal form. */
const OF_COMPANIES: ReadonlySet<string> = new Set(['company', 'account']);
/** What a record is called, where somebody works, or what it says. */
const NAMES: ReadonlySet<string> = new Set(['name', 'company', 'subject', 'body']);
/** Two deals of an account are told apart by as much of their names. */
const NAME_WIDTH = 26;

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

/** Lays out cells as a table without heads; columns without any text, or without room, are left out. */
export async function layCells(
  columns: readonly Column[],
  rows: readonly (readonly Cell[])[],
  width: number,
  paint: Paint,
): Promise<string[]> {
  const { shown, widths, cells, ruler } = await fitCells(columns, rows, width);
  return drawGrid(shown, widths, cells, ruler, paint);
}

/**
 * The same, each row that would lose a column as null, and each that would lose what the `whole` column begins with: of
 * `Ann Lee · Acme`, the company can be cut.
 */
export async function layWholeCells(
  columns: readonly Column[],
  rows: readonly (readonly Cell[])[],
  width: number,
  paint: Paint,
  whole: string,
): Promise<(string | null)[]> {
  const { shown, widths, cells, ruler } = await fitCells(columns, rows, width);
  if (widths.length < shown.length) return rows.map(() => null);
  const lines = await drawGrid(shown, widths, cells, ruler, paint);
  const at = shown.findIndex(({ name }) => name === whole);
  const isCut = (row: readonly Cell[]) => {
    const text = row[at]?.text ?? '';
    const [start = '', ...rest] = text.split(' · ');
    const room = widths[at] ?? 0;
    return at >= 0 && ruler.width(text) > room && ruler.width(start) > room - (rest.length > 0 ? 4 : 0);
  };
  return lines.map((line, row) => (isCut(cells[row] ?? []) ? null : line));
}

async function fitCells(columns: readonly Column[], rows: readonly (readonly Cell[])[], width: number) {
  const filled = columns.map((_, at) => rows.some((cells) => (cells[at]?.text ?? '') !== ''));
  const shown = columns.filter((_, at) => filled[at]);
  const cells = rows.map((row) => row.filter((_, at) => filled[at]));
  const ruler = await rulerFor(textsOf(cells));
  return { shown, cells, ruler, widths: fitColumns(extents(shown, cells, ruler), width) };
}

/** Lays out rows in columns two blanks apart, fitted to the width (of the window, or Infinity). Heads are muted. */
export async function layTable(
  columns: readonly Column[],
  rows: readonly Row[],
  viewpoint: Viewpoint,
  width: number,
  paint: Paint = PLAIN,
): Promise<Table> {
  const view = await viewOf(columns, viewpoint);
  const cents = columnsWithCents(columns, rows);
  const heads = columns.map(({ label }): Cell => ({ text: headText(label), look: 'muted' }));
  const whole = [heads, ...cellsOf(columns, rows, view, cents)];
  const ruler = await rulerFor(textsOf(whole));
  const wholeExtents = withNameFirst(columns, extents(columns, whole, ruler));
  const isTight = wholeExtents.some(
    (extent, at) => extent.width > (fitColumns(wholeExtents, width)[at] ?? 0),
  );
  const cells = isTight ? withoutLegalForms(columns, whole) : whole;
  const needed = isTight ? withNameFirst(columns, extents(columns, cells, ruler)) : wholeExtents;
  const widths = fitColumns(needed, width);
  const isCut = needed.some((extent, at) => extent.width > (widths[at] ?? 0));
  const account = isCut ? repeatedAccount(columns, rows) : undefined;
  if (account) {
    const others = columns.filter((column) => column !== account);
    const table = await layTable(others, rows, viewpoint, width, paint);
    return { ...table, dropped: [account, ...table.dropped] };
  }
  if (widths.length < columns.length && columns.some(({ suffix }) => suffix))
    return layTable(
      columns.map(({ suffix: _, ...column }) => column),
      rows,
      viewpoint,
      width,
      paint,
    );
  const [header = '', ...lines] = await drawGrid(columns, widths, cells, ruler, paint);
  return {
    header,
    lines,
    dropped: columns.slice(widths.length),
    async more(later) {
      const hasCents = columnsWithCents(columns, later).map((some, at) => some || cents[at] === true);
      const cells = cellsOf(columns, later, view, hasCents);
      const measure = await rulerFor(textsOf(cells));
      const needed = extents(columns, cells, measure).map((extent) => (extent.flexible ? 0 : extent.width));
      return drawGrid(
        columns,
        widths.map((each, at) => Math.max(each, needed[at] ?? 0)),
        cells,
        measure,
        paint,
      );
    },
  };
}

/** The extents, of which that of the names is cut last. */
function withNameFirst(columns: readonly Column[], needed: ReturnType<typeof extents>) {
  const isKept = (column?: Column) => column && NAMES.has(column.name) && !column.yields;
  return needed.map((extent, at) => (isKept(columns[at]) ? { ...extent, least: NAME_WIDTH } : extent));
}

/** The cells, with companies called without their legal forms. */
function withoutLegalForms(columns: readonly Column[], rows: readonly Cell[][]): Cell[][] {
  const isOfCompanies = columns.map(({ name }) => OF_COMPANIES.has(name));
  if (!isOfCompanies.includes(true)) return [...rows];
  return rows.map((cells) =>
    cells.map((cell, at) => (isOfCompanies[at] ? { ...cell, text: withoutLegalForm(cell.text) } : cell)),
  );
}

/** The column of accounts, where each row begins its name with that of its account. */
function repeatedAccount(columns: readonly Column[], rows: readonly Row[]): Column | undefined {
  const account = columns.find(({ name }) => name === 'account');
  if (!account || !columns.some(({ name }) => name === 'name')) return undefined;
  const isRepeated = (row: Row) => {
    const [name, of] = [String(row.name ?? ''), String(row.account ?? '')];
    return of === '' || dealWithout(of, name) !== name;
  };
  return rows.length > 0 && rows.every(isRepeated) ? account : undefined;
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
): Cell[][] {
  return rows.map((row) =>
    columns.map((column, at) => {
      const value = columnText(column, row[column.name] ?? null, view, cents[at]);
      const text = cellText(`${value}${column.suffix?.(row) ?? ''}`);
      return { text, look: column.look ? column.look(row) : usualLook(column) };
    }),
  );
}

function textsOf(rows: readonly (readonly Cell[])[]): string[] {
  return rows.flatMap((cells) => cells.map(({ text }) => text));
}

/** Amounts stand out; what only tells rows apart steps back. */
function usualLook({ name, type }: Column): CellLook | undefined {
  if (type === 'money') return 'bold';
  return name === 'id' || name === 'owner' ? 'muted' : undefined;
}

/** `Next attempt` → `next attempt`; an abbreviation stays as it is. */
function headText(label: string): string {
  return /^[A-Z](?![A-Z])/.test(label) ? label.charAt(0).toLowerCase() + label.slice(1) : label;
}

function cellText(text: string): string {
  return sanitize(text.length > MAX_CELL_CHARS ? `${text.slice(0, MAX_CELL_CHARS)}…` : text);
}

function extents(columns: readonly Column[], rows: readonly (readonly Cell[])[], ruler: Ruler) {
  return columns.map(({ type, whole, extra }, at) => ({
    width: rows.reduce((widest, cells) => Math.max(widest, ruler.width(cells[at]?.text ?? '')), 0),
    flexible: FLEXIBLE.has(type) && !whole,
    extra,
  }));
}

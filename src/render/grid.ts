import { type Column, isRightAligned } from './column.ts';
import { COLUMN_GAP } from './fit.ts';
import type { Ruler } from './text-width.ts';

/** Rows per table: cli-table3 takes quadratic time. */
const ROWS_PER_TABLE = 20;

/** From this many rows on, cli-table3 is too slow (0.1 ms per row). */
const MAX_TABLE_ROWS = 500;

/** Borders take space and carry no information. */
const NO_BORDERS = {
  top: '',
  'top-mid': '',
  'top-left': '',
  'top-right': '',
  bottom: '',
  'bottom-mid': '',
  'bottom-left': '',
  'bottom-right': '',
  left: '',
  'left-mid': '',
  mid: '',
  'mid-mid': '',
  right: '',
  'right-mid': '',
  middle: ' '.repeat(COLUMN_GAP),
};

/** Draws rows of cells as lines; longer cells are cut to the `widths` of their columns. */
export async function drawGrid(
  columns: readonly Column[],
  widths: readonly number[],
  rows: readonly (readonly string[])[],
  ruler: Ruler,
): Promise<string[]> {
  const cut = rows.map((cells) => widths.map((width, at) => ruler.cut(cells[at] ?? '', width)));
  // cli-table3 measures complex text wrongly.
  return ruler.simple && cut.length < MAX_TABLE_ROWS
    ? drawWithTable(columns, widths, cut)
    : cut.map((cells) => drawWithRuler(columns, widths, cells, ruler));
}

async function drawWithTable(
  columns: readonly Column[],
  widths: readonly number[],
  rows: readonly string[][],
): Promise<string[]> {
  const { default: Table } = await import('cli-table3');
  const lines: string[] = [];
  for (let at = 0; at < rows.length; at += ROWS_PER_TABLE) {
    const table = new Table({
      chars: NO_BORDERS,
      colWidths: [...widths],
      colAligns: columns.slice(0, widths.length).map((column) => (isRightAligned(column) ? 'right' : 'left')),
      style: { head: [], border: [], 'padding-left': 0, 'padding-right': 0 },
    });
    table.push(...rows.slice(at, at + ROWS_PER_TABLE));
    lines.push(...table.toString().split('\n'));
  }
  return lines.map((line) => line.trimEnd());
}

function drawWithRuler(
  columns: readonly Column[],
  widths: readonly number[],
  cells: readonly string[],
  ruler: Ruler,
): string {
  const padded = widths.map((width, at) => {
    const [text, column] = [cells[at] ?? '', columns[at]];
    const blank = ' '.repeat(Math.max(0, width - ruler.width(text)));
    return column && isRightAligned(column) ? blank + text : text + blank;
  });
  return padded.join(' '.repeat(COLUMN_GAP)).trimEnd();
}

import { type Column, isRightAligned } from './column.ts';
import { GAP } from './fit.ts';
import type { Ruler } from './text-width.ts';

/** Rows drawn at a time: the time cli-table3 takes grows with the square of the rows of a table. */
const BLOCK = 20;

/** From so many rows on cli-table3, a tenth of a millisecond a row, would be waited for. */
const MANY = 500;

/** Nothing but blanks between cells: borders cost room and say nothing. */
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
  middle: ' '.repeat(GAP),
};

/** Draws rows of cells into lines; `widths` are those of the columns, what is longer is cut. */
export async function drawGrid(
  columns: readonly Column[],
  widths: readonly number[],
  rows: readonly (readonly string[])[],
  ruler: Ruler,
): Promise<string[]> {
  const cut = rows.map((cells) => widths.map((width, at) => ruler.cut(cells[at] ?? '', width)));
  // What takes a segmenter to measure cli-table3 would measure wrongly.
  return ruler.simple && cut.length < MANY
    ? byTable(columns, widths, cut)
    : cut.map((cells) => byRuler(columns, widths, cells, ruler));
}

async function byTable(
  columns: readonly Column[],
  widths: readonly number[],
  rows: readonly string[][],
): Promise<string[]> {
  const { default: Table } = await import('cli-table3');
  const lines: string[] = [];
  for (let at = 0; at < rows.length; at += BLOCK) {
    const table = new Table({
      chars: NO_BORDERS,
      colWidths: [...widths],
      colAligns: columns.slice(0, widths.length).map((column) => (isRightAligned(column) ? 'right' : 'left')),
      style: { head: [], border: [], 'padding-left': 0, 'padding-right': 0 },
    });
    table.push(...rows.slice(at, at + BLOCK));
    lines.push(...table.toString().split('\n'));
  }
  return lines.map((line) => line.trimEnd());
}

function byRuler(
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
  return padded.join(' '.repeat(GAP)).trimEnd();
}

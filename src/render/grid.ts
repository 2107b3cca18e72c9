import type { Paint } from './color.ts';
import { type CellLook, type Column, isRightAligned } from './column.ts';
import { COLUMN_GAP } from './fit.ts';
import { paintLine, type StyledLine } from './styled-line.ts';
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

/** A cell, safe for a terminal. */
export interface Cell {
  readonly text: string;
  readonly look?: CellLook | undefined;
  /** Its text in several styles, for a cell that is never cut. */
  readonly spans?: StyledLine;
}

/** Between the two parts of a text in two tones. */
const PARTS = ' · ';

/** Draws rows of cells as lines; longer cells are cut to the `widths` of their columns. */
export async function drawGrid(
  columns: readonly Column[],
  widths: readonly number[],
  rows: readonly (readonly Cell[])[],
  ruler: Ruler,
  paint: Paint,
): Promise<string[]> {
  const cut = rows.map((cells) =>
    widths.map((width, at): Cell => {
      const cell = cells[at] ?? { text: '' };
      return { ...cell, text: ruler.cut(cell.text, width) };
    }),
  );
  // cli-table3 measures complex text wrongly.
  return ruler.simple && cut.length < MAX_TABLE_ROWS
    ? drawWithTable(columns, widths, cut, paint)
    : cut.map((cells) => drawWithRuler(columns, widths, cells, ruler, paint));
}

async function drawWithTable(
  columns: readonly Column[],
  widths: readonly number[],
  rows: readonly Cell[][],
  paint: Paint,
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
    const painted = rows
      .slice(at, at + ROWS_PER_TABLE)
      .map((cells) => cells.map((cell) => paintCell(cell, paint)));
    table.push(...painted);
    lines.push(...table.toString().split('\n'));
  }
  return lines.map((line) => line.trimEnd());
}

function drawWithRuler(
  columns: readonly Column[],
  widths: readonly number[],
  cells: readonly Cell[],
  ruler: Ruler,
  paint: Paint,
): string {
  const padded = widths.map((width, at) => {
    const [cell, column] = [cells[at] ?? { text: '' }, columns[at]];
    const blank = ' '.repeat(Math.max(0, width - ruler.width(cell.text)));
    const text = paintCell(cell, paint);
    return column && isRightAligned(column) ? blank + text : text + blank;
  });
  return padded.join(' '.repeat(COLUMN_GAP)).trimEnd();
}

/** A cell in its styles, without blanks around it. */
export function paintCell({ text, look, spans }: Cell, paint: Paint): string {
  if (spans) return paintLine(spans, paint);
  if (look === undefined || text === '') return text;
  if (look !== 'two-tone') return paint.text(text, ...(typeof look === 'string' ? [look] : look));
  const at = text.indexOf(PARTS);
  return at === -1 ? text : text.slice(0, at) + paint.text(text.slice(at), 'muted');
}

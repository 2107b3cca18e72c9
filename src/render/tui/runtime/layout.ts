import { fitLine, type StyledLine } from '../../styled-line.ts';
import type { Canvas } from './canvas.ts';
import type { Size } from './program.ts';
import { wrapText } from './wrap.ts';

/** Columns left blank at each side of a screen. */
export const MARGIN = 1;
/** Where text starts, behind the column of marks. */
export const TEXT_COLUMN = 2;

/** The least a screen with a fixed layout can be worked on in. */
const MIN_SIZE: Size = { columns: 50, rows: 12 };

export function isTooSmall({ columns, rows }: Size): boolean {
  return columns < MIN_SIZE.columns || rows < MIN_SIZE.rows;
}

/** Says what is needed of a terminal that is too small. */
export function tooSmallRows(name: string, { columns, rows }: Size, quitKey: string): string[] {
  const text = `The ${name} needs ${MIN_SIZE.columns} × ${MIN_SIZE.rows}; this terminal is ${columns} × ${rows}. Enlarge it, or ${quitKey} quits.`;
  return wrapText(text, columns, rows);
}

/** A whole screen: head and foot at its ends, between them as much of the body as there are rows for. */
export function screenOf(
  { rows }: Size,
  head: readonly StyledLine[],
  body: (rows: number) => readonly StyledLine[],
  foot: readonly StyledLine[],
): StyledLine[] {
  const room = Math.max(0, rows - head.length - foot.length);
  const middle = body(room).slice(0, room);
  const gap = Array.from({ length: room - middle.length }, () => []);
  return [...head, ...middle, ...gap, ...foot].slice(0, rows);
}

/** The lines of a screen as text, with the margins at its sides. */
export function paintScreen(lines: readonly StyledLine[], { columns }: Size, canvas: Canvas): string[] {
  const edge = ' '.repeat(MARGIN);
  return lines.map((line) => edge + canvas.text(fitLine(line, columns - 2 * MARGIN, canvas.ruler)) + edge);
}

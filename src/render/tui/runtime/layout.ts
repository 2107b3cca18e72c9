import { fitLine, type StyledLine } from '../../styled-line.ts';
import type { Canvas } from './canvas.ts';
import type { Size } from './program.ts';

/** Columns left blank at each side of a screen. */
export const MARGIN = 1;

/** A whole screen: head and foot at its ends, between them as much of the body as there are rows for. */
export function fillScreen(
  { columns, rows }: Size,
  head: readonly StyledLine[],
  body: (rows: number) => readonly StyledLine[],
  foot: readonly StyledLine[],
  canvas: Canvas,
): string[] {
  const room = Math.max(0, rows - head.length - foot.length);
  const middle = body(room).slice(0, room);
  const gap = Array.from({ length: room - middle.length }, () => []);
  const edge = ' '.repeat(MARGIN);
  return [...head, ...middle, ...gap, ...foot]
    .slice(0, rows)
    .map((line) => edge + canvas.text(fitLine(line, columns - 2 * MARGIN, canvas.ruler)) + edge);
}

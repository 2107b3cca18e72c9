import type { Look } from '../../color.ts';
import { fitLine, type StyledLine } from '../../styled-line.ts';
import type { Canvas } from './canvas.ts';
import { glyphsOf } from './line-editor.ts';
import type { Size } from './program.ts';

/** A box that lies over a screen. */
export interface Popup {
  readonly title: string;
  /** What it is about, at the right of its upper edge. */
  readonly about: string;
  readonly lines: readonly StyledLine[];
  /** Columns of its lines. */
  readonly width: number;
}

/** Columns and rows that the frame takes, with the blank ones inside. */
export const FRAME = { columns: 4, rows: 2 } as const;

const SIDES = { top: ['╭', '─', '╮'], bottom: ['╰', '─', '╯'], side: '│' } as const;
const ASCII_SIDES = { top: ['+', '-', '+'], bottom: ['+', '-', '+'], side: '|' } as const;

/** The column and row of the upper left corner of a box. */
export function popupPlace({ lines, width }: Pick<Popup, 'lines' | 'width'>, { columns, rows }: Size) {
  return {
    left: Math.max(0, Math.floor((columns - width - FRAME.columns) / 2)),
    first: Math.max(0, Math.floor((rows - lines.length - FRAME.rows) / 3)),
  };
}

/**
 * A screen with a box in its middle. What is behind it loses its colour.
 *
 * @param behind - The rows of the screen, without any style.
 */
export function drawPopup(
  behind: readonly string[],
  { title, about, lines, width }: Popup,
  { columns, rows }: Size,
  canvas: Canvas,
): string[] {
  const { ruler, pen } = canvas;
  const { top, bottom, side } = pen.isAscii ? ASCII_SIDES : SIDES;
  const outer = width + FRAME.columns;
  const { left, first } = popupPlace({ lines, width }, { columns, rows });
  const accent = (text: string) => ({ text, look: 'accent' as const });
  const ends = ruler.width(title) + ruler.width(about) + (about === '' ? 6 : 9);
  const edge = (chars: readonly string[], inside: StyledLine): StyledLine => [
    accent(chars[0] ?? ''),
    ...inside,
    accent(chars[2] ?? ''),
  ];
  const rule = (count: number) => accent((top[1] ?? '').repeat(Math.max(0, count)));
  const upper = edge(top, [
    rule(1),
    { text: ` ${title} `, look: 'bold' },
    rule(outer - ends),
    ...(about === '' ? [rule(1)] : [{ text: ` ${about} `, look: 'muted' as const }, rule(2)]),
  ]);
  const lower = edge(bottom, [rule(outer - 2)]);
  const box = [
    upper,
    ...lines.map((line) =>
      edge([side, '', side], inPane(fitLine([{ text: ' ' }, ...line], outer - 2, ruler))),
    ),
    lower,
  ].map((line) => canvas.text(fitLine(line, outer, ruler)));
  return Array.from({ length: rows }, (_, row) => {
    const text = behind[row] ?? '';
    const middle = box[row - first];
    const grey = (part: string) => canvas.text([{ text: part, look: 'muted' }]);
    if (middle === undefined) return grey(text);
    const start = fitText(text, left, canvas);
    const rest = afterColumns(text, left + outer, canvas);
    return grey(start) + middle + grey(rest);
  });
}

const inPane = (line: StyledLine): StyledLine =>
  line.map((each) => {
    const looks: readonly Look[] = typeof each.look === 'string' ? [each.look] : (each.look ?? []);
    return looks.includes('selected') || looks.includes('key') ? each : { ...each, look: ['pane', ...looks] };
  });

/** The first columns of a text, filled up with blanks. */
function fitText(text: string, columns: number, { ruler }: Canvas): string {
  const [cut] = glyphsUpTo(text, columns, ruler);
  return cut + ' '.repeat(Math.max(0, columns - ruler.width(cut)));
}

/** What a text has behind so many columns. */
function afterColumns(text: string, columns: number, { ruler }: Canvas): string {
  const [cut, rest] = glyphsUpTo(text, columns, ruler);
  // Of a wide character that the edge would cut, a blank remains.
  return rest !== '' && ruler.width(cut) < columns ? ` ${dropFirst(rest)}` : rest;
}

function glyphsUpTo(text: string, columns: number, ruler: Canvas['ruler']): [string, string] {
  let used = 0;
  let end = 0;
  for (const glyph of glyphsOf(text)) {
    const width = ruler.width(glyph);
    if (used + width > columns) break;
    used += width;
    end += glyph.length;
  }
  return [text.slice(0, end), text.slice(end)];
}

const dropFirst = (text: string): string => text.slice((glyphsOf(text)[0] ?? '').length);

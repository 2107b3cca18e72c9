import type { Look } from '../color.ts';
import type { Span, StyledLine } from '../styled-line.ts';
import type { Pen } from './pen.ts';

/** A piece of a bar. */
interface Piece {
  readonly value: number;
  readonly look: Look;
  /** One character, repeated. */
  readonly sign: string;
}

/** Cells of each value where `max` takes `width` cells: their sums are rounded, and what is more than nothing is seen. */
export function barCells(values: readonly number[], max: number, width: number): number[] {
  let sum = 0;
  let used = 0;
  return values.map((value) => {
    if (!(value > 0 && max > 0)) return 0;
    sum += value;
    const end = Math.min(width, Math.round((sum / max) * width));
    const cells = Math.min(Math.max(1, end - used), width - used);
    used += cells;
    return cells;
  });
}

function piecesOf(pieces: readonly Piece[], max: number, width: number): { spans: Span[]; used: number } {
  const cells = barCells(
    pieces.map(({ value }) => value),
    max,
    width,
  );
  const spans = pieces.flatMap(({ look, sign }, at) => {
    const count = cells[at] ?? 0;
    return count === 0 ? [] : [{ text: sign.repeat(count), look }];
  });
  return { spans, used: cells.reduce((sum, count) => sum + count, 0) };
}

/** A share as a line: what is done, what is to come, and the rest of `max`. */
export function shareLine(
  { done, toCome = 0, max }: { readonly done: number; readonly toCome?: number; readonly max: number },
  width: number,
  { signs }: Pen,
  looks: { readonly done?: Look; readonly toCome?: Look } = {},
): StyledLine {
  const { spans, used } = piecesOf(
    [
      { value: done, look: looks.done ?? 'good', sign: signs.done },
      { value: toCome, look: looks.toCome ?? 'commit', sign: signs.toCome },
    ],
    max,
    width,
  );
  return used < width ? [...spans, { text: signs.rest.repeat(width - used), look: 'faint' }] : spans;
}

/** Money by how sure it is, from strong to weak. */
export const SURENESS = ['won', 'commit', 'best case', 'pipeline'] as const;

/**
 * Amounts as blocks, the surest first, in exactly `width` cells. The target is a line through it, crossed where the
 * bar has reached it.
 */
export function amountBar(
  amounts: readonly [won: number, commit: number, bestCase: number, pipeline: number],
  { max, target }: { readonly max: number; readonly target?: number | undefined },
  width: number,
  pen: Pen,
): StyledLine {
  const pieces = amounts.map((value, at) => ({
    value,
    look: SURENESS[at] ?? 'pipeline',
    sign: pen.block(at as 0 | 1 | 2 | 3),
  }));
  const filled = (bar: { readonly spans: Span[]; readonly used: number }) =>
    bar.used < width ? [...bar.spans, { text: ' '.repeat(width - bar.used) }] : bar.spans;
  const bar = piecesOf(pieces, max, width);
  if (target === undefined || !(target > 0) || !(max > 0)) return filled(bar);
  const at = Math.min(width - 1, Math.round((target / max) * width));
  const sum = amounts.reduce((total, value) => total + Math.max(0, value), 0);
  // Rounding never crosses the target, and what is beyond it is seen there.
  const isReached = sum >= target;
  const used = isReached ? Math.max(bar.used, at + (sum > target ? 2 : 1)) : Math.min(bar.used, at);
  const exact = used === bar.used ? bar : piecesOf(pieces, Math.max(sum, 1), Math.min(used, width));
  const sign = isReached ? pen.signs.crossed : pen.signs.target;
  return withSignAt(filled(exact), at, { text: sign, look: 'accent' });
}

/** An amount as a block beside the longest one, `max`; its strong part is what it weighs. */
export function weightedBar(
  bar: { readonly strong: number; readonly whole: number; readonly max: number; readonly look: Look },
  width: number,
  pen: Pen,
): StyledLine {
  const strong = Math.min(bar.strong, bar.whole);
  const pieces: Piece[] = [
    { value: strong, look: bar.look, sign: pen.block(0) },
    { value: bar.whole - strong, look: 'pipeline', sign: pen.block(3) },
  ];
  return piecesOf(pieces, bar.max, width).spans;
}

/** The line with one cell replaced; all its characters are one cell wide. */
function withSignAt(line: StyledLine, at: number, sign: Span): StyledLine {
  let start = 0;
  return line.flatMap((span) => {
    const within = at - start;
    const { length } = span.text;
    start += length;
    if (within < 0 || within >= length) return [span];
    const [before, after] = [span.text.slice(0, within), span.text.slice(within + 1)];
    return [{ ...span, text: before }, sign, { ...span, text: after }].filter(({ text }) => text !== '');
  });
}

const LEVELS = ['▁', '▂', '▃', '▅', '▆', '▇'] as const;

/** A few figures as a small picture; in ASCII the figures themselves. */
export function sparkline(values: readonly number[], { isAscii }: Pen): Span {
  if (isAscii) return { text: values.join(' '), look: 'muted' };
  const max = Math.max(...values, 0);
  const levels = values.map((value) =>
    value > 0 ? LEVELS[Math.min(LEVELS.length - 1, Math.floor((value / max) * LEVELS.length))] : ' ',
  );
  return { text: levels.join(''), look: 'accent' };
}

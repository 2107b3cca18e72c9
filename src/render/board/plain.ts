import type { BoardHead, DealCard, Lane } from '../../domain/board.ts';
import type { Paint } from '../color.ts';
import { countText } from '../counts.ts';
import type { Pen } from '../parts/pen.ts';
import { fitLine, paintLine, type StyledLine } from '../styled-line.ts';
import type { Viewpoint } from '../values.ts';
import { cardLines, cardPitch, GUTTER, QUIET } from './card.ts';
import { collapsedHead, headLines, laneHead, lanePlaces } from './heading.ts';

/** Columns from the start of a lane to that of the next, at least and at most. */
const MIN_LANE_COLUMNS = 27;
const MAX_LANE_COLUMNS = 42;
/** Blank columns between two lanes. */
export const LANE_GAP = 1;

/** A lane with its first cards. */
export interface FilledLane extends Lane {
  readonly cards: readonly DealCard[];
  /** Whether only its head is seen. */
  readonly isCollapsed: boolean;
}

/** The board as text of `width` columns: as many lanes side by side as fit, the others below. */
export function plainBoard(
  head: BoardHead,
  lanes: readonly FilledLane[],
  width: number,
  view: Viewpoint,
  pen: Pen,
  paint: Paint,
): string {
  const { ruler } = pen;
  const whole = lanes.filter(({ isCollapsed }) => !isCollapsed);
  const side = lanesBeside(whole.length, width);
  const each = laneWidth(side, width);
  const collapsed = lanes.filter(({ isCollapsed }) => isCollapsed);
  const places = lanePlaces(whole, -1, collapsed);
  const indent = ' '.repeat(GUTTER);
  const lines: StyledLine[] = headLines(head, width - 2 * GUTTER, view, pen).map((line) => [
    { text: indent },
    ...line,
  ]);
  for (let at = 0; at < whole.length; at += side) {
    const band = whole.slice(at, at + side).map((lane) => {
      const place = places[whole.indexOf(lane)]!;
      const cards = lane.cards.flatMap((card) => filledTo(cardLines(card, QUIET, 3, each, view, pen)));
      const more = lane.count - lane.cards.length;
      return [
        ...laneHead(lane, place, each - GUTTER - 1, view, pen).map((line) => [{ text: indent }, ...line]),
        [],
        ...cards,
        ...(more > 0 ? [[{ text: `${indent}and ${countText(more)} more`, look: 'muted' as const }], []] : []),
      ];
    });
    if (at === 0) lines.push([]);
    const height = Math.max(...band.map((column) => column.length));
    for (let row = 0; row < height; row++) {
      lines.push(
        band.flatMap((column, place) => [
          ...(place === 0 ? [] : [{ text: ' '.repeat(LANE_GAP) }]),
          ...fitLine(column[row] ?? [], each, ruler),
        ]),
      );
    }
  }
  for (const lane of collapsed)
    lines.push(
      ...collapsedHead(lane, lanes, each - GUTTER - 1, view, pen).map((line) => [{ text: indent }, ...line]),
    );
  return lines
    .map((line) => `${paintLine(line, paint).trimEnd()}\n`)
    .join('')
    .replace(/\n+$/, '\n');
}

/** The lines of a card, and blank ones to the next. */
function filledTo(lines: readonly StyledLine[]): StyledLine[] {
  return [...lines, ...Array.from({ length: cardPitch(3) - lines.length }, () => [])];
}

/** Number of lanes that fit side by side. */
export function lanesBeside(count: number, width: number): number {
  return Math.max(1, Math.min(count, Math.floor((width + LANE_GAP) / MIN_LANE_COLUMNS)));
}

/** Width of each lane, in columns. */
export function laneWidth(beside: number, width: number): number {
  const pitch = Math.min(MAX_LANE_COLUMNS, Math.floor((width + LANE_GAP) / beside));
  return Math.min(pitch - LANE_GAP, width);
}

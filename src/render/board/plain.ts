import type { BoardHead, DealCard, Lane } from '../../domain/board.ts';
import type { Paint } from '../color.ts';
import { countText } from '../counts.ts';
import { fitLine, paintLine, type StyledLine } from '../styled-line.ts';
import { rulerFor } from '../text-width.ts';
import type { Viewpoint } from '../values.ts';
import { cardLines, cardTexts, QUIET } from './card.ts';
import { headLine, laneHead } from './heading.ts';

/** Minimum width of a lane beside others, in columns. */
const MIN_LANE_COLUMNS = 25;
/** Maximum width of a lane, in columns. */
const MAX_LANE_COLUMNS = 42;
const GAP = 1;

/** A lane with its first cards. */
export interface FilledLane extends Lane {
  readonly cards: readonly DealCard[];
}

/** The board as text of `width` columns: as many lanes side by side as fit, the others below. */
export async function plainBoard(
  head: BoardHead,
  lanes: readonly FilledLane[],
  width: number,
  view: Viewpoint,
  paint: Paint,
): Promise<string> {
  const ruler = await rulerFor([
    head.pipeline,
    ...lanes.flatMap((lane) => [lane.title, ...lane.cards.flatMap(cardTexts)]),
  ]);
  const side = lanesBeside(lanes.length, width);
  const each = laneWidth(side, width);
  const lines: StyledLine[] = [headLine(head, width, view, ruler), []];
  for (let at = 0; at < lanes.length; at += side) {
    const band = lanes.slice(at, at + side).map((lane) => {
      const cards = lane.cards.flatMap((card) => [...cardLines(card, QUIET, each, view, ruler), []]);
      const more = lane.count - lane.cards.length;
      return [
        ...laneHead(lane, false, each, view, ruler),
        [{ text: '─'.repeat(each), look: 'muted' as const }],
        ...cards,
        ...(more > 0 ? [[{ text: `  and ${countText(more)} more`, look: 'muted' as const }], []] : []),
      ];
    });
    const height = Math.max(...band.map((column) => column.length));
    for (let row = 0; row < height; row++) {
      lines.push(
        band.flatMap((column, place) => [
          ...(place === 0 ? [] : [{ text: ' '.repeat(GAP) }]),
          ...fitLine(column[row] ?? [], each, ruler),
        ]),
      );
    }
  }
  return lines.map((line) => `${paintLine(line, paint).trimEnd()}\n`).join('');
}

/** Number of lanes that fit side by side. */
export function lanesBeside(count: number, width: number): number {
  return Math.max(1, Math.min(count, Math.floor((width + GAP) / (MIN_LANE_COLUMNS + GAP))));
}

/** Width of each lane, in columns. */
export function laneWidth(beside: number, width: number): number {
  return Math.min(MAX_LANE_COLUMNS, Math.floor((width - GAP * (beside - 1)) / beside), width);
}

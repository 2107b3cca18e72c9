import type { Lane } from '../../../domain/board.ts';
import { CARD_LINES, cardLines } from '../../board/card.ts';
import { laneHead } from '../../board/heading.ts';
import { countText } from '../../counts.ts';
import type { Viewpoint } from '../../values.ts';
import type { Canvas } from '../runtime/canvas.ts';
import { lanesInSight, layoutOf } from './layout.ts';
import { type BoardState, cursorOf, windowOf } from './state.ts';

/** The lanes that are in sight, side by side: lines of the width of the board. */
export function laneRows(state: BoardState, canvas: Canvas): string[] {
  const { frame } = state;
  const { laneWidth, main, body } = layoutOf(state);
  const { from, to } = lanesInSight(state);
  const lanes = (frame?.lanes ?? [])
    .slice(from, to)
    .map((lane, at) => rowsOf(state, canvas, lane, from + at === state.lane));
  const used = lanes.length * (laneWidth + 1) - 1;
  const [blank, rest] = [' '.repeat(laneWidth), ' '.repeat(Math.max(0, main - used))];
  return Array.from({ length: body }, (_, row) => lanes.map((lines) => lines[row] ?? blank).join(' ') + rest);
}

/** A lane from the top: what is in it, and the cards that fit below. */
function rowsOf(state: BoardState, canvas: Canvas, lane: Lane, isCurrent: boolean): string[] {
  const { laneWidth: width, capacity } = layoutOf(state);
  const view = state.frame?.view as Viewpoint;
  const { row: cursor, top } = cursorOf(state, lane.key);
  const { offset, cards } = windowOf(state, lane.key);
  const seen = Math.max(0, Math.min(capacity, lane.count - top));
  const rule = scrollRule(top, lane.count - top - seen, width);
  const lines = [
    ...laneHead(lane, isCurrent, width, view, canvas.ruler),
    [{ text: rule, look: isCurrent ? ('accent' as const) : ('muted' as const) }],
  ].map((line) => canvas.text(line));
  const blank = ' '.repeat(width);
  for (let row = top; row < top + seen; row++) {
    const card = cards[row - offset];
    if (!card) lines.push(...Array<string>(CARD_LINES).fill(blank));
    else {
      const selected = isCurrent && row === cursor;
      const cardState = { selected, marked: state.marked.has(card.id), fresh: state.fresh.has(card.key) };
      const look = `${Object.values(cardState)} ${width} ${view.today}`;
      const rows = canvas.rowsOf(card, look, () => cardLines(card, cardState, width, view, canvas.ruler));
      lines.push(...rows, blank);
    }
  }
  return lines;
}

/** The rule under the head, with how many cards are above and below what is seen. */
function scrollRule(above: number, below: number, width: number): string {
  const more = [above > 0 ? `↑${countText(above)}` : '', below > 0 ? `↓${countText(below)}` : ''].filter(
    Boolean,
  );
  const text = more.length > 0 ? ` ${more.join(' ')} ` : '';
  return `${'─'.repeat(Math.max(0, width - text.length - 1))}${text}─`;
}

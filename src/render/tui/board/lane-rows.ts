import type { Lane } from '../../../domain/board.ts';
import { sanitize } from '../../../domain/terminal-text.ts';
import { cardLines, cardPitch, GUTTER } from '../../board/card.ts';
import { collapsedHead, type LanePlace, laneHead, lanePlaces, titleCase } from '../../board/heading.ts';
import { LANE_GAP } from '../../board/plain.ts';
import { sumsText } from '../../board/words.ts';
import { countText } from '../../counts.ts';
import { fitLine, type Span, type StyledLine } from '../../styled-line.ts';
import type { Viewpoint } from '../../values.ts';
import type { Canvas } from '../runtime/canvas.ts';
import { lanesInSight, layoutOf, spareRows } from './layout.ts';
import { type BoardState, collapsedLanes, cursorOf, lanesOf, windowOf } from './state.ts';

/** The lanes that are in sight, side by side: lines of the width of the board. */
export function laneRows(state: BoardState, canvas: Canvas): string[] {
  const lanes = lanesOf(state);
  const closed = collapsedLanes(state);
  const { laneWidth, main, body, collapsed } = layoutOf(state);
  const { from, to } = lanesInSight(state);
  const places = lanePlaces(lanes, state.lane, closed);
  const seen = lanes.slice(from, to).map((lane, at) => rowsOf(state, canvas, lane, places[from + at]!));
  const heads = collapsed === 0 ? [] : headRows(state, canvas);
  const used = seen.length * (laneWidth + LANE_GAP) - LANE_GAP + (collapsed === 0 ? 0 : LANE_GAP + collapsed);
  const [blank, rest] = [' '.repeat(laneWidth), ' '.repeat(Math.max(0, main - used))];
  const gap = ' '.repeat(LANE_GAP);
  const edge = edgeLine(state, places, canvas);
  const rows = Array.from({ length: body }, (_, row) => {
    const head = collapsed === 0 ? [] : [heads[row] ?? ' '.repeat(collapsed)];
    return [...seen.map((lines) => lines[row] ?? blank), ...head].join(gap) + rest;
  });
  if (edge) rows[moreRow(state) - 1] = edge;
  return rows;
}

/** The heads of collapsed lanes, one below the other: name, count and sums. */
function headRows(state: BoardState, canvas: Canvas): string[] {
  const { collapsed: width } = layoutOf(state);
  const view = state.frame?.view as Viewpoint;
  const { pen } = canvas;
  const indent: Span = { text: ' '.repeat(GUTTER) };
  return collapsedLanes(state)
    .flatMap((lane) => collapsedHead(lane, state.frame?.lanes ?? [], width - GUTTER - 1, view, pen))
    .map((line) => canvas.text(fitLine([indent, ...line], width, pen.ruler)));
}

/** The row that says how many cards are below; above it are the lanes out of sight. */
const moreRow = (state: BoardState): number => layoutOf(state).body - 1 - spareRows(state);

/** A lane from the top: what is in it, the cards that fit, and how many are above and below them. */
function rowsOf(state: BoardState, canvas: Canvas, lane: Lane, place: LanePlace): string[] {
  const { laneWidth: width, capacity, cardLines: lines, laneHead: headRows, isTall } = layoutOf(state);
  const view = state.frame?.view as Viewpoint;
  const { pen } = canvas;
  const { row: cursor, top } = cursorOf(state, lane.key);
  const { offset, cards } = windowOf(state, lane.key);
  const seen = Math.max(0, Math.min(capacity, lane.count - top));
  const text = (line: StyledLine) =>
    canvas.text(fitLine([{ text: ' '.repeat(GUTTER) }, ...line], width, pen.ruler));
  const blank = ' '.repeat(width);
  const rows = laneHead(lane, place, width - GUTTER - 1, view, pen, !isTall).map(text);
  while (rows.length < headRows) rows.push(blank);
  for (let row = top; row < top + seen; row++) {
    const card = cards[row - offset];
    const start = rows.length;
    if (card) {
      const selected = place.isCurrent && row === cursor;
      const cardState = { selected, marked: state.marked.has(card.id), fresh: state.fresh.has(card.key) };
      const look = `${Object.values(cardState)} ${lines} ${width} ${view.today}`;
      rows.push(...canvas.rowsOf(card, look, () => cardLines(card, cardState, lines, width, view, pen)));
    }
    while (rows.length < start + cardPitch(lines)) rows.push(blank);
  }
  const more = moreLine(top, lane.count - top - seen);
  const at = moreRow(state);
  while (rows.length <= at) rows.push(blank);
  if (more.length > 0) rows[at] = text(more);
  return rows;
}

/** How many cards are above and below those that are seen; empty for none. */
export function moreLine(above: number, below: number): StyledLine {
  const texts = [above > 0 ? `↑ ${countText(above)}` : '', below > 0 ? `↓ ${countText(below)} more` : ''];
  const text = texts.filter((each) => each !== '').join('   ');
  return text === '' ? [] : [{ text, look: 'muted' }];
}

/** The lanes that are out of sight at either side, with their counts; null where all are seen. */
function edgeLine(state: BoardState, places: readonly LanePlace[], canvas: Canvas): string | null {
  const lanes = lanesOf(state);
  const { main, collapsed } = layoutOf(state);
  const { from, to } = lanesInSight(state);
  const closed = collapsed === 0 ? collapsedLanes(state) : [];
  if (from === 0 && to === lanes.length && closed.length === 0) return null;
  const view = state.frame?.view as Viewpoint;
  const all = [...lanes, ...closed];
  const names = (first: number, end: number): Span[] =>
    all.slice(first, end).flatMap((lane, at): Span[] => {
      const amount = closed.includes(lane) ? ` ${sumsText(lane.sums, 'amount', view, true)}` : '';
      return [
        ...(at === 0 ? [] : [{ text: '  ' }]),
        {
          text: `${titleCase(sanitize(lane.title))} ${countText(lane.count)}${amount}`,
          look: places[first + at]?.look ?? 'muted',
        },
      ];
    });
  const left: StyledLine = from > 0 ? [{ text: '◂ ', look: 'muted' }, ...names(0, from)] : [];
  const right: StyledLine = to < all.length ? [...names(to, all.length), { text: ' ▸', look: 'muted' }] : [];
  return canvas.text(edges(left, right, main, canvas));
}

function edges(left: StyledLine, right: StyledLine, width: number, { ruler }: Canvas): StyledLine {
  const indent: StyledLine = [{ text: ' '.repeat(GUTTER) }, ...left];
  const rest = width - 1 - [...indent, ...right].reduce((sum, { text }) => sum + ruler.width(text), 0);
  return fitLine([...indent, { text: ' '.repeat(Math.max(2, rest)) }, ...right], width, ruler);
}

import { NO_TARGETS } from '../../../domain/target.ts';
import { type CardLines, cardPitch, GUTTER } from '../../board/card.ts';
import {
  type ForecastHeights,
  forecastHeights,
  forecastMonths,
  WIDE_FORECAST,
} from '../../board/forecast.ts';
import { headHeight } from '../../board/heading.ts';
import { LANE_GAP, lanesBeside, laneWidth } from '../../board/plain.ts';
import { type BoardState, collapsedLanes, cursorOf, lanesOf, monthInSight } from './state.ts';
import { firstRow, isTimeline, timelineHead } from './timeline.ts';

/** Lines at the bottom: what the cursor is on, and the keys. */
const FOOT_ROWS = 2;
/** From so many rows on there is room for blank lines and whole cards. */
const TALL_ROWS = 28;
/** Columns from which the pane is beside the board, and its most. */
const BESIDE_FROM_COLUMNS = 100;
const MAX_PANE_COLUMNS = 90;
/** Columns of the heads of collapsed lanes. */
const HEADS_COLUMNS = 18;
/** The part of the middle that a forecast's months have; the rest is for deals of a month. */
const MONTHS_SHARE = 0.62;

export interface Layout {
  /** Lines on top, with the blank one below. */
  readonly head: number;
  /** Lines of the middle. */
  readonly body: number;
  /** Columns of the board or table, what the pane leaves of them. */
  readonly main: number;
  /** Columns of the pane; 0 where there is none. */
  readonly pane: number;
  readonly lanes: number;
  /** Columns of the heads of collapsed lanes; 0 where there are none or no room. */
  readonly collapsed: number;
  readonly laneWidth: number;
  readonly isTall: boolean;
  readonly cardLines: CardLines;
  /** Lines on top of a lane. */
  readonly laneHead: number;
  /** Cards of a lane that are seen, or rows of a table or months of a forecast. */
  readonly capacity: number;
}

/** How the screen is divided. */
export function layoutOf(state: BoardState): Layout {
  const { columns, rows } = state.size;
  const head = (state.frame ? headHeight(state.frame.head) : 1) + 2;
  const body = Math.max(1, rows - head - FOOT_ROWS);
  const isBeside = columns >= BESIDE_FROM_COLUMNS;
  const half = Math.min(MAX_PANE_COLUMNS, Math.floor(columns / 2));
  const pane = state.pane === null ? 0 : isBeside ? half : columns;
  const main = columns - pane;
  const open = state.frame ? lanesOf(state).length : 1;
  const lanes = lanesBeside(open, Math.max(1, main));
  // No lane goes out of sight for the heads of others.
  const isRoom = lanesBeside(open, Math.max(1, main - HEADS_COLUMNS - LANE_GAP)) === lanes;
  const collapsed = collapsedLanes(state).length > 0 && isRoom ? HEADS_COLUMNS : 0;
  const beside = Math.max(1, main - (collapsed === 0 ? 0 : collapsed + LANE_GAP));
  const isTall = rows >= TALL_ROWS;
  const cardLines = state.density ?? (isTall ? 3 : 2);
  const laneHead = isTall ? 4 : 2;
  const around = { head, body, main, pane, lanes, collapsed, isTall, cardLines, laneHead };
  const each = laneWidth(lanes, beside);
  return { ...around, laneWidth: each, capacity: capacityOf(state, around) };
}

function capacityOf(
  state: BoardState,
  { body, main, lanes, collapsed, isTall, cardLines, laneHead }: Omit<Layout, 'capacity' | 'laneWidth'>,
): number {
  if (state.view === 'forecast') return forecastRows(state, { body, main }).months;
  // Each entry has a line at least.
  if (isTimeline(state)) return Math.max(1, body - timelineHead(isTall) - spareRows(state));
  // Below the heads of a table, and the blank line at the end.
  if (state.view !== 'board') return Math.max(1, body - (isTall ? 5 : 2));
  const unseen = hasEdge(state, lanes, collapsed) ? 1 : 0;
  const room = body - laneHead - 1 - unseen - spareRows(state) + (cardLines === 3 ? 1 : 0);
  return Math.max(1, Math.floor(room / cardPitch(cardLines)));
}

/** Lines left free at the end: a blank one, or where it is narrow the second of what the cursor is on. */
export function spareRows({ size: { columns, rows } }: Pick<BoardState, 'size'>): 0 | 1 {
  return rows >= TALL_ROWS || columns < BESIDE_FROM_COLUMNS ? 1 : 0;
}

/** Whether lanes that are not side by side are named at the edge. */
function hasEdge(state: BoardState, lanes: number, collapsed: number): boolean {
  return lanesOf(state).length > lanes || (collapsed === 0 && collapsedLanes(state).length > 0);
}

/** How the middle of a forecast is divided: lines of its months, how many months, and deals of the one under the cursor. */
export function forecastRows(
  state: BoardState,
  { body, main }: Pick<Layout, 'body' | 'main'>,
): { readonly top: number; readonly months: number; readonly isRoomy: boolean; readonly deals: number } {
  const months = forecastMonths(state.forecast);
  const most = Math.max(5, Math.floor(body * MONTHS_SHARE));
  const { frame } = state;
  const heights = (isRoomy: boolean) =>
    forecastHeights(months, frame?.view.today ?? '', frame?.head.targets ?? NO_TARGETS, isRoomy);
  const roomy = heights(true);
  const isRoomy = main - GUTTER - 1 >= WIDE_FORECAST && linesOf(roomy) <= most;
  const own = isRoomy ? roomy : heights(false);
  const around = own.head + own.foot;
  const each = own.months.map(({ before, own: lines }) => before + lines);
  const count = fittingMonths(each, most - around);
  const { top } = cursorOf(state, 'forecast');
  const used = around + sumOf(each.slice(top, top + count));
  // Between blank lines, below the name of the month.
  return { top: used, months: count, isRoomy, deals: Math.max(1, body - used - 3) };
}

const sumOf = (numbers: readonly number[]): number => numbers.reduce((sum, each) => sum + each, 0);

const linesOf = ({ head, months, foot }: ForecastHeights): number =>
  head + foot + sumOf(months.map(({ before, own }) => before + own));

/** How many months, whichever is the first of them, fit into so many lines. */
function fittingMonths(lines: readonly number[], room: number): number {
  for (let count = lines.length; count > 1; count--)
    if (lines.every((_, from) => sumOf(lines.slice(from, from + count)) <= room)) return count;
  return 1;
}

/** The state with its cursors inside their lists and in sight. */
export function clampView(state: BoardState): BoardState {
  const layout = layoutOf(state);
  const { lanes, capacity } = layout;
  const all = lanesOf(state);
  const lane = clamp(state.lane, 0, all.length - 1);
  const firstLane = clamp(state.firstLane, Math.max(0, lane - lanes + 1), Math.min(lane, all.length - lanes));
  const places = { ...state.places };
  const keepCursorInside = (key: string, count: number, seen = capacity) => {
    const { row, top } = cursorOf(state, key);
    const inside = clamp(row, 0, count - 1);
    places[key] = {
      row: inside,
      top: clamp(top, Math.max(0, inside - seen + 1), Math.min(inside, Math.max(0, count - seen))),
    };
  };
  if (state.view === 'board') for (const { key, count } of all) keepCursorInside(key, count);
  else if (isTimeline(state)) {
    const { row, top } = cursorOf(state);
    const inside = clamp(row, 0, state.length - 1);
    places[state.view] = { row: inside, top: firstRow(state, inside, top, layout) };
  } else keepCursorInside(state.view, state.length);
  const inside = { ...state, lane, firstLane: Math.max(0, firstLane), places };
  const month = monthInSight(inside);
  if (month) {
    keepCursorInside(month.list, month.count, forecastRows(state, layout).deals);
    return { ...inside, isInMonth: state.isInMonth && month.count > 0 };
  }
  return state.isInMonth ? { ...inside, isInMonth: false } : inside;
}

/** Indexes of the lanes that are seen. */
export function lanesInSight(state: BoardState): { from: number; to: number } {
  const { lanes } = layoutOf(state);
  return { from: state.firstLane, to: Math.min(state.firstLane + lanes, lanesOf(state).length) };
}

function clamp(value: number, least: number, most: number): number {
  return Math.max(least, Math.min(value, most));
}

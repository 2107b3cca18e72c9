import { CARD_LINES } from '../../board/card.ts';
import { lanesBeside, laneWidth } from '../../board/plain.ts';
import { type BoardState, cursorOf } from './state.ts';

/** Lines above and below the middle of the screen: two of heading, two of message and keys. */
const ROWS_AROUND = 4;
/** Lines on top of a lane. */
const LANE_HEAD_ROWS = 3;
/** A detail pane beside the board takes this share of the width, where there is enough of it. */
const BESIDE_FROM_COLUMNS = 110;

export interface Layout {
  /** Lines of the middle. */
  readonly body: number;
  /** Columns of the board or table, what the detail pane leaves of them. */
  readonly main: number;
  /** Columns of the detail pane; 0 where there is none. */
  readonly pane: number;
  readonly lanes: number;
  readonly laneWidth: number;
  /** Cards of a lane that are seen, or rows of a table. */
  readonly capacity: number;
}

/** How the screen is divided. */
export function layoutOf(state: BoardState): Layout {
  const { columns, rows } = state.size;
  const body = Math.max(1, rows - ROWS_AROUND);
  const hasPane = state.pane !== null;
  const pane = hasPane ? (columns < BESIDE_FROM_COLUMNS ? columns : Math.floor(columns / 2)) : 0;
  const main = pane === columns ? 0 : pane === 0 ? columns : columns - pane - 1;
  const lanes = lanesBeside(state.frame?.lanes.length ?? 1, Math.max(main, 1));
  return {
    body,
    main,
    pane,
    lanes,
    laneWidth: laneWidth(lanes, Math.max(main, 1)),
    capacity:
      state.view === 'board'
        ? Math.max(1, Math.floor((body - LANE_HEAD_ROWS + 1) / CARD_LINES))
        : Math.max(1, body - 1),
  };
}

/** The state with its cursors inside their lists and in sight. */
export function clampView(state: BoardState): BoardState {
  const { lanes, capacity } = layoutOf(state);
  const all = state.frame?.lanes ?? [];
  const lane = clamp(state.lane, 0, all.length - 1);
  const firstLane = clamp(state.firstLane, Math.max(0, lane - lanes + 1), Math.min(lane, all.length - lanes));
  const places = { ...state.places };
  const settle = (key: string, count: number) => {
    const { row, top } = cursorOf(state, key);
    const inside = clamp(row, 0, count - 1);
    places[key] = {
      row: inside,
      top: clamp(top, Math.max(0, inside - capacity + 1), Math.min(inside, Math.max(0, count - capacity))),
    };
  };
  if (state.view === 'board') for (const { key, count } of all) settle(key, count);
  else settle(state.view, state.length);
  return { ...state, lane, firstLane: Math.max(0, firstLane), places };
}

/** Indexes of the lanes that are seen. */
export function lanesInSight(state: BoardState): { from: number; to: number } {
  const { lanes } = layoutOf(state);
  return { from: state.firstLane, to: Math.min(state.firstLane + lanes, state.frame?.lanes.length ?? 0) };
}

function clamp(value: number, least: number, most: number): number {
  return Math.max(least, Math.min(value, most));
}

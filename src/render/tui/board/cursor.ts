import { showMessage } from '../runtime/message.ts';
import type { Step } from '../runtime/program.ts';
import { clampView, layoutOf } from './layout.ts';
import {
  type BoardCmd,
  type BoardState,
  currentCard,
  cursorOf,
  lanesOf,
  listKey,
  listLength,
  type ReadOptions,
} from './state.ts';
import { entriesInSight, isTimeline } from './timeline.ts';
import { missingWindows } from './windows.ts';

type BoardStep = Step<BoardState, BoardCmd>;

/** Moves the cursor up or down its list by rows; to the ends with infinities. */
export function moveRow(state: BoardState, by: number): BoardStep {
  const key = listKey(state);
  const place = cursorOf(state, key);
  const last = Math.max(0, listLength(state) - 1);
  const row = Math.max(0, Math.min(last, by === Number.POSITIVE_INFINITY ? last : place.row + by));
  return catchUp(
    clampView({ ...state, message: null, places: { ...state.places, [key]: { ...place, row } } }),
  );
}

/** Moves the cursor to a lane beside its own; the row stays as near as it can. */
export function moveLane(state: BoardState, by: number): BoardStep {
  const lanes = lanesOf(state);
  const lane = Math.max(0, Math.min(lanes.length - 1, state.lane + by));
  const here = cursorOf(state);
  const key = lanes[lane]?.key ?? '';
  const there = cursorOf(state, key);
  const row = there.top + (here.row - here.top);
  return catchUp(
    clampView({ ...state, message: null, lane, places: { ...state.places, [key]: { ...there, row } } }),
  );
}

/** Moves the cursor to the next deal or the one before, from the end of a lane into the next that has any. */
export function moveHit(state: BoardState, by: 1 | -1): BoardStep {
  const row = cursorOf(state).row + by;
  if (state.view !== 'board' || (row >= 0 && row < listLength(state))) return moveRow(state, by);
  const lanes = lanesOf(state);
  const others = by === 1 ? lanes.slice(state.lane + 1) : lanes.slice(0, state.lane).toReversed();
  const next = others.find(({ count }) => count > 0);
  if (!next) return [showMessage(state, 'info', by === 1 ? 'this is the last' : 'this is the first')];
  const lane = lanes.indexOf(next);
  const places = { ...state.places, [next.key]: { row: by === 1 ? 0 : next.count - 1, top: 0 } };
  return catchUp(clampView({ ...state, message: null, lane, places }));
}

export function pageRows(state: BoardState): number {
  const layout = layoutOf(state);
  return Math.max(1, (isTimeline(state) ? entriesInSight(state, layout) : layout.capacity) - 1);
}

/** Reads what has come into sight; the pane goes with the cursor. */
export function catchUp(state: BoardState): BoardStep {
  if (missingWindows(state).length > 0) return [state, { type: 'read windows', board: state }];
  const { pane } = state;
  const id = currentCard(state)?.id;
  return pane && id !== undefined && id !== pane.id ? showDeal(state, id) : [state];
}

/** Opens the pane on a deal, or reloads it. */
export function showDeal(state: BoardState, id: number): BoardStep {
  const { pane } = state;
  const top = pane?.id === id ? pane.top : 0;
  const open: BoardState = { ...state, pane: { id, deal: null, lines: [], top } };
  return [state, { type: 'show', id, top, columns: layoutOf(open).pane - 2 }];
}

/** Reloads everything for the board in this state. */
export function readStep(state: BoardState, board: BoardState, options: ReadOptions = {}): BoardStep {
  const command = { type: 'read', board, ...options } as const;
  return [options.inBackground ? { ...state, reading: command } : state, command];
}

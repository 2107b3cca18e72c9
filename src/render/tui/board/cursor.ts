import { clampView, layoutOf } from './layout.ts';
import { type BoardState, cursorOf, listKey, listLength } from './state.ts';
import type { Step } from './step.ts';

/** Moves the cursor up or down its list by rows; to the ends with infinities. */
export function moveRow(state: BoardState, by: number): Step {
  const key = listKey(state);
  const place = cursorOf(state, key);
  const last = Math.max(0, listLength(state) - 1);
  const row = Math.max(0, Math.min(last, by === Number.POSITIVE_INFINITY ? last : place.row + by));
  return seen(clampView({ ...state, message: null, places: { ...state.places, [key]: { ...place, row } } }));
}

/** Moves the cursor to a lane beside its own; the row stays as near as it can. */
export function moveLane(state: BoardState, by: number): Step {
  const lanes = state.frame?.lanes ?? [];
  const lane = Math.max(0, Math.min(lanes.length - 1, state.lane + by));
  const here = cursorOf(state);
  const key = lanes[lane]?.key ?? '';
  const there = cursorOf(state, key);
  const row = there.top + (here.row - here.top);
  return seen(
    clampView({ ...state, message: null, lane, places: { ...state.places, [key]: { ...there, row } } }),
  );
}

export function page(state: BoardState): number {
  return Math.max(1, layoutOf(state).capacity - 1);
}

/** Reads what has come into sight. */
function seen(state: BoardState): Step {
  return { state, effect: { do: 'fill' } };
}

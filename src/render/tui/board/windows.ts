import type { DealCard } from '../../../domain/board.ts';
import { clampView, forecastRows, lanesInSight, layoutOf } from './layout.ts';
import {
  type BoardState,
  cursorOf,
  type ListStretch,
  lanesOf,
  listKey,
  monthInSight,
  type Windows,
  windowOf,
} from './state.ts';

/** Cards of a lane that are read at a time, at least. */
const LANE_PAGE_ROWS = 30;
/** Rows of a view that is one list: to find some costs as much as to find many. */
const LIST_PAGE_ROWS = 500;

/** What is in sight and has not been read. */
export function missingWindows(state: BoardState): ListStretch[] {
  const { frame, view } = state;
  if (!frame) return [];
  const { from, to } = lanesInSight(state);
  const layout = layoutOf(state);
  const month = monthInSight(state);
  const lists =
    view === 'board'
      ? lanesOf(state)
          .slice(from, to)
          .map(({ key, count }) => ({ list: key, count }))
      : view === 'forecast'
        ? month
          ? [month]
          : []
        : [{ list: view, count: state.length }];
  const capacity = view === 'forecast' ? forecastRows(state, layout).deals : layout.capacity;
  const limit =
    view === 'board' || view === 'forecast' ? Math.max(LANE_PAGE_ROWS, capacity * 3) : LIST_PAGE_ROWS;
  return lists.flatMap(({ list, count }) => {
    const { top } = cursorOf(state, list);
    const { offset, cards } = windowOf(state, list);
    const last = Math.min(top + capacity, count);
    if (top >= offset && last <= offset + cards.length) return [];
    const from = Math.max(0, top - Math.floor((limit - capacity) / 2));
    // Where a list turned out to be shorter than was counted, there is no more to read.
    if (state.windows[list] && offset === from && cards.length < limit) return [];
    return [{ list, offset: from, limit }];
  });
}

/** The state with stretches of lanes that have come into sight. */
export function addWindows(state: BoardState, read: Windows): BoardState {
  return clampView({ ...state, windows: { ...state.windows, ...read } });
}

/** The state with everything reloaded; with `live`, changed cards are marked as fresh. */
export function replaceWindows(state: BoardState, read: Windows, live: boolean): BoardState {
  const fresh = live ? changedKeys(state.windows, read) : state.fresh;
  const marked = new Map(state.marked);
  for (const { cards } of Object.values(read))
    for (const { id, stageId } of cards) if (marked.has(id)) marked.set(id, stageId);
  return clampView({ ...state, windows: read, fresh, marked });
}

/** The state with the cursor on the card it was on, where that is still in its list and has been read. */
export function keepCursor(state: BoardState, key: string | undefined): BoardState {
  const list = listKey(state);
  const { offset, cards } = windowOf(state, list);
  const at = key === undefined ? -1 : cards.findIndex((card) => card.key === key);
  if (at < 0) return clampView(state);
  const { row, top } = cursorOf(state, list);
  const moved = offset + at;
  return clampView({ ...state, places: { ...state.places, [list]: { row: moved, top: top + moved - row } } });
}

/** The state with the cursor on a row of a lane. */
export function at(state: BoardState, lane: number, row: number): BoardState {
  const key = lanesOf(state)[lane]?.key ?? '';
  return clampView({ ...state, lane, places: { ...state.places, [key]: { ...cursorOf(state, key), row } } });
}

function changedKeys(before: Windows, after: Windows): ReadonlySet<string> {
  const known = new Map<string, string>();
  for (const { cards } of Object.values(before)) for (const card of cards) known.set(card.key, looks(card));
  if (known.size === 0) return new Set();
  const fresh = new Set<string>();
  for (const [key, { cards }] of Object.entries(after)) {
    // A lane that was not in sight has nothing to differ from.
    if (!before[key]) continue;
    for (const [at, card] of cards.entries()) {
      const was = known.get(card.key);
      // The last card of a full page may only have come up from below it.
      const hasCome = was === undefined && (cards.length < LANE_PAGE_ROWS || at < cards.length - 1);
      if (hasCome || (was !== undefined && was !== looks(card))) fresh.add(card.key);
    }
  }
  return fresh;
}

function looks(card: DealCard): string {
  return JSON.stringify(card);
}

import { isCrmError } from '../../../domain/errors.ts';
import { forecastMonths } from '../../board/forecast.ts';
import type { Frame } from '../../board/source.ts';
import { sanitize } from '../../terminal-text.ts';
import { clampView } from './layout.ts';
import { addWindows, at, keepCursor, missingWindows, replaceWindows } from './merge-windows.ts';
import type { BoardPort } from './port.ts';
import { type BoardState, currentCard, currentLane, type Window } from './state.ts';

/**
 * The state with everything that is shown read anew. The cursor keeps to its card as long as that is in its list; with
 * `live`, what differs from before is marked as fresh.
 */
export function readAll(port: BoardPort, before: BoardState, live: boolean): Promise<BoardState> {
  return port.atOneMoment(() => readNow(port, before, live));
}

async function readNow(port: BoardPort, before: BoardState, live: boolean): Promise<BoardState> {
  const { query, view } = before;
  const key = currentCard(before)?.key;
  const frame = await port.frame(query);
  const owners = await port.owners();
  const state = { ...before, frame, owners, ...(live ? inItsLane(before, frame) : {}) };
  if (view === 'forecast') {
    const forecast = await port.forecast(query);
    return clampView({ ...state, forecast, length: forecastMonths(forecast).length, windows: {} });
  }
  const length = view === 'board' ? 0 : await port.count(query, view);
  const bare = clampView({ ...state, length, windows: {} });
  const windows = await readWindows(port, bare);
  return readMissing(
    port,
    keepCursor(replaceWindows({ ...bare, windows: before.windows }, windows, live), key),
  );
}

/** The lane of the cursor, wherever it is now; where it is gone, one beside it, and that it is. */
function inItsLane(before: BoardState, { lanes }: Frame): Partial<BoardState> {
  const was = currentLane(before);
  const lane = lanes.findIndex(({ key }) => key === was?.key);
  if (lane >= 0) return { lane };
  if (!was || before.view !== 'board') return {};
  return { message: { text: `${sanitize(was.title)} is not there any more`, tone: 'news' } };
}

/** The state with what has come into sight. */
export async function readMissing(port: BoardPort, state: BoardState): Promise<BoardState> {
  const windows = await port.atOneMoment(() => readWindows(port, state));
  return Object.keys(windows).length > 0 ? addWindows(state, windows) : state;
}

/** The state with another filter. One that cannot be read is marked while it is typed, and the last good one stays. */
export async function readFiltered(port: BoardPort, before: BoardState, filter: string): Promise<BoardState> {
  const { mode, query } = before;
  try {
    return await readAll(port, { ...before, query: { ...query, filter } }, false);
  } catch (error) {
    if (!isCrmError(error) || mode.kind !== 'asking') throw error;
    return { ...before, mode: { ...mode, problem: error.message } };
  }
}

/** The state with the cursor on a deal of the board, in whatever lane it is; as it was where it is in none. */
export function followDeal(port: BoardPort, state: BoardState, id: number): Promise<BoardState> {
  return port.atOneMoment(() => findCard(port, state, id));
}

async function findCard(port: BoardPort, state: BoardState, id: number): Promise<BoardState> {
  const { query, frame, view } = state;
  if (view !== 'board' || currentCard(state)?.id === id) return state;
  for (const [lane, { key }] of (frame?.lanes ?? []).entries()) {
    const row = await port.place(query, key, id);
    if (row !== null) return readMissing(port, at(state, lane, row));
  }
  return state;
}

async function readWindows(port: BoardPort, state: BoardState): Promise<Record<string, Window>> {
  const { query, view } = state;
  const windows: Record<string, Window> = {};
  for (const { list, ...page } of missingWindows(state)) {
    const cards =
      view === 'board' || view === 'forecast'
        ? await port.cards(query, list, page)
        : await port.rows(query, view, page);
    windows[list] = { offset: page.offset, cards };
  }
  return windows;
}

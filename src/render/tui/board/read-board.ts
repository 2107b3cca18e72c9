import type { BoardFrame, BoardQuery, DealCard, ForecastCell, Lane, Stretch } from '../../../domain/board.ts';
import { forecastMonths } from '../../board/forecast.ts';
import { clampView } from './layout.ts';
import type { BoardPort } from './port.ts';
import {
  type BoardData,
  type BoardState,
  currentCard,
  currentLane,
  lanesOf,
  monthOfList,
  type ReadOptions,
  type Window,
  type Windows,
} from './state.ts';
import { addWindows, at, keepCursor, missingWindows, replaceWindows } from './windows.ts';

/**
 * Reads everything that this board shows. The cursor keeps to its card as long as that is in its list; with `follow`,
 * it goes with its deal to another lane.
 */
export async function readBoard(
  port: BoardPort,
  before: BoardState,
  options: ReadOptions = {},
): Promise<BoardData> {
  const version = await port.version();
  return port.atOneMoment(async () => {
    const start = options.fromStart ? { places: {}, lane: 0, firstLane: 0 } : {};
    const state = await readNow(port, { ...before, ...start, version }, options);
    if (options.goTo !== undefined) return dataOf(await goToDeal(port, state, options.goTo));
    const id = options.follow ? currentCard(before)?.id : undefined;
    return dataOf(id === undefined ? state : ((await placedOn(port, state, id)) ?? state));
  });
}

/** What was read, without what goes on meanwhile. */
function dataOf(state: BoardState): BoardData {
  const {
    size,
    lockLimitMs,
    freshTicks,
    message,
    waiting,
    mode,
    pane,
    page,
    reading,
    databasePlace,
    beforeG,
    commandLines,
    ...more
  } = state;
  const { density, attention, counting, ...data } = more;
  return data;
}

async function readNow(
  port: BoardPort,
  before: BoardState,
  { live, fromStart }: ReadOptions,
): Promise<BoardState> {
  const { query, view } = before;
  const key = fromStart ? undefined : currentCard(before)?.key;
  const frame = await port.frame(query);
  const lane = live
    ? keepLane(before, frame)
    : fromStart
      ? { lane: firstFilled(lanesOf({ frame, query })) }
      : {};
  const state = {
    ...before,
    frame,
    owners: await port.owners(),
    savedViews: await port.savedViews(),
    hidden: await hiddenMarks(port, before),
    goneLane: null,
    ...lane,
  };
  if (view === 'forecast') {
    const forecast = await port.forecast(query);
    const { length } = forecastMonths(forecast);
    const places = before.places.forecast
      ? state.places
      : { ...state.places, forecast: { row: thisMonth(forecast, frame), top: 0 } };
    const months = clampView({ ...state, forecast, length, places, windows: {} });
    return { ...months, windows: await readWindows(port, months) };
  }
  const days = view === 'activity' ? await port.activeDays(query) : [];
  const length =
    view === 'board'
      ? 0
      : view === 'activity'
        ? days.reduce((sum, { count }) => sum + count, 0)
        : await port.count(query, view);
  const bare = clampView({ ...state, days, length, windows: {} });
  const windows = await readWindows(port, bare);
  const replaced = replaceWindows({ ...bare, windows: before.windows }, windows, live === true);
  return readMissing(port, keepCursor(replaced, key));
}

/** The first lane with a deal. */
function firstFilled(lanes: readonly Lane[]): number {
  return Math.max(
    0,
    lanes.findIndex(({ count }) => count > 0),
  );
}

/** The marked deals that are not on the board. */
async function hiddenMarks(port: BoardPort, { query, marked }: BoardState): Promise<ReadonlySet<number>> {
  if (marked.size === 0) return new Set();
  const ids = [...marked.keys()];
  const seen = new Set(await port.among(query, ids));
  return new Set(ids.filter((id) => !seen.has(id)));
}

/** The lane of the cursor, wherever it is now; where it is gone, one beside it, and that it is. */
function keepLane(before: BoardState, frame: BoardFrame): Partial<BoardData> {
  const was = currentLane(before);
  const lanes = lanesOf({ ...before, frame });
  const lane = lanes.findIndex(({ key }) => key === was?.key);
  if (lane >= 0) return { lane };
  return !was || before.view !== 'board' ? {} : { goneLane: was.title };
}

/** The board with the cursor on a deal, in whatever lane it is; null where it is in none. */
async function placedOn(port: BoardPort, state: BoardState, id: number): Promise<BoardState | null> {
  const { query, view } = state;
  if (view !== 'board' || currentCard(state)?.id === id) return state;
  for (const [lane, { key }] of lanesOf(state).entries()) {
    const row = await port.place(query, key, id);
    if (row !== null) return readMissing(port, at(state, lane, row));
  }
  return null;
}

/** The board with the cursor on a deal that was chosen: what hides the deal is given up. As it was if it is on no board. */
async function goToDeal(port: BoardPort, state: BoardState, id: number): Promise<BoardState> {
  const here = await placedOn(port, state, id);
  if (here) return here;
  const whole = { ...state.query, collapsesClosed: false };
  const all = { ...whole, by: 'stage', filter: '', owner: null } as const;
  const others = (state.frame?.pipelines ?? []).map((pipeline) => ({ ...all, pipeline }));
  for (const query of [whole, all, ...others]) {
    const board = await readNow(port, { ...state, query, places: {}, lane: 0, firstLane: 0 }, {});
    const found = await placedOn(port, board, id);
    if (found) return found;
  }
  return state;
}

/** The board with what has come into sight. */
async function readMissing(port: BoardPort, state: BoardState): Promise<BoardState> {
  const windows = await readWindows(port, state);
  return Object.keys(windows).length > 0 ? addWindows(state, windows) : state;
}

/** What is in sight and has not been read. */
export async function readWindows(port: BoardPort, state: BoardState): Promise<Windows> {
  const { query, view } = state;
  const windows: Record<string, Window> = {};
  for (const { list, ...page } of missingWindows(state)) {
    const cards =
      view === 'board' || view === 'forecast'
        ? await listCards(port, query, list, page)
        : await port.rows(query, view, page);
    windows[list] = { offset: page.offset, cards };
  }
  return windows;
}

function listCards(
  port: BoardPort,
  query: BoardQuery,
  list: string,
  page: Stretch,
): Promise<readonly DealCard[]> {
  const month = monthOfList(list);
  return month === null ? port.cards(query, list, page) : port.monthCards(query, month, page);
}

/** The row of the month of today, or of the first after it. */
function thisMonth(cells: readonly ForecastCell[], { head }: BoardFrame): number {
  const row = forecastMonths(cells).findIndex(({ month }) => month === null || month >= head.month);
  return Math.max(0, row);
}

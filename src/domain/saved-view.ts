import type { BoardQuery, BoardView } from './board.ts';
import { oneOf } from './one-of.ts';

/** Digits that open saved views on the board, where 1 to 5 are its own. */
export const SAVED_VIEW_KEYS = ['6', '7', '8', '9', '0'] as const;
export type SavedViewKey = (typeof SAVED_VIEW_KEYS)[number];

/** What a board shows and how, kept under a name. */
export interface SavedView {
  readonly id: number;
  readonly name: string;
  /** The digit that opens it on the board. */
  readonly key: SavedViewKey | null;
  readonly view: BoardView;
  readonly query: BoardQuery;
}

/** The saved view of that name, in any case. */
export function savedViewNamed(views: readonly SavedView[], name: string): SavedView | undefined {
  const key = name.trim().toLowerCase();
  return views.find((view) => view.name.toLowerCase() === key);
}

/** Columns of a view, each once; null for none, which are the usual ones. Throws `usage` with the nearest. */
export function readColumns(names: readonly string[], view: BoardView): readonly string[] | null {
  const named = names.map((name) => name.trim()).filter((name) => name !== '');
  const read = named.map((name) => oneOf('no column', name, VIEW_COLUMNS[view]));
  return read.length === 0 ? null : [...new Set(read)];
}

/** Columns of a list of deals. */
const DEAL_COLUMNS = [
  'id',
  'name',
  'account',
  'owner',
  'stage',
  'amount',
  'currency',
  'closes',
  'days',
  'next',
  'next_step',
  'stuck',
  'probability',
] as const;
export type DealColumn = (typeof DEAL_COLUMNS)[number];

/** Columns of the list of activities. */
const ACTIVITY_COLUMNS = [
  'at',
  'who',
  'what',
  'opp',
  'name',
  'account',
  'stage',
  'amount',
  'currency',
] as const;
export type ActivityColumn = (typeof ACTIVITY_COLUMNS)[number];

/** Columns of the forecast. */
const MONTH_COLUMNS = [
  'month',
  'currency',
  'won',
  'commit',
  'best_case',
  'pipeline',
  'total',
  'weighted',
  'target',
  'deals',
] as const;
export type MonthColumn = (typeof MONTH_COLUMNS)[number];

/** The columns that each view can have as a list. */
export const VIEW_COLUMNS: Readonly<Record<BoardView, readonly string[]>> = {
  board: DEAL_COLUMNS,
  list: DEAL_COLUMNS,
  stuck: DEAL_COLUMNS,
  activity: ACTIVITY_COLUMNS,
  forecast: MONTH_COLUMNS,
};

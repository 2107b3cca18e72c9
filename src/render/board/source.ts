import type { CardOrder, DealCard, ForecastCell, Lane, LaneGroup } from '../../domain/board.ts';
import type { Viewpoint } from '../values.ts';
import type { BoardHead } from './heading.ts';
import type { TableView } from './table.ts';

/** The user's view settings of a board. */
export interface BoardQuery {
  /** Name of the pipeline; null for the first. */
  readonly pipeline: string | null;
  readonly by: LaneGroup;
  readonly order: CardOrder;
  /** A `--where` expression or plain words, in addition to the command line's filter; blank for all. */
  readonly filter: string;
  /** Deals of this user; null for all users. */
  readonly owner: string | null;
}

/** The board at a moment, without its cards. */
export interface Frame {
  /** Names of all active pipelines. */
  readonly pipelines: readonly string[];
  readonly head: BoardHead;
  readonly lanes: readonly Lane[];
  readonly view: Viewpoint;
}

export interface Stretch {
  readonly limit: number;
  readonly offset: number;
}

/** The data of a board. Every method throws CrmErrors; `usage` for an invalid filter. */
export interface BoardSource {
  frame(query: BoardQuery): Promise<Frame>;
  /** Cards of a lane, by its key. */
  cards(query: BoardQuery, lane: string, page: Stretch): Promise<DealCard[]>;
  rows(query: BoardQuery, view: TableView, page: Stretch): Promise<DealCard[]>;
  /** Number of rows of the view. */
  count(query: BoardQuery, view: TableView): Promise<number>;
  forecast(query: BoardQuery): Promise<ForecastCell[]>;
  /** Number of cards before a deal in its lane; null if it is not there. */
  place(query: BoardQuery, lane: string, id: number): Promise<number | null>;
  /** Runs `read` on one snapshot of the database. */
  atOneMoment<T>(read: () => Promise<T>): Promise<T>;
  /** A number that changes when another process writes. */
  version(): Promise<number>;
}

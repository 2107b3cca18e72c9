import type { CardOrder, DealCard, ForecastCell, Lane, LaneGroup } from '../../domain/board.ts';
import type { Viewpoint } from '../values.ts';
import type { BoardHead } from './heading.ts';
import type { TableView } from './table.ts';

/** What somebody has chosen to see. */
export interface BoardQuery {
  /** Name of the pipeline; null for the first. */
  readonly pipeline: string | null;
  readonly by: LaneGroup;
  readonly order: CardOrder;
  /** A `--where` expression or plain words, beside what the command line asked for; blank for all. */
  readonly filter: string;
  /** Whose deals: everybody's (null) or those of this user. */
  readonly owner: string | null;
}

/** The board at a moment, save its cards. */
export interface Frame {
  /** Names of all pipelines that are in use. */
  readonly pipelines: readonly string[];
  readonly head: BoardHead;
  readonly lanes: readonly Lane[];
  readonly view: Viewpoint;
}

export interface Stretch {
  readonly limit: number;
  readonly offset: number;
}

/** Where a board reads. Every method throws CrmErrors; `usage` for a filter that cannot be read. */
export interface BoardSource {
  frame(query: BoardQuery): Promise<Frame>;
  /** Cards of a lane, by its key. */
  cards(query: BoardQuery, lane: string, page: Stretch): Promise<DealCard[]>;
  rows(query: BoardQuery, view: TableView, page: Stretch): Promise<DealCard[]>;
  /** How many rows the view has. */
  count(query: BoardQuery, view: TableView): Promise<number>;
  forecast(query: BoardQuery): Promise<ForecastCell[]>;
  /** How many cards of a lane come before a deal; null when it is not there. */
  place(query: BoardQuery, lane: string, id: number): Promise<number | null>;
  /** Runs `read` on what the database holds at one moment. */
  atOneMoment<T>(read: () => Promise<T>): Promise<T>;
  /** A number that changes when another process has written. */
  version(): Promise<number>;
}

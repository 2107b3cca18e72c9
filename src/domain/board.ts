import { daysBetween, toLocalDate } from './dates/calendar.ts';
import type { ExchangeRate } from './exchange-rate.ts';
import type { Money } from './money.ts';
import type { ForecastCategory, Stage, StageKind } from './stages.ts';
import type { MonthTargets } from './target.ts';

export const BOARD_VIEWS = ['board', 'forecast', 'list', 'stuck', 'activity'] as const;
export type BoardView = (typeof BOARD_VIEWS)[number];

/** How cards are sorted: by close date, largest amount, longest time in the stage, name. */
export const CARD_ORDERS = ['close', 'amount', 'age', 'name'] as const;
export type CardOrder = (typeof CARD_ORDERS)[number];

/** What a lane groups by. Only lanes by stage show closed deals too. */
export const LANE_GROUPS = ['stage', 'owner', 'month'] as const;
export type LaneGroup = (typeof LANE_GROUPS)[number];

/** A deal as the board shows it. */
export interface DealCard {
  /** Unique in its view: the number of the deal or, in the activity view, of the activity. */
  readonly key: string;
  readonly id: number;
  readonly name: string;
  readonly account: string | null;
  readonly owner: string | null;
  readonly amount: Money | null;
  readonly probability: number;
  /** `YYYY-MM-DD`: the expected close date; for a closed deal, the day it closed. */
  readonly closes: string | null;
  readonly stageId: number;
  readonly stage: string;
  readonly kind: StageKind;
  /** When it entered its stage, UTC ISO 8601. */
  readonly since: string | null;
  /** Days it may stay in its stage; null for no limit. */
  readonly rottingDays: number | null;
  readonly nextStep: string | null;
  /** Due day of its earliest open task; blank if that task has no day, null if there is no task. */
  readonly nextDue: string | null;
  /** Subject of that task. */
  readonly nextTask: string | null;
  /** Last change, UTC ISO 8601. */
  readonly changed: string;
  /** Close date at the last review (`YYYY-MM-DD`), if it was another day. Only in views that report slips. */
  readonly closeDateAtLastReview?: string | null;
  /** Its amount in the base currency, where deals are ranked by it; null without a rate. */
  readonly minorInBase?: number | null;
  /** Only in the activity view. */
  readonly lastActivity?: CardActivity;
}

/** Something that was done about a deal. */
export interface CardActivity {
  /** UTC ISO 8601. */
  readonly at: string;
  readonly who: string | null;
  /** `call`, `note`, …; `event` for what the program notes, such as a move. */
  readonly type: string;
  /** How it went. */
  readonly outcome: string | null;
  readonly durationSeconds: number | null;
  /** What was said. */
  readonly text: string;
  /** All of it in one line. */
  readonly what: string;
}

/** How much was done on a day (`YYYY-MM-DD`). */
export interface DayCount {
  readonly day: string;
  readonly count: number;
}

/** Total of the deals in one currency. */
export interface Sum {
  readonly count: number;
  readonly amount: Money;
  readonly weighted: Money;
}

/** A column of the board. */
export interface Lane {
  /** Number of the stage or owner, or the month (`YYYY-MM`); blank for deals without one. */
  readonly key: string;
  readonly title: string;
  /** Null unless the lane is a stage. */
  readonly stage: Stage | null;
  readonly count: number;
  /** By currency, largest count first. */
  readonly sums: readonly Sum[];
}

/** Whether a lane is of deals that are won or lost. */
export const isClosed = ({ stage }: Lane): boolean => stage !== null && stage.kind !== 'open';

/** Deals expected to close in a month, in one forecast category. */
export interface ForecastCell {
  /** `YYYY-MM`; null for deals without a close date. */
  readonly month: string | null;
  readonly category: ForecastCategory;
  readonly sum: Sum;
}

/** A month (`YYYY-MM`) of a forecast, or deals without a date. */
export interface MonthOfDeals {
  readonly month: string | null;
  /** The only one of its deals; null for all of them. */
  readonly currency: string | null;
}

/** State of a deal's next step. */
export type NextStep = 'closed' | 'overdue' | 'today' | 'planned' | 'none';

export function nextStepOf({ kind, nextDue, nextStep }: DealCard, today: string): NextStep {
  if (kind !== 'open') return 'closed';
  if (nextDue !== null && nextDue !== '') {
    if (nextDue < today) return 'overdue';
    return nextDue === today ? 'today' : 'planned';
  }
  return nextDue === '' || nextStep !== null ? 'planned' : 'none';
}

/** Whole days in the stage; null if unknown. */
export function daysInStage({ since }: DealCard, today: string): number | null {
  return since === null ? null : Math.max(0, daysBetween(toLocalDate(since), today));
}

/** Whether an open deal has been in its stage longer than the stage allows. */
export function isStale(card: DealCard, today: string): boolean {
  const days = daysInStage(card, today);
  return card.kind === 'open' && card.rottingDays !== null && days !== null && days > card.rottingDays;
}

/** How the close date of an open deal slipped: it has passed, or it moved later since the last review. */
export function slipReasons({ kind, closes, closeDateAtLastReview }: DealCard, today: string): string[] {
  if (kind !== 'open' || closes === null) return [];
  return [
    ...(closes < today ? [`close date passed ${closes}`] : []),
    ...(closeDateAtLastReview && closeDateAtLastReview < closes
      ? [`close date moved from ${closeDateAtLastReview} to ${closes}`]
      : []),
  ];
}

/** Why an open deal makes no progress; empty if it does. */
export function stallReasons(card: DealCard, today: string): string[] {
  if (card.kind !== 'open') return [];
  const days = daysInStage(card, today);
  return [
    ...(isStale(card, today) ? [`${days} days in ${card.stage}, limit ${card.rottingDays}`] : []),
    ...(nextStepOf(card, today) === 'overdue' ? [`next step overdue since ${card.nextDue}`] : []),
    ...(nextStepOf(card, today) === 'none' ? ['no next step'] : []),
  ];
}

/** Why an open deal is stuck: it slipped or makes no progress. */
export function stuckReasons(card: DealCard, today: string): string[] {
  return [...slipReasons(card, today), ...stallReasons(card, today)];
}

/** How many open deals need a hand. */
export interface Attention {
  /** Their next step is overdue. */
  readonly late: number;
  /** They are in their stage for longer than it allows. */
  readonly stuck: number;
  /** Their close date has passed. */
  readonly past: number;
  /** Any of it, or no next step: the deals of the view `stuck`. */
  readonly any: number;
  /** What these are worth, in each currency, that of most deals first. */
  readonly amounts: readonly Money[];
}

/** Views that list deals line by line. */
export type TableView = 'list' | 'stuck' | 'activity';

/** Title and totals of a board. */
export interface BoardHead {
  readonly pipeline: string;
  /** Of the open deals. */
  readonly open: readonly Sum[];
  /** `YYYY-MM`. */
  readonly month: string;
  /** Open deals that close in the month, and deals won in it. */
  readonly closing: readonly Sum[];
  readonly won: readonly Sum[];
  readonly targets: MonthTargets;
  /** The rates of today by which amounts in other currencies are in one with the rest; none if all are as they are. */
  readonly rates: readonly ExchangeRate[];
}

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
  /** Columns of the views that are lists, of those in VIEW_COLUMNS; null for the usual ones. */
  readonly columns: readonly string[] | null;
  /** Whether the lanes of closed deals are collapsed to their heads. */
  readonly collapsesClosed: boolean;
}

/** A board query that leaves everything as it is usually seen. */
export const USUAL_QUERY: BoardQuery = {
  pipeline: null,
  by: 'stage',
  order: 'close',
  filter: '',
  owner: null,
  columns: null,
  collapsesClosed: false,
};

/** The board at a moment, without its cards. */
export interface BoardFrame {
  /** Names of all active pipelines. */
  readonly pipelines: readonly string[];
  readonly head: BoardHead;
  readonly lanes: readonly Lane[];
  /** For values in words. */
  readonly view: { readonly today: string; readonly currency: string };
}

export interface Stretch {
  readonly limit: number;
  readonly offset: number;
}

/** The data of a board. Every method throws CrmErrors; `usage` for an invalid filter. */
export interface BoardSource {
  frame(query: BoardQuery): Promise<BoardFrame>;
  /** Cards of a lane, by its key. */
  cards(query: BoardQuery, lane: string, page: Stretch): Promise<DealCard[]>;
  rows(query: BoardQuery, view: TableView, page: Stretch): Promise<DealCard[]>;
  /** Number of rows of the view. */
  count(query: BoardQuery, view: TableView): Promise<number>;
  /** The days of the activity view, the earliest first, with how much was done on each. */
  activeDays(query: BoardQuery): Promise<DayCount[]>;
  forecast(query: BoardQuery): Promise<ForecastCell[]>;
  /** Deals of a month of the forecast, or of none: won, or expected to close. */
  monthCards(query: BoardQuery, month: MonthOfDeals, page: Stretch): Promise<DealCard[]>;
  attention(query: BoardQuery): Promise<Attention>;
  /** Those of these deals that are on the board. */
  among(query: BoardQuery, ids: readonly number[]): Promise<number[]>;
  /** Number of cards before a deal in its lane; null if it is not there. */
  place(query: BoardQuery, lane: string, id: number): Promise<number | null>;
  /** Runs `read` on one snapshot of the database. */
  atOneMoment<T>(read: () => Promise<T>): Promise<T>;
  /** A number that changes when another process writes. */
  version(): Promise<number>;
  /** The same data, as long as nobody aborts the signal: reads that a filter makes long then reject with its reason. */
  until(signal: AbortSignal): BoardSource;
}

import { daysBetween, toLocalDate } from './dates/calendar.ts';
import type { Money } from './money.ts';
import type { ForecastCategory, Stage, StageKind } from './stages.ts';

export const BOARD_VIEWS = ['board', 'forecast', 'list', 'stuck', 'activity'] as const;
export type BoardView = (typeof BOARD_VIEWS)[number];

/** In which order cards stand: by close date, largest amount, longest in the stage, name. */
export const CARD_ORDERS = ['close', 'amount', 'age', 'name'] as const;
export type CardOrder = (typeof CARD_ORDERS)[number];

/** What makes a lane. All lanes but those of stages hold open deals alone. */
export const LANE_GROUPS = ['stage', 'owner', 'month'] as const;
export type LaneGroup = (typeof LANE_GROUPS)[number];

/** A deal as the board shows it. */
export interface DealCard {
  /** What tells one row of a view from another: the deal's number, or that of what was said about it. */
  readonly key: string;
  /** Number of the opportunity. */
  readonly id: number;
  readonly name: string;
  readonly account: string | null;
  readonly owner: string | null;
  readonly amount: Money | null;
  readonly probability: number;
  /** `YYYY-MM-DD`: when it is to close or, once it has, did. */
  readonly closes: string | null;
  readonly stageId: number;
  readonly stage: string;
  readonly kind: StageKind;
  /** When it came into its stage, UTC ISO 8601. */
  readonly since: string | null;
  /** Days it may stay in its stage; null for any. */
  readonly rottingDays: number | null;
  readonly nextStep: string | null;
  /** The day its earliest open task is due; blank text for a task without a day, null for no task. */
  readonly nextDue: string | null;
  /** When it was changed last, UTC ISO 8601. */
  readonly changed: string;
  /** Where slips are told: when it was to close at the last review, if that was another day (`YYYY-MM-DD`). */
  readonly wasToClose?: string | null;
  /** In a view of what was said: when (UTC ISO 8601), who, and what. */
  readonly lastActivity?: { readonly at: string; readonly who: string | null; readonly what: string };
}

/** Deals of one currency, added up. */
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
  /** The stage, of a lane that is one. */
  readonly stage: Stage | null;
  readonly count: number;
  /** By currency, largest count first. */
  readonly sums: readonly Sum[];
}

/** Deals that are to close in a month, by how sure they are. */
export interface ForecastCell {
  /** `YYYY-MM`; null for deals without a close date. */
  readonly month: string | null;
  readonly category: ForecastCategory;
  readonly sum: Sum;
}

/** What the next step of a deal is like. */
export type NextStep = 'closed' | 'overdue' | 'today' | 'planned' | 'none';

export function nextStepOf({ kind, nextDue, nextStep }: DealCard, today: string): NextStep {
  if (kind !== 'open') return 'closed';
  if (nextDue !== null && nextDue !== '') {
    if (nextDue < today) return 'overdue';
    return nextDue === today ? 'today' : 'planned';
  }
  return nextDue === '' || nextStep !== null ? 'planned' : 'none';
}

/** Whole days in the stage; null when nobody knows. */
export function daysInStage({ since }: DealCard, today: string): number | null {
  return since === null ? null : Math.max(0, daysBetween(toLocalDate(since), today));
}

/** Whether an open deal has stood in its stage for longer than the stage allows. */
export function isStale(card: DealCard, today: string): boolean {
  const days = daysInStage(card, today);
  return card.kind === 'open' && card.rottingDays !== null && days !== null && days > card.rottingDays;
}

/** How the close date of an open deal has slipped, in words: it passed, or was put off since the last review. */
export function slipReasons({ kind, closes, wasToClose }: DealCard, today: string): string[] {
  if (kind !== 'open' || closes === null) return [];
  return [
    ...(closes < today ? [`close date passed ${closes}`] : []),
    ...(wasToClose && wasToClose < closes ? [`close date put off from ${wasToClose} to ${closes}`] : []),
  ];
}

/** Why nothing goes on with an open deal, in words; none when it moves. */
export function stallReasons(card: DealCard, today: string): string[] {
  if (card.kind !== 'open') return [];
  const days = daysInStage(card, today);
  return [
    ...(isStale(card, today) ? [`${days} days in ${card.stage}, ${card.rottingDays} are usual`] : []),
    ...(nextStepOf(card, today) === 'overdue' ? [`next step due since ${card.nextDue}`] : []),
    ...(nextStepOf(card, today) === 'none' ? ['no next step'] : []),
  ];
}

/** Why an open deal is stuck, in words: it slipped or stands still. */
export function stuckReasons(card: DealCard, today: string): string[] {
  return [...slipReasons(card, today), ...stallReasons(card, today)];
}

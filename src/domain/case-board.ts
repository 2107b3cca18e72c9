/** What the lanes of the board of cases are: statuses, or who has to do something next. */
export const CASE_LANES = ['status', 'next'] as const;
export type CaseLanes = (typeof CASE_LANES)[number];

/** A case on the board. */
export interface CaseCard {
  readonly id: number;
  readonly subject: string;
  readonly priority: string;
  readonly account: string | null;
  readonly contact: string | null;
  readonly owner: string | null;
  /** When the next thing is due, UTC ISO 8601; null for none. */
  readonly dueAt: string | null;
  /** Seconds of working time that are left, while its clock stands still. */
  readonly timeLeft: number | null;
  readonly createdAt: string;
  readonly isAnswered: boolean;
}

/** A lane with its first cards, those that are due first before others. */
export interface CaseLane {
  readonly name: string;
  /** All cases in it, and those that are overdue. */
  readonly count: number;
  readonly overdue: number;
  readonly cards: readonly CaseCard[];
}

/** The board of cases at a moment. */
export interface CaseBoard {
  readonly lanes: readonly CaseLane[];
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/** Whether a case is not answered or solved in time. */
export function isOverdue({ dueAt }: Pick<CaseCard, 'dueAt'>, now: number): boolean {
  return dueAt !== null && Date.parse(dueAt) < now;
}

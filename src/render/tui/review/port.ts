import type { ReviewAction, ReviewCard, ReviewDeal, ReviewDecision } from '../../../domain/review.ts';
import type { CommandLinePort } from '../runtime/command-line.ts';
import type { DatabaseWatch, ReminderSource } from '../runtime/program.ts';
import type { Reversal } from '../runtime/reversal.ts';
import type { QueueStart } from './state.ts';

/** What a review needs of the program. Its methods throw CrmErrors. */
export interface ReviewPort extends CommandLinePort, DatabaseWatch, ReminderSource {
  /** How long an answer is tried again while another program writes, in milliseconds. */
  readonly lockLimitMs: number;
  /** Begins the review in the database that is there now: of the same pipeline, or of the first. */
  restart(): Promise<QueueStart>;
  /** Numbers of the deals that need attention now, and fit a filter: an expression or words; blank for all. */
  queue(filter: string): Promise<number[]>;
  /** A deal as it is now; null when it was removed. */
  deal(id: number): Promise<ReviewDeal | null>;
  /** The open ones among these deals, in this order. */
  cards(ids: readonly number[]): Promise<ReviewCard[]>;
  /** All its fields, in lines of so many columns. */
  fields(id: number, columns: number): Promise<string[]>;
  /** Does what was answered, as long as the deal is as it was shown. Throws `conflict` when it is not. */
  decide(deal: ReviewDeal, action: ReviewAction): Promise<ReviewDecision>;
  /** Undoes an answer. Throws `conflict` if a later change prevents it. */
  undo(decision: ReviewDecision): Promise<void>;
  /** The acting user's latest change, which the review has not made. */
  latestChange(): Promise<Reversal>;
  /** Undoes such a change; returns what it was. */
  undoOther(change: number): Promise<string>;
  /** A number that changes when another process has written. */
  version(): Promise<number>;
}

import type { Answer, Decision, ReviewDeal } from '../../../domain/review.ts';

/** An answer about the deal on the screen. Texts are as they were typed. */
export type ReviewAction =
  | { readonly type: 'keep' | 'win' }
  | { readonly type: 'step'; readonly direction: 1 | -1 }
  | { readonly type: 'move'; readonly stage: string }
  | { readonly type: 'lose'; readonly reason: string }
  | { readonly type: 'task'; readonly subject: string; readonly due: string }
  | { readonly type: 'amount' | 'close' | 'note'; readonly text: string };

/** An answer that is in the database. */
export interface ReviewDecision {
  readonly id: number;
  readonly name: string;
  readonly decision: Decision;
  /** The change set that did it; null when nothing was to be changed. */
  readonly change: number | null;
  /** What had been decided about the deal before; put back when this is undone. */
  readonly before: Answer | null;
}

/** What a review needs of the program. Its methods throw CrmErrors. */
export interface ReviewPort {
  /** How long an answer is tried again while another program writes, in milliseconds. */
  readonly lockLimitMs: number;
  /** Numbers of the deals that need attention now. */
  queue(): Promise<number[]>;
  /** A deal as it is now; null when it was removed. */
  deal(id: number): Promise<ReviewDeal | null>;
  /** Does what was answered, as long as the deal is as it was shown. Throws `conflict` when it is not. */
  decide(deal: ReviewDeal, action: ReviewAction): Promise<ReviewDecision>;
  /** Undoes an answer. Throws `conflict` when something stands in the way. */
  undo(decision: ReviewDecision): Promise<void>;
  /** A number that changes when another process has written. */
  version(): Promise<number>;
  /** Why the database cannot be used any more; null when it can. */
  lost(): string | null;
}

import type { Answer, Decision, ReviewDeal } from '../../../domain/review.ts';

/** An answer about the deal that is on the screen. Texts are as they were typed. */
export type ReviewAction =
  | { readonly do: 'keep' | 'win' }
  | { readonly do: 'step'; readonly way: 1 | -1 }
  | { readonly do: 'move'; readonly stage: string }
  | { readonly do: 'lose'; readonly reason: string }
  | { readonly do: 'task'; readonly subject: string; readonly due: string }
  | { readonly do: 'amount' | 'close' | 'note'; readonly text: string };

/** An answer that is in the database. */
export interface ReviewDecision {
  readonly id: number;
  readonly name: string;
  readonly decision: Decision;
  /** The change set that did it; null when nothing was to be changed. */
  readonly change: number | null;
  /** What had been decided about the deal before; put back when this is taken back. */
  readonly before: Answer | null;
}

/** What a review works with. Its methods throw CrmErrors. */
export interface ReviewPort {
  /** How long an answer is tried again while another program writes, in milliseconds. */
  readonly lockLimitMs: number;
  /** Numbers of the deals that need a word now. */
  queue(): Promise<number[]>;
  /** A deal as it is now; null when it was removed. */
  deal(id: number): Promise<ReviewDeal | null>;
  /** Does what was answered, as long as the deal is as it was shown. Throws `conflict` when it is not. */
  decide(deal: ReviewDeal, deed: ReviewAction): Promise<ReviewDecision>;
  /** Takes an answer back. Throws `conflict` when something stands in the way. */
  undo(decided: ReviewDecision): Promise<void>;
  /** A number that changes when another process has written. */
  version(): Promise<number>;
  /** Why the database cannot be used any more; null when it can. */
  lost(): string | null;
}

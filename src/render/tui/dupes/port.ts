/** One of the two records of a pair. */
interface Side {
  /** `lead:42`. */
  readonly ref: string;
  readonly title: string;
}

/** What both records say of one thing. */
export interface FieldComparison {
  readonly label: string;
  readonly one: string;
  readonly other: string;
}

/** A pair before the person who decides. */
export interface PairCard {
  /** Its place among the pairs, from 0. */
  readonly index: number;
  readonly score: number;
  readonly reasons: readonly string[];
  readonly one: Side;
  readonly other: Side;
  readonly rows: readonly FieldComparison[];
  /** How they become one: records of a kind are merged, a lead becomes the contact it is. */
  readonly way: 'merge' | 'convert';
}

/** What is decided about a pair. `convert` makes the lead the contact. */
export type Decision = 'keep one' | 'keep other' | 'convert' | 'two';

/** A decision that is in the database. */
export interface PairDecision {
  readonly index: number;
  readonly decision: Decision;
  /** The change set that did it; null when nothing was different. */
  readonly change: number | null;
  /** What came of it, in a sentence. */
  readonly said: string;
}

/** What a review works with. Its methods throw a CrmError where a rule forbids it or the database does not take it. */
export interface DedupePort {
  /** How many pairs there are. */
  readonly count: number;
  /** How long a decision is tried again while another program writes, in milliseconds. */
  readonly lockLimitMs: number;
  /** The pair as it is by now; null when it is one already, or was decided by somebody else. */
  look(index: number): Promise<PairCard | null>;
  decide(card: PairCard, decision: Decision): Promise<PairDecision>;
  undo(decided: PairDecision): Promise<void>;
}

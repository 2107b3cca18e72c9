import type { TimelineEntry } from '../../parts/timeline.ts';
import type { CommandLinePort } from '../runtime/command-line.ts';
import type { DatabaseWatch, ReminderSource } from '../runtime/program.ts';
import type { Reversal } from '../runtime/reversal.ts';

/** One of the two records of a pair. */
interface PairSide {
  /** `lead 42`. */
  readonly ref: string;
  readonly title: string;
  /** When it was made, and how much there is with it. */
  readonly facts: readonly string[];
  /** How many activities it has, and the latest of them. */
  readonly activities: number;
  readonly timeline: readonly TimelineEntry[];
}

/** A record of a pair, by its place on the screen. */
export type Side = 'one' | 'other';

/** What both records hold of one field. */
export interface FieldComparison {
  readonly name: string;
  readonly label: string;
  readonly one: string;
  readonly other: string;
  /** Whether one record will have both. */
  readonly areBothKept: boolean;
  /** Whether a merge can take the value of either. */
  readonly isChoice: boolean;
}

/** A pair before the person who decides. */
export interface PairCard {
  /** Its place among the pairs, from 0. */
  readonly index: number;
  readonly score: number;
  readonly reasons: readonly string[];
  readonly one: PairSide;
  readonly other: PairSide;
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
  /** What was done, in a sentence. */
  readonly summary: string;
}

/** What the screen needs of the program. Its methods throw a CrmError where a rule or the database forbids it. */
export interface DedupePort extends CommandLinePort, DatabaseWatch, ReminderSource {
  /** How many pairs there are. */
  readonly count: number;
  /** How long a decision is tried again while another program writes, in milliseconds. */
  readonly lockLimitMs: number;
  /** The pair as it is now; null when it is one record by now, or was decided by somebody else. */
  pair(index: number): Promise<PairCard | null>;
  /** Places of the pairs whose names, numbers and reasons hold all these words. */
  matching(words: string): Promise<number[]>;
  /** Decides about a pair; a merge takes these fields from the record that goes. */
  decide(card: PairCard, decision: Decision, taken: readonly string[]): Promise<PairDecision>;
  undo(decided: PairDecision): Promise<void>;
  /** The acting user's latest change, which this screen has not made. */
  latestChange(): Promise<Reversal>;
  /** Undoes such a change; returns what it was. */
  undoOther(change: number): Promise<string>;
}

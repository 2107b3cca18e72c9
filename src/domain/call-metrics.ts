import type { CallResult } from './call-results.ts';

/** What was counted of calls; every rate is made of these and nothing else. */
export interface CallCounts {
  /** Calls out, whatever came of them. A call whose direction was not kept counts as one. */
  readonly dials: number;
  /** Dials that were answered. */
  readonly connects: number;
  /** Connects that lasted long enough to be one. */
  readonly conversations: number;
  /** Dials whose outcome is an agreed meeting. */
  readonly meetingsSet: number;
  /** First meetings that took place after one was set. */
  readonly meetingsHeld: number;
  /** Seconds of all connects. */
  readonly talkSeconds: number;
  /** Leads dialled at least once. */
  readonly leads: number;
  /** Leads that answered at least once. */
  readonly leadsConnected: number;
  /** How many leads answered for the first time ever on their first, second … dial: attempt to leads. */
  readonly attempts: Histogram;
}

/** How often each whole number occurred. */
export type Histogram = ReadonlyMap<number, number>;

/** What callers go by. A rate whose denominator is 0 is null: there is none. */
export interface CallRates {
  /** Connects per dial. */
  readonly connect: number | null;
  /** Leads connected per lead dialled. */
  readonly leadConnect: number | null;
  /** Conversations per connect. */
  readonly conversation: number | null;
  /** Dials it takes for one meeting set. */
  readonly dialsPerMeeting: number | null;
  /** Leads that answered for the first time ever. */
  readonly firstConnects: number;
  /** Dials until a lead first answered: the median, the mean of the two in the middle where there are two. */
  readonly attemptsMedian: number | null;
  /** Dials within which nine of ten of the leads that answered had done so. */
  readonly attempts90: number | null;
}

export function callRates(counts: CallCounts): CallRates {
  return {
    connect: ratio(counts.connects, counts.dials),
    leadConnect: ratio(counts.leadsConnected, counts.leads),
    conversation: ratio(counts.conversations, counts.connects),
    dialsPerMeeting: ratio(counts.dials, counts.meetingsSet),
    firstConnects: totalOf(counts.attempts),
    attemptsMedian: median(counts.attempts),
    attempts90: percentile(counts.attempts, 90),
  };
}

/** What the dials that were the nth to a lead brought, as long as it had not answered before. */
export interface AttemptCounts {
  /** From 1. */
  readonly attempt: number;
  readonly dials: number;
  readonly connects: number;
  readonly meetingsSet: number;
}

/** An attempt with what it adds. */
export interface AttemptYield extends AttemptCounts {
  /** Connects per dial. */
  readonly connect: number | null;
  /**
   * How many of all leads have answered by then, 0 to 1, where every lead not reached is tried again (the estimate of
   * Kaplan and Meier: leads that are not tried any further are left out from there on). Null from the first attempt
   * on that has too few dials: a single answer would move it far.
   */
  readonly reached: number | null;
  /** How many more than by the attempt before, 0 to 1. */
  readonly added: number | null;
}

/** What each further attempt still brings, told as long as there are at least so many dials. */
export function attemptYields(attempts: readonly AttemptCounts[], least: number): AttemptYield[] {
  let before: number | null = 0;
  return attempts.map((each) => {
    const connect = ratio(each.connects, each.dials);
    const added: number | null =
      before === null || connect === null || each.dials < least ? null : (1 - before) * connect;
    before = before === null || added === null ? null : before + added;
    return { ...each, connect, reached: before, added };
  });
}

/** `part` per `whole`; null where there is no whole. */
export function ratio(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole;
}

/** The least value that `percent` of 100 of all do not exceed (nearest rank); null for none at all. */
export function percentile(histogram: Histogram, percent: number): number | null {
  const rank = Math.max(1, Math.ceil((totalOf(histogram) * percent) / 100));
  return valueAt(histogram, rank);
}

/** The value in the middle, or the mean of the two there; null for none at all. */
export function median(histogram: Histogram): number | null {
  const total = totalOf(histogram);
  const low = valueAt(histogram, Math.ceil(total / 2));
  const high = valueAt(histogram, Math.floor(total / 2) + 1);
  return low === null || high === null ? null : (low + high) / 2;
}

/** The words of the outcomes that agree a meeting. */
export function meetingWords(results: readonly CallResult[]): string[] {
  return results.filter(({ meeting }) => meeting).map(({ word }) => word);
}

function totalOf(histogram: Histogram): number {
  let total = 0;
  for (const count of histogram.values()) total += count;
  return total;
}

/** The value that is `rank`th, counted from 1, when all stand in order. */
function valueAt(histogram: Histogram, rank: number): number | null {
  let seen = 0;
  for (const [value, count] of [...histogram].sort(([a], [b]) => a - b)) {
    seen += count;
    if (rank >= 1 && seen >= rank) return value;
  }
  return null;
}

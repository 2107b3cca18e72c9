import type { CallResult } from './call-results.ts';

/** What a report of calls can group by. Days and hours are in the user's own zone. */
export const CALL_GROUPINGS = ['user', 'day', 'hour', 'source', 'campaign'] as const;
export type CallGrouping = (typeof CALL_GROUPINGS)[number];

/** Counts of calls; all rates derive from these. */
export interface CallCounts {
  /** Outgoing calls with any outcome. A call without a recorded direction counts as outgoing. */
  readonly dials: number;
  /** Answered dials. */
  readonly connects: number;
  /** Connects longer than the minimum length of a conversation. */
  readonly conversations: number;
  /** Dials with an agreed meeting as outcome. */
  readonly meetingsSet: number;
  /** First meetings that took place after they were set. */
  readonly meetingsHeld: number;
  /** Total length of all connects, in seconds. */
  readonly talkSeconds: number;
  /** Leads dialled at least once. */
  readonly leads: number;
  /** Leads that answered at least once. */
  readonly leadsConnected: number;
  /** Number of leads by the attempt on which they first answered. */
  readonly attempts: Histogram;
}

/** How often each whole number occurred. */
export type Histogram = ReadonlyMap<number, number>;

/** Rates of calls. A rate with a denominator of 0 is null. */
export interface CallRates {
  /** Connects per dial. */
  readonly connect: number | null;
  /** Leads connected per lead dialled. */
  readonly leadConnect: number | null;
  /** Conversations per connect. */
  readonly conversation: number | null;
  /** Dials per meeting set. */
  readonly dialsPerMeeting: number | null;
  /** Leads that answered for the first time. */
  readonly firstConnects: number;
  /** Median number of dials until a lead first answered. */
  readonly attemptsMedian: number | null;
  /** 90th percentile of the number of dials until a lead first answered. */
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

/** Results of the nth dial to leads that had not answered before. */
export interface AttemptCounts {
  /** From 1. */
  readonly attempt: number;
  readonly dials: number;
  readonly connects: number;
  readonly meetingsSet: number;
}

/** Counts of an attempt, with what it adds. */
export interface AttemptYield extends AttemptCounts {
  /** Connects per dial. */
  readonly connect: number | null;
  /**
   * Share of all leads that have answered by this attempt, 0 to 1, if every lead not reached is tried again
   * (Kaplan-Meier estimate: leads that are not tried further drop out from there). Null from the first attempt with
   * too few dials, where one answer would change it much.
   */
  readonly reached: number | null;
  /** Increase over the attempt before, 0 to 1. */
  readonly added: number | null;
}

/** What each further attempt adds. Stops at the first attempt with fewer than `minDials` dials. */
export function attemptYields(attempts: readonly AttemptCounts[], minDials: number): AttemptYield[] {
  let before: number | null = 0;
  return attempts.map((each) => {
    const connect = ratio(each.connects, each.dials);
    const added: number | null =
      before === null || connect === null || each.dials < minDials ? null : (1 - before) * connect;
    before = before === null || added === null ? null : before + added;
    return { ...each, connect, reached: before, added };
  });
}

/** `part` per `whole`; null if `whole` is 0. */
export function ratio(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole;
}

/** The smallest value that at least `percent` percent of all do not exceed (nearest rank); null if empty. */
export function percentile(histogram: Histogram, percent: number): number | null {
  const rank = Math.max(1, Math.ceil((totalOf(histogram) * percent) / 100));
  return valueAt(histogram, rank);
}

/** The middle value, or the mean of the two middle values; null if empty. */
export function median(histogram: Histogram): number | null {
  const total = totalOf(histogram);
  const low = valueAt(histogram, Math.ceil(total / 2));
  const high = valueAt(histogram, Math.floor(total / 2) + 1);
  return low === null || high === null ? null : (low + high) / 2;
}

/** Names of the outcomes that agree on a meeting. */
export function meetingWords(results: readonly CallResult[]): string[] {
  return results.filter(({ meeting }) => meeting).map(({ word }) => word);
}

function totalOf(histogram: Histogram): number {
  let total = 0;
  for (const count of histogram.values()) total += count;
  return total;
}

/** The value at a rank, counted from 1 in ascending order. */
function valueAt(histogram: Histogram, rank: number): number | null {
  let seen = 0;
  for (const [value, count] of [...histogram].sort(([a], [b]) => a - b)) {
    seen += count;
    if (rank >= 1 && seen >= rank) return value;
  }
  return null;
}

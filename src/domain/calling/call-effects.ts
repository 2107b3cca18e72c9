import type { CallResult } from '../call-results.ts';
import { statusAfterCall } from '../call-status.ts';
import { momentOf } from '../dates/calendar.ts';
import { addDaysTo, isoTime, type Moment, toLocalDate } from '../dates.ts';

/** An agreed day without a time means this hour. */
const MORNING_HOUR = 9;

/** The columns of a lead that calls change. */
export interface LeadCalls {
  readonly status: string;
  readonly attempts: number;
  /** UTC ISO 8601. */
  readonly last_attempt_at: string | null;
  readonly next_attempt_at: string | null;
}

/** What of a call matters to the lead. */
export interface CallFacts {
  /** UTC ISO 8601. */
  readonly at: string;
  readonly direction: 'in' | 'out';
  readonly result: CallResult;
  /** The agreed time of the next call. */
  readonly next: Moment | null;
}

/** The columns of a lead after a call; `reason` only where the status changes. */
export function leadAfterCall(
  lead: LeadCalls,
  call: CallFacts,
  statuses: readonly { readonly name: string; readonly kind: string }[],
): LeadCalls & { readonly reason?: string | null } {
  const { result, at } = call;
  const outgoing = call.direction === 'out';
  const status = statusAfterCall(statuses, lead.status, result, outgoing);
  return {
    status,
    next_attempt_at: nextAttemptOf(call, lead.next_attempt_at),
    ...(status === lead.status
      ? {}
      : { reason: result.stops && !result.positive ? (REASON[result.word] ?? null) : null }),
    attempts: lead.attempts + (outgoing ? 1 : 0),
    // A call may be logged after a later one.
    last_attempt_at:
      !outgoing || (lead.last_attempt_at !== null && lead.last_attempt_at > at) ? lead.last_attempt_at : at,
  };
}

/** The lead's reason after a call that stops the attempts. */
const REASON: Readonly<Record<string, string>> = {
  'not-interested': 'not interested',
  'do-not-call': 'do not call',
};

/** The agreed time, else the earlier one, which stays until the lead is reached. */
function nextAttemptOf({ result, next }: CallFacts, agreed: string | null): string | null {
  if (next && !result.positive) return isoTime(next.at ?? momentOf(next.date, MORNING_HOUR, 0));
  return result.disposition === 'answered' ? null : agreed;
}

/** A task that follows from a call. */
export interface FollowUp {
  readonly kind: 'todo' | 'callback' | 'meeting';
  readonly due: Moment;
}

/** The task that follows from a call with somebody, a lead or not; null for none. */
export function followUpOf({ result, next }: CallFacts, isLead: boolean, now: string): FollowUp | null {
  if (next && result.meeting) return { kind: 'meeting', due: next };
  if (result.positive) {
    const due = next ?? (result.stops ? null : dayAfter(now));
    return due && { kind: 'todo', due };
  }
  // A lead waits in the queue; other parties need a task.
  const asTask = result.callback || !isLead;
  return next && asTask ? { kind: 'callback', due: next } : null;
}

/** The day after a moment (UTC ISO 8601), without a time. */
export function dayAfter(at: string): Moment {
  return { date: addDaysTo(toLocalDate(at), 1), time: null, at: null };
}

import type { Disposition } from '../call-results.ts';
import type { LeadStatusKind } from '../lead-status.ts';
import { type Cadence, nextTry } from './cadence.ts';
import type { ZoneClock } from './zone-clock.ts';

/**
 * Version of the queue rules. Raise it with every change of zones, cadences or barriers: each database then rebuilds
 * its queue before the next use.
 */
export const QUEUE_RULES_VERSION = 2;

/** A lead as the call queue sees it. Times are UTC ISO 8601. */
export interface QueueCandidate {
  readonly kind: LeadStatusKind;
  readonly doNotCall: boolean;
  /** In dialling order. */
  readonly numbers: readonly {
    readonly e164: string | null;
    readonly bad: boolean;
    /** Whether it is on the do-not-call list. */
    readonly blocked: boolean;
  }[];
  /** As stored, valid or not. */
  readonly timezone: string | null;
  readonly attempts: number;
  readonly lastAttemptAt: string | null;
  /** Disposition of the last attempt, if it was logged. */
  readonly lastDisposition: Disposition | null;
  /** The agreed callback. */
  readonly nextAttemptAt: string | null;
  readonly cadence: Cadence;
}

/** Why a lead is never called, at any time. */
export type Barrier = 'do-not-call' | 'no number' | 'attempts';

/** The place of a lead in the call queue. */
export interface QueuePosition {
  /** The number to dial, E.164; null if there is none. */
  readonly phone: string | null;
  /** IANA name; empty if unknown: the user's own zone then applies. */
  readonly zone: string;
  readonly barrier: Barrier | null;
  /** The earliest time of the next call, UTC ISO 8601; empty for now. */
  readonly dueAt: string;
  /** Whether a callback was agreed; it stays until the lead is reached. */
  readonly callback: boolean;
  /** Last attempt, UTC ISO 8601; empty for never. */
  readonly lastTry: string;
}

/** What positions depend on besides the lead. */
export interface QueueRules {
  readonly clock: ZoneClock;
  /** Zone of a number; null if unknown. */
  readonly zoneOf: (e164: string) => string | null;
  /** Milliseconds. A later attempt (from a wrong clock) counts as made now. */
  readonly now: number;
}

/**
 * The queue position of a lead; null if it is not to be called: converted, disqualified, or qualified or nurtured
 * without a callback.
 */
export function queuePositionOf(lead: QueueCandidate, rules: QueueRules): QueuePosition | null {
  const callback = lead.nextAttemptAt !== null;
  if (lead.kind === 'converted' || lead.kind === 'disqualified') return null;
  if (lead.kind !== 'open' && !callback) return null;
  const working = lead.numbers.filter((number) => number.e164 !== null && !number.bad);
  const phone = working.find((number) => !number.blocked)?.e164 ?? null;
  const zone = zoneFor(lead.timezone, phone, rules);
  return {
    phone,
    zone,
    barrier: barrierOf(lead, phone, working.length > 0),
    dueAt: dueAt(lead, zone, rules),
    callback,
    lastTry: lead.lastAttemptAt ?? '',
  };
}

function barrierOf(lead: QueueCandidate, phone: string | null, hasNumber: boolean): Barrier | null {
  if (lead.doNotCall || (phone === null && hasNumber)) return 'do-not-call';
  if (phone === null) return 'no number';
  const awaited = lead.nextAttemptAt !== null && !wasCallbackTried(lead);
  return !awaited && lead.attempts >= lead.cadence.attempts ? 'attempts' : null;
}

/** Whether the agreed callback was tried without an answer; from then on the cadence counts. */
function wasCallbackTried({ nextAttemptAt, lastAttemptAt }: QueueCandidate): boolean {
  return nextAttemptAt !== null && lastAttemptAt !== null && lastAttemptAt >= nextAttemptAt;
}

function dueAt(lead: QueueCandidate, zone: string, rules: QueueRules): string {
  if (lead.nextAttemptAt !== null && !wasCallbackTried(lead)) return lead.nextAttemptAt;
  return retryTime(lead, zone, rules);
}

/** The zone of a person: the one in the record, else the one of the number; empty if unknown. */
export function zoneFor(
  timezone: string | null,
  phone: string | null,
  rules: Pick<QueueRules, 'clock' | 'zoneOf'>,
): string {
  const own = timezone?.trim() ?? '';
  if (own !== '' && rules.clock.knows(own)) return own;
  return (phone === null ? null : rules.zoneOf(phone)) ?? '';
}

function retryTime(lead: QueueCandidate, zone: string, { clock, now }: QueueRules): string {
  if (lead.attempts === 0 || lead.lastAttemptAt === null) return '';
  const last = Math.min(Date.parse(lead.lastAttemptAt), now);
  const at = nextTry(lead.cadence, lead.lastDisposition ?? 'no-answer', last, zone, clock);
  return new Date(at).toISOString();
}

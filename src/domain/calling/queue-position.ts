import type { Disposition } from '../call-results.ts';
import type { LeadStatusKind } from '../lead-status.ts';
import { type Cadence, nextTry } from './cadence.ts';
import type { ZoneClock } from './zone-clock.ts';

/**
 * The number of the rules that places are found by. Raised with any change of them (zones, cadences, barriers): every
 * database then makes its queue anew when it is next asked for.
 */
export const QUEUE_RULES_VERSION = 2;

/** A lead as the call queue sees it. Times are UTC ISO 8601. */
export interface QueueCandidate {
  readonly kind: LeadStatusKind;
  readonly doNotCall: boolean;
  /** In the order they are dialled. */
  readonly numbers: readonly {
    readonly e164: string | null;
    readonly bad: boolean;
    /** Whether it is on the do-not-call list. */
    readonly blocked: boolean;
  }[];
  /** What the record says of it, whatever that is. */
  readonly timezone: string | null;
  readonly attempts: number;
  readonly lastAttemptAt: string | null;
  /** How the last try ended, where it was logged. */
  readonly lastDisposition: Disposition | null;
  /** The callback that was agreed. */
  readonly nextAttemptAt: string | null;
  readonly cadence: Cadence;
}

/** Why a lead is not called, whatever the time. */
export type Barrier = 'do-not-call' | 'no number' | 'attempts';

/** Where a lead stands in the call queue. */
export interface QueuePosition {
  /** The number to dial, E.164; null for none. */
  readonly phone: string | null;
  /** IANA name; empty where only the user's own can be taken. */
  readonly zone: string;
  readonly barrier: Barrier | null;
  /** The earliest time of the next call, UTC ISO 8601; empty for at once. */
  readonly dueAt: string;
  /** Whether a callback was agreed with them; it stands until they are reached. */
  readonly callback: boolean;
  /** When it was tried last, UTC ISO 8601; empty for never. */
  readonly lastTry: string;
}

/** What places depend on beside the lead. */
export interface QueueRules {
  readonly clock: ZoneClock;
  /** The zone of a number, null where unknown. */
  readonly zoneOf: (e164: string) => string | null;
  /** Milliseconds; a try that a clock set wrong puts later than this counts as made now. */
  readonly now: number;
}

/**
 * Where a lead stands in the queue; null for one that is not to be called: converted, disqualified, or qualified or
 * set aside without a callback.
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
  const awaited = lead.nextAttemptAt !== null && !wasTriedThen(lead);
  return !awaited && lead.attempts >= lead.cadence.attempts ? 'attempts' : null;
}

/** Whether they were called when that was agreed, and not reached: now the cadence counts. */
function wasTriedThen({ nextAttemptAt, lastAttemptAt }: QueueCandidate): boolean {
  return nextAttemptAt !== null && lastAttemptAt !== null && lastAttemptAt >= nextAttemptAt;
}

function dueAt(lead: QueueCandidate, zone: string, rules: QueueRules): string {
  if (lead.nextAttemptAt !== null && !wasTriedThen(lead)) return lead.nextAttemptAt;
  return retryAt(lead, zone, rules);
}

/** The zone of somebody: the one their record names, else that of their number; empty where nothing tells. */
export function zoneFor(
  timezone: string | null,
  phone: string | null,
  rules: Pick<QueueRules, 'clock' | 'zoneOf'>,
): string {
  const own = timezone?.trim() ?? '';
  if (own !== '' && rules.clock.knows(own)) return own;
  return (phone === null ? null : rules.zoneOf(phone)) ?? '';
}

function retryAt(lead: QueueCandidate, zone: string, { clock, now }: QueueRules): string {
  if (lead.attempts === 0 || lead.lastAttemptAt === null) return '';
  const last = Math.min(Date.parse(lead.lastAttemptAt), now);
  const at = nextTry(lead.cadence, lead.lastDisposition ?? 'no-answer', last, zone, clock);
  return new Date(at).toISOString();
}

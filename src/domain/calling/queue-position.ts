import type { Calendar } from '../calendar/calendar.ts';
import type { Place } from '../calendar/place.ts';
import type { PlaceFinder } from '../calendar/place-finder.ts';
import type { Disposition } from '../call-results.ts';
import { addDaysTo } from '../dates/calendar.ts';
import type { LeadStatusKind } from '../lead-status.ts';
import { type Cadence, nextTry } from './cadence.ts';
import type { ZoneClock } from './zone-clock.ts';

/**
 * Version of the queue rules. Raise it with every change of zones, cadences or barriers: each database then rebuilds
 * its queue before the next use.
 */
export const QUEUE_RULES_VERSION = 4;

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
  readonly country: string | null;
  readonly region: string | null;
  readonly attempts: number;
  readonly lastAttemptAt: string | null;
  /** Disposition of the last attempt, if it was logged. */
  readonly lastDisposition: Disposition | null;
  /** The agreed callback. */
  readonly nextAttemptAt: string | null;
  /** Attempts since the time of the agreed callback. */
  readonly callbackTries: number;
  readonly cadence: Cadence;
  /** The sequence that it is in, which says when it is called; null for none. */
  readonly sequence: SequenceCall | null;
  /** The last mail of a sequence. */
  readonly lastSequenceMailAt: string | null;
}

/** When a sequence has a lead called, UTC ISO 8601; null while another step is next. */
interface SequenceCall {
  readonly dueAt: string | null;
}

/** A callback is kept: it is tried so often before the cadence counts again. */
const MAX_CALLBACK_TRIES = 4;

/** Why a lead is not called, at any time. `sequence`: it is in one that has another step next. */
export type Barrier = 'do-not-call' | 'no number' | 'attempts' | 'sequence';

/** The place of a lead in the call queue. */
export interface QueuePosition {
  /** The number to dial, E.164; null if there is none. */
  readonly phone: string | null;
  readonly place: Place;
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
  /** Prepared for the lead. */
  readonly places: Pick<PlaceFinder, 'placeOf'>;
  /** Loaded for a lead that waits for days. */
  readonly calendar: Pick<Calendar, 'holidayOn'>;
  /** How soon a callback that nobody answered is tried again, in milliseconds. */
  readonly callbackRetryMs: number;
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
  const isCallOfSequence = lead.sequence !== null && lead.sequence.dueAt !== null;
  if (lead.kind !== 'open' && !callback && !isCallOfSequence) return null;
  const { phone, working } = numberOf(lead);
  const place = rules.places.placeOf({ ...lead, phone });
  return {
    phone,
    place,
    barrier: barrierOf(lead, phone, working),
    dueAt: dueAt(lead, place, rules),
    callback,
    lastTry: lead.lastAttemptAt ?? '',
  };
}

/** The number to dial, E.164, and whether there is one that works at all. */
export function numberOf({ numbers }: Pick<QueueCandidate, 'numbers'>): {
  readonly phone: string | null;
  readonly working: boolean;
} {
  const working = numbers.filter((number) => number.e164 !== null && !number.bad);
  return { phone: working.find((number) => !number.blocked)?.e164 ?? null, working: working.length > 0 };
}

function barrierOf(lead: QueueCandidate, phone: string | null, hasNumber: boolean): Barrier | null {
  if (lead.doNotCall || (phone === null && hasNumber)) return 'do-not-call';
  if (phone === null) return 'no number';
  // What was agreed with somebody goes before a sequence.
  if (lead.sequence && lead.nextAttemptAt === null) return lead.sequence.dueAt === null ? 'sequence' : null;
  const awaited = lead.nextAttemptAt !== null && lead.callbackTries < MAX_CALLBACK_TRIES;
  return !awaited && lead.attempts >= lead.cadence.attempts ? 'attempts' : null;
}

/**
 * When the lead is next to be tried: at the agreed time, and soon again while the callback is not answered. After some
 * tries the cadence counts.
 */
function dueAt(lead: QueueCandidate, place: Place, rules: QueueRules): string {
  const { nextAttemptAt, callbackTries, sequence } = lead;
  if (nextAttemptAt !== null && callbackTries === 0) return nextAttemptAt;
  if (nextAttemptAt === null && sequence) return sequence.dueAt ?? '';
  const retry = later(retryTime(lead, place, rules), dayAfterMail(lead, place, rules));
  if (nextAttemptAt === null || lead.lastAttemptAt === null || callbackTries >= MAX_CALLBACK_TRIES)
    return retry;
  const soon = Math.min(Date.parse(lead.lastAttemptAt), rules.now) + rules.callbackRetryMs;
  return retry !== '' && Date.parse(retry) < soon ? retry : new Date(soon).toISOString();
}

const later = (a: string, b: string): string => (a < b ? b : a);

/** A lead that got a mail of a sequence is not called on the same day, UTC ISO 8601; empty for none. */
function dayAfterMail(
  { lastSequenceMailAt }: QueueCandidate,
  { zone }: Place,
  { clock }: QueueRules,
): string {
  if (lastSequenceMailAt === null) return '';
  const { date } = clock.at(zone, Date.parse(lastSequenceMailAt));
  return new Date(clock.moment(zone, { date: addDaysTo(date, 1), minutes: 0 })).toISOString();
}

/** Whether the next attempt waits for working days, and so for the calendar of a country. */
export function waitsForDays({ attempts, cadence, lastDisposition }: QueueCandidate): boolean {
  return attempts > 0 && cadence.gaps[lastDisposition ?? 'no-answer'].unit === 'days';
}

function retryTime(lead: QueueCandidate, place: Place, { clock, calendar, now }: QueueRules): string {
  if (lead.attempts === 0 || lead.lastAttemptAt === null) return '';
  const last = Math.min(Date.parse(lead.lastAttemptAt), now);
  const at = nextTry(lead.cadence, lead.lastDisposition ?? 'no-answer', last, place, { clock, calendar });
  return new Date(at).toISOString();
}

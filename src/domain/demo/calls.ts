import type { Random } from './random.ts';
import type { WorkingDays } from './working-days.ts';

export type Status =
  | 'new'
  | 'attempting'
  | 'connected'
  | 'qualified'
  | 'nurturing'
  | 'disqualified'
  | 'converted';

/** One call. `result` is a word from the list of call results. */
export interface Dial {
  readonly at: string;
  readonly result: string;
}

const UNREACHED = [
  ['no-answer', 5],
  ['voicemail', 4],
  ['gatekeeper', 2],
  ['busy', 1],
] as const;

/** Why a lead was disqualified, its last call, and the weight. */
export const DISQUALIFIED = [
  ['no budget', 'connected', 5],
  ['too small', 'connected', 4],
  ['not a fit', 'connected', 3],
  ['went with a competitor', 'not-interested', 3],
  ['out of business', 'failed', 2],
  ['wrong person', 'wrong-number', 2],
  ['do not call', 'do-not-call', 2],
] as const;

const LAST_CALL: Readonly<Record<Status, readonly string[]>> = {
  new: [],
  attempting: [],
  connected: ['connected', 'callback', 'interested'],
  qualified: ['meeting-set', 'qualified'],
  nurturing: ['not-interested'],
  disqualified: [],
  converted: ['meeting-set', 'qualified'],
};

/**
 * Calls, on different days, to a lead that was created `age` days ago and converted `until` days ago (0: never):
 * unanswered attempts, then for a lead that got further the call that moved it. None in the first three days.
 */
export function makeCalls(
  random: Random,
  status: Status,
  { age, until, last }: { age: number; until: number; last: string | null },
  days: WorkingDays,
): Dial[] {
  if (status === 'new') return [];
  const final = last ?? (LAST_CALL[status].length > 0 ? random.pick(LAST_CALL[status]) : null);
  const tries = random.int(1, 5);
  // Three days apart, so that two never share a day once weekends are skipped.
  const latest = until > 0 ? until + 3 : 1;
  const times = random
    .distinct(tries, 0, Math.max(0, Math.floor((age - latest) / 3) - 1))
    .reverse()
    .map((n) => days.someTimeAgo(random, latest + n * 3));
  return times.map((at, i) => ({
    at,
    result: final !== null && i === times.length - 1 ? final : random.weighted(UNREACHED),
  }));
}

/** The next attempt is some days after the last: some are overdue, some due today. */
export function nextAttempt(
  random: Random,
  status: Status,
  calls: readonly Dial[],
  days: WorkingDays,
): string | null {
  if (status === 'nurturing')
    return random.chance(0.7) ? days.time(days.ahead(random.int(14, 120)), 9) : null;
  if (status !== 'attempting' && status !== 'connected') return null;
  if (calls.length === 0 || random.chance(0.2)) return null;
  const when = random.weighted([
    [-random.int(1, 6), 2],
    [0, 3],
    [random.int(1, 14), 9],
  ]);
  const date = when < 0 ? days.ago(-when) : when === 0 ? days.today : days.ahead(when);
  return days.time(date, random.int(9, 16), random.pick([0, 0, 15, 30]));
}

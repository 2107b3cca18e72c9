import { minutesOn, type WeekHours, weekHoursText, workingDaysOf } from './calendar/week-hours.ts';
import { durationText, parseDuration } from './duration.ts';
import { usage } from './errors.ts';
import { oneOf } from './one-of.ts';

/** How urgent a case can be. */
export const PRIORITIES = ['urgent', 'high', 'normal', 'low'] as const;
export type Priority = (typeof PRIORITIES)[number];

/** The working time in which a case is to be answered and solved, in seconds; null for any. */
export interface ServiceTargets {
  readonly firstResponse: number | null;
  readonly resolve: number | null;
}

/** What a team has promised: how soon cases are answered and solved. */
export interface ServiceLevel extends ServiceTargets {
  readonly name: string;
  /** Working time counts, in this zone. */
  readonly hours: WeekHours;
  /** IANA name. */
  readonly zone: string;
  /** The country whose holidays are free (ISO 3166); empty for none. */
  readonly country: string;
  /** Targets of priorities that have other ones. */
  readonly priorities: Readonly<Partial<Record<Priority, ServiceTargets>>>;
  /** A filter of the cases that it is for, unless they name one; null for none. */
  readonly applies: string | null;
}

/** The targets of a case of this priority. */
export function targetsFor(level: ServiceLevel, priority: string): ServiceTargets {
  return level.priorities[priority as Priority] ?? level;
}

const MIN_TARGET_SECONDS = 60;

const IN_DAYS = /^\s*(\d+(?:\.\d+)?)\s*(?:d|days?)\b\s*(.*)$/i;

/** Reads a time such as `1h`, or `3d` for three days of these hours, in seconds; null for a blank text. Throws `usage`. */
export function readTarget(text: string, hours: WeekHours): number | null {
  if (text.trim() === '') return null;
  const [, days, rest = ''] = IN_DAYS.exec(text) ?? [];
  const seconds =
    days === undefined
      ? parseDuration(text)
      : Math.round(Number(days) * dayOf(hours, text)) + (rest === '' ? 0 : parseDuration(rest));
  if (seconds >= MIN_TARGET_SECONDS) return seconds;
  throw usage(`a case cannot be due after ${durationText(seconds)}`, 'Give a minute or more: 30m, 4h.');
}

/** How long somebody works on each day, in seconds. Throws `usage` where days differ. */
function dayOf(hours: WeekHours, text: string): number {
  const lengths = new Set(workingDaysOf(hours).map((day) => minutesOn(hours, day)));
  const [length = 0] = lengths;
  if (lengths.size === 1) return length * 60;
  throw usage(
    `cannot say how long "${text}" is: the days of ${weekHoursText(hours)} differ in length`,
    'Give working hours: 24h.',
  );
}

/** Reads `high=30m,4h`: first response and solution. Throws `usage`. */
export function readPriorityTargets(
  text: string,
  hours: WeekHours,
): readonly [Priority, ServiceTargets | null] {
  const [, name, times] = /^([^=]+)=(.*)$/.exec(text.trim()) ?? [];
  if (name === undefined || times === undefined)
    throw usage(`cannot read "${text}" as targets of a priority`, 'Write it as high=30m,4h.');
  const priority = oneOf('unknown priority', name, PRIORITIES);
  const [first = '', resolve = '', more] = times.split(',');
  if (more !== undefined)
    throw usage(`"${text}" has more than two times`, 'Write first response and solution: high=30m,4h.');
  if (times.trim() === '') return [priority, null];
  return [priority, { firstResponse: readTarget(first, hours), resolve: readTarget(resolve, hours) }];
}

/** `high=30m,4h urgent=15m,2h`. */
export function priorityTargetsText(priorities: ServiceLevel['priorities']): string {
  return PRIORITIES.flatMap((name) => {
    const targets = priorities[name];
    if (!targets) return [];
    const [first, resolve] = [targets.firstResponse, targets.resolve].map((each) =>
      each === null ? '' : durationText(each),
    );
    return [`${name}=${first}${resolve === '' ? '' : `,${resolve}`}`];
  }).join(' ');
}

/** Reads what the database has of the targets of priorities; null for what is none. */
export function readStoredPriorities(text: string): ServiceLevel['priorities'] | null {
  try {
    const stored = JSON.parse(text) as Record<string, unknown>;
    const priorities: Partial<Record<Priority, ServiceTargets>> = {};
    for (const [name, times] of Object.entries(stored)) {
      if (!PRIORITIES.some((each) => each === name) || !Array.isArray(times) || times.length !== 2)
        return null;
      const [firstResponse, resolve] = times as [unknown, unknown];
      if (!isTarget(firstResponse) || !isTarget(resolve)) return null;
      priorities[name as Priority] = { firstResponse, resolve };
    }
    return priorities;
  } catch {
    return null;
  }
}

/** Writes what `readStoredPriorities` reads. */
export function storedPriorities(priorities: ServiceLevel['priorities']): string {
  return JSON.stringify(
    Object.fromEntries(
      PRIORITIES.flatMap((name) => {
        const targets = priorities[name];
        return targets ? [[name, [targets.firstResponse, targets.resolve]]] : [];
      }),
    ),
  );
}

const isTarget = (value: unknown): value is number | null =>
  value === null || (Number.isSafeInteger(value) && (value as number) >= MIN_TARGET_SECONDS);

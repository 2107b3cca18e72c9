import { type Hours, hoursText, isWithin, readHours } from '../calling/hours.ts';
import { usage } from '../errors.ts';

/** The hours of a week in which somebody works, or may be called. */
export interface WeekHours {
  /** From Monday to Sunday, the parts of each day in order; none for a day off. */
  readonly days: readonly (readonly Hours[])[];
  /** Whether public holidays are days off: so where days are named, not where the hours hold every day. */
  readonly restsOnHolidays: boolean;
}

const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const EVERY_DAY = [0, 1, 2, 3, 4, 5, 6];
const SPAN = /^([a-z]{3,9})(?:\s*(?:-|\u2013|to)\s*([a-z]{3,9}))?$/;
const PART = /^(?:(.*?[a-z])\s+)?(\d.*)$/;

/**
 * Reads `mon-fri 9-18`, `mon,wed-fri 08:30-12:00,13:00-17:00; sat 10-14`, or `8-21` for every day. Throws `usage`.
 */
export function readWeekHours(text: string): WeekHours {
  const days: Hours[][] = EVERY_DAY.map(() => []);
  const parts = text
    .toLowerCase()
    .split(';')
    .map((part) => PART.exec(part.trim()) ?? []);
  const areNamed = parts.some(([, names]) => names !== undefined);
  for (const [, names, hours] of parts) {
    if (hours === undefined || (areNamed && names === undefined)) throw unreadable(text);
    const spans = hours.split(',').map(readHours);
    for (const day of names === undefined ? EVERY_DAY : daysNamed(names, text)) days[day]?.push(...spans);
  }
  for (const spans of days) {
    spans.sort((a, b) => a.start - b.start);
    if (spans.some(({ start }, at) => start < (spans[at - 1]?.end ?? 0)))
      throw usage(`the hours "${text}" overlap`, 'Write each hour of a day once: mon-fri 9-13,14-18');
  }
  return { days, restsOnHolidays: areNamed };
}

/** `mon-fri 09:00-18:00`. */
export function weekHoursText({ days, restsOnHolidays }: WeekHours): string {
  const texts = days.map((spans) => spans.map(hoursText).join(','));
  const [first = ''] = texts;
  if (!restsOnHolidays && texts.every((text) => text === first)) return first;
  return [...new Set(texts)]
    .filter((hours) => hours !== '')
    .map((hours) => `${dayNames(EVERY_DAY.filter((day) => texts[day] === hours))} ${hours}`)
    .join('; ');
}

/** Days of the week as `mon-wed,fri`. */
function dayNames(days: readonly number[]): string {
  const spans: string[] = [];
  for (const [at, day] of days.entries()) {
    if (days[at - 1] === day - 1) continue;
    let last = at;
    while (days[last + 1] === (days[last] as number) + 1) last++;
    spans.push(last === at ? (DAYS[day] as string) : `${DAYS[day]}-${DAYS[days[last] as number]}`);
  }
  return spans.join(',');
}

/** Whether a minute of a day (0 for Monday) is among the hours. */
export function isWithinWeek({ days }: WeekHours, weekday: number, minutes: number): boolean {
  return (days[weekday] ?? []).some((hours) => isWithin(hours, minutes));
}

/** How many minutes of a day (0 for Monday) are among the hours. */
export function minutesOn({ days }: WeekHours, weekday: number): number {
  return lengthOf(days[weekday] ?? []);
}

/** The days that have hours, from 0 for Monday. */
export function workingDaysOf({ days }: WeekHours): number[] {
  return EVERY_DAY.filter((day) => (days[day] ?? []).length > 0);
}

/** The hours on other days: those of the longest day on each of them. */
export function onDays({ days }: WeekHours, others: readonly number[]): WeekHours {
  const [longest = []] = days.toSorted((a, b) => lengthOf(b) - lengthOf(a));
  return { days: EVERY_DAY.map((day) => (others.includes(day) ? longest : [])), restsOnHolidays: true };
}

/** The hours that are among both. */
export function limitedTo(one: WeekHours, other: WeekHours): WeekHours {
  return {
    days: EVERY_DAY.map((day) =>
      (one.days[day] ?? []).flatMap((a) =>
        (other.days[day] ?? [])
          .map((b) => ({ start: Math.max(a.start, b.start), end: Math.min(a.end, b.end) }))
          .filter(({ start, end }) => start < end),
      ),
    ),
    restsOnHolidays: one.restsOnHolidays || other.restsOnHolidays,
  };
}

/** From the first to the last hour of any day. */
export function outerHours({ days }: WeekHours): Hours {
  const all = days.flat();
  return { start: Math.min(...all.map(({ start }) => start)), end: Math.max(...all.map(({ end }) => end)) };
}

const lengthOf = (spans: readonly Hours[]): number =>
  spans.reduce((sum, { start, end }) => sum + end - start, 0);

function daysNamed(names: string, text: string): number[] {
  return names.split(/\s*,\s*/).flatMap((span) => {
    const [, first = '', last = first] = SPAN.exec(span) ?? [];
    const [from, to] = [first, last].map((name) => DAYS.findIndex((day) => name.startsWith(day))) as [
      number,
      number,
    ];
    if (from < 0 || to < 0) throw unreadable(text);
    const count = ((to - from + 7) % 7) + 1;
    return Array.from({ length: count }, (_, at) => (from + at) % 7);
  });
}

function unreadable(text: string) {
  return usage(`cannot read "${text}" as hours of a week`, 'Write them as mon-fri 9-18.');
}

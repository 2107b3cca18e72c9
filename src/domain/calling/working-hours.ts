import { usage } from '../errors.ts';
import { type Hours, hoursText, readHours } from './hours.ts';

/** The hours and days on which somebody works. */
export interface WorkingHours {
  readonly hours: Hours;
  /** From 0 for Monday to 6 for Sunday, in order. */
  readonly days: readonly number[];
}

const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const SPAN = /^([a-z]{3,9})(?:\s*(?:-|\u2013|to)\s*([a-z]{3,9}))?$/;
const TEXT = /^(?:(.*?[a-z])\s+)?(\d.*)$/;
const WORKING_DAYS = 'mon-fri';

/** Reads `mon-fri 9-18`, `mon,wed-fri 08:30-17:00` or `9-17`, which is from Monday to Friday. Throws `usage`. */
export function readWorkingHours(text: string): WorkingHours {
  const [, days = WORKING_DAYS, hours] = TEXT.exec(text.trim().toLowerCase()) ?? [];
  if (hours === undefined) throw unreadable(text);
  const found = new Set(days.split(/\s*,\s*/).flatMap((span) => daysOf(span, text)));
  return { hours: readHours(hours), days: [...found].sort() };
}

/** `mon-fri 09:00-18:00`. */
export function workingHoursText({ hours, days }: WorkingHours): string {
  const spans: string[] = [];
  for (const [at, day] of days.entries()) {
    if (days[at - 1] === day - 1) continue;
    let last = at;
    while (days[last + 1] === (days[last] as number) + 1) last++;
    spans.push(last === at ? (DAYS[day] as string) : `${DAYS[day]}-${DAYS[days[last] as number]}`);
  }
  return `${spans.join(',')} ${hoursText(hours)}`;
}

function daysOf(span: string, text: string): number[] {
  const [, first = '', last = first] = SPAN.exec(span) ?? [];
  const [from, to] = [first, last].map((name) => DAYS.findIndex((day) => name.startsWith(day))) as [
    number,
    number,
  ];
  if (from < 0 || to < 0) throw unreadable(text);
  const count = ((to - from + 7) % 7) + 1;
  return Array.from({ length: count }, (_, at) => (from + at) % 7);
}

function unreadable(text: string) {
  return usage(`cannot read "${text}" as working hours`, 'Write them as mon-fri 9-18.');
}

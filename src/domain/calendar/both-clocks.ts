import { clockText } from '../calling/hours.ts';
import type { ZoneClock } from '../calling/zone-clock.ts';
import { isDate, weekdayOf } from '../dates/calendar.ts';
import { formatDay } from '../dates/format-day.ts';

const DAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

/**
 * What a clock in a zone shows at a moment (UTC ISO 8601), where the user's shows something else: `00:00 there`, or `Wed
 * 00:00 there` on another day. Empty for the same, and for a day without a time.
 */
export function timeThere(when: string, zone: string, clock: ZoneClock): string {
  if (isDate(when) || zone === '') return '';
  const [here, there] = ['', zone].map((each) => clock.at(each, Date.parse(when)));
  if (!here || !there || (here.date === there.date && here.minutes === there.minutes)) return '';
  const day = here.date === there.date ? '' : `${DAYS[weekdayOf(there.date)]} `;
  return `${day}${clockText(there.minutes)} there`;
}

/**
 * A day or moment by both clocks: `Tue 2026-03-17 09:00 (00:00 there)`; for a place in brackets `Tue 2026-03-17 09:00,
 * 00:00 there`.
 */
export function formatBoth(when: string, zone: string, clock: ZoneClock, isInBrackets = false): string {
  const there = timeThere(when, zone, clock);
  if (there === '') return formatDay(when);
  return isInBrackets ? `${formatDay(when)}, ${there}` : `${formatDay(when)} (${there})`;
}

import { isDate, toLocalDate, toLocalTime, weekdayOf } from './calendar.ts';

const DAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

/** A day or moment (`YYYY-MM-DD` or ISO 8601) for a sentence: `Tue 2026-03-17 15:00`. */
export function formatDay(when: string): string {
  const date = isDate(when) ? when : toLocalDate(when);
  const day = `${DAYS[weekdayOf(date)]} ${date}`;
  return isDate(when) ? day : `${day} ${toLocalTime(when)}`;
}

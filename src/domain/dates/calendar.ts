import { DAY_MS } from '../time-units.ts';

/** Days are `YYYY-MM-DD` in the user's zone, which is the local zone of the process. */

const DAY = /^(?:19|20|21)\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/;

/** A calendar period. Weeks run from Monday to Sunday. */
export type Period = 'week' | 'month' | 'quarter' | 'year';

/** Whether the text is an existing day, `YYYY-MM-DD`, in the years 1900 to 2199. */
export function isDate(text: string): boolean {
  return DAY.test(text) && existingDay(...partsOf(text)) === text;
}

/** The day for a year, month (1 to 12) and day of the month; out-of-range values overflow. */
export function dayOf(year: number, month: number, day: number): string {
  const at = new Date(0);
  // The constructor maps years 0 to 99 to 1900 to 1999.
  at.setUTCFullYear(year, month - 1, day);
  return Number.isNaN(at.getTime()) ? '' : at.toISOString().slice(0, -14);
}

/** The date, or null if that month has no such day. */
export function existingDay(year: number, month: number, day: number): string | null {
  const date = dayOf(year, month, day);
  const [sameYear, sameMonth, sameDay] = partsOf(date);
  return sameYear === year && sameMonth === month && sameDay === day ? date : null;
}

/** Year, month (1 to 12) and day of the month. */
export function partsOf(date: string): [year: number, month: number, day: number] {
  return [Number(date.slice(0, 4)), Number(date.slice(5, 7)), Number(date.slice(8, 10))];
}

/** The day `days` later; earlier if negative. */
export function addDaysTo(date: string, days: number): string {
  const [year, month, day] = partsOf(date);
  return dayOf(year, month, day + days);
}

/** The same day `months` later; the last day of a shorter month. */
export function addMonthsTo(date: string, months: number): string {
  const [year, month, day] = partsOf(date);
  const lastDay = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
  return dayOf(year, month + months, Math.min(day, lastDay));
}

/** Days from `from` to `to`; negative if `to` is earlier. */
export function daysBetween(from: string, to: string): number {
  return (Date.parse(to) - Date.parse(from)) / DAY_MS;
}

/** Day of the week: 0 for Monday to 6 for Sunday. */
export function weekdayOf(date: string): number {
  return (new Date(date).getUTCDay() + 6) % 7;
}

/** First day of the period that contains the date, or of the period `offset` periods later. */
export function startOf(period: Period, date: string, offset = 0): string {
  const [year, month] = partsOf(date);
  switch (period) {
    case 'week':
      return addDaysTo(date, 7 * offset - weekdayOf(date));
    case 'month':
      return dayOf(year, month + offset, 1);
    case 'quarter':
      return dayOf(year, month - ((month - 1) % 3) + 3 * offset, 1);
    case 'year':
      return dayOf(year + offset, 1, 1);
  }
}

/** The local day of a moment (ISO 8601 text or milliseconds). */
export function toLocalDate(at: string | number): string {
  const local = new Date(at);
  return dayOf(local.getFullYear(), local.getMonth() + 1, local.getDate());
}

/** The local time of day of a moment, `HH:MM`. */
export function toLocalTime(at: string | number): string {
  const local = new Date(at);
  return `${twoDigits(local.getHours())}:${twoDigits(local.getMinutes())}`;
}

/**
 * The moment (milliseconds) of a local day and time. A time skipped in spring moves as much later as the clocks jump;
 * of a time that occurs twice in autumn, the first.
 */
export function momentOf(date: string, hours: number, minutes: number): number {
  const [year, month, day] = partsOf(date);
  const at = new Date(0);
  at.setFullYear(year, month - 1, day);
  return at.setHours(hours, minutes, 0, 0);
}

/** The start of a local day, UTC ISO 8601. */
export function startOfDay(date: string): string {
  return isoTime(momentOf(date, 0, 0));
}

/** Milliseconds since the epoch as UTC ISO 8601 with milliseconds. */
export function isoTime(ms: number): string {
  return new Date(ms).toISOString();
}

const MOMENT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

/** Whether the text is an existing moment, as UTC ISO 8601 with milliseconds. */
export function isMoment(text: string): boolean {
  const ms = MOMENT.test(text) ? Date.parse(text) : Number.NaN;
  return !Number.isNaN(ms) && isoTime(ms) === text;
}

/** A day relative to today: `today`, `yesterday`, `in 3 days`, `2 weeks ago`, `in 3 months`. */
export function relativeDay(date: string, today: string): string {
  const days = daysBetween(today, date);
  if (days === 0) return 'today';
  if (days === 1) return 'tomorrow';
  if (days === -1) return 'yesterday';
  const span = spanText(Math.abs(days));
  return days > 0 ? `in ${span}` : `${span} ago`;
}

function spanText(days: number): string {
  if (days < 14) return `${days} days`;
  if (days < 60) return `${Math.round(days / 7)} weeks`;
  if (days < 730) return `${Math.round(days / 30.44)} months`;
  return `${Math.round(days / 365.25)} years`;
}

function twoDigits(number: number): string {
  return String(number).padStart(2, '0');
}

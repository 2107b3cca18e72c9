import { isoTime, momentOf } from './dates/calendar.ts';
import { readMoment, type TimeSettings, tryReadMoment } from './dates/moment.ts';

export {
  addDaysTo,
  isDate,
  isoTime,
  startOfDay,
  toLocalDate,
} from './dates/calendar.ts';
export {
  isPast,
  type LeadingMoment,
  type Moment,
  readLeadingMoment,
  readMoment,
  rejectPast,
  type TimeSettings,
  tryReadMoment,
} from './dates/moment.ts';
export { readDateByPattern } from './dates/pattern.ts';
export { readWrittenDate } from './dates/written-date.ts';

/** The day of `readMoment`, `YYYY-MM-DD`, without its time. */
export function readDate(text: string, now: number, settings?: TimeSettings): string {
  return readMoment(text, now, settings).date;
}

/** The latest past day that `monday` or `12 mar` can mean, instead of the next. Null for a text that names no day. */
export function tryReadPastDay(text: string, now: number, settings: TimeSettings = {}): string | null {
  const moment = tryReadMoment(text, now, { ...settings, isPast: true });
  return moment?.at === null ? moment.date : null;
}

/** `readMoment` as UTC ISO 8601 with milliseconds; a day without a time is its nine o'clock. */
export function readTime(text: string, now: number, settings?: TimeSettings): string {
  const { date, at } = readMoment(text, now, settings);
  return isoTime(at ?? momentOf(date, 9, 0));
}

import { isDate, isoTime, momentOf, toLocalDate } from './dates/calendar.ts';
import { readPastDayWords } from './dates/day-words.ts';
import {
  dateOutOfRange,
  exactMoment,
  type Moment,
  normalizeWords,
  readMomentNow,
  unreadableDate,
} from './dates/moment.ts';

export {
  addDaysTo,
  isDate,
  isoTime,
  startOfDay,
  toLocalDate,
} from './dates/calendar.ts';
export { type Moment, readMomentNow, rejectPast } from './dates/moment.ts';
export { readDateByPattern } from './dates/pattern.ts';

/**
 * Reads a day or moment in everyday English, relative to `now` (milliseconds): first the grammar of `readMomentNow`,
 * then free English (`the day after tomorrow`, `two weeks from now`) if every word is understood.
 * @throws usage error for anything that does not name one day.
 */
export async function readMoment(text: string, now: number): Promise<Moment> {
  return readMomentNow(text, now) ?? (await readEnglish(text, now));
}

/** The day of `readMoment`, `YYYY-MM-DD`, without its time. */
export async function readDate(text: string, now: number): Promise<string> {
  return (await readMoment(text, now)).date;
}

/** The latest past day that `monday` or `12 mar` can mean, instead of the next. Null for other texts. */
export function pastDayNow(text: string, now: number): string | null {
  return readPastDayWords(normalizeWords(text), toLocalDate(now));
}

/** `readMoment` as UTC ISO 8601 with milliseconds; a day without a time gets `defaultTime` (`HH:MM`). */
export async function readTime(text: string, now: number, defaultTime = '09:00'): Promise<string> {
  const { date, at } = await readMoment(text, now);
  const [hours = 0, minutes = 0] = defaultTime.split(':').map(Number);
  return isoTime(at ?? momentOf(date, hours, minutes));
}

async function readEnglish(text: string, now: number): Promise<Moment> {
  const words = text.trim();
  // Numbers and slashes alone are not English: their meaning depends on the country.
  if (!/\p{L}{3}/u.test(words) || /\d[./-]\d/.test(words)) throw unreadableDate(text);
  const { casual } = await import('chrono-node/en');
  const [found, more] = casual.parse(words, new Date(now), { forwardDate: true });
  if (!found || more || found.end || found.text !== words) throw unreadableDate(text);
  const { start } = found;
  // "may" and "march 2027" name no day, but chrono would return the first.
  if (start.isCertain('month') && !start.isCertain('day')) throw unreadableDate(text);
  const at = start.date().getTime();
  if (Number.isNaN(at) || !isDate(toLocalDate(at))) throw dateOutOfRange(text);
  const timed = start.isCertain('hour') || /morning|afternoon|evening|night/i.test(words);
  return timed ? exactMoment(at) : { date: toLocalDate(at), time: null, at: null };
}

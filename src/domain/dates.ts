import { isDate, isoTime, momentOf, toLocalDate } from './dates/calendar.ts';
import { readPastDayWords } from './dates/day-words.ts';
import { exactly, type Moment, outOfRange, readMomentNow, unreadable, wordsOf } from './dates/moment.ts';

export {
  addDaysTo,
  isDate,
  isoTime,
  startOfDay,
  toLocalDate,
} from './dates/calendar.ts';
export { type Moment, readMomentNow, refusePassed } from './dates/moment.ts';
export { readDateByPattern } from './dates/pattern.ts';

/**
 * Reads a day or moment as people say it, relative to `now` (milliseconds): the grammar of `readMomentNow`, then
 * English at large (`the day after tomorrow`, `two weeks from now`), as long as all of it is understood.
 * @throws usage error for anything that names no one day.
 */
export async function readMoment(text: string, now: number): Promise<Moment> {
  return readMomentNow(text, now) ?? (await readEnglish(text, now));
}

/** The day of `readMoment`, `YYYY-MM-DD`, whatever time was said. */
export async function readDate(text: string, now: number): Promise<string> {
  return (await readMoment(text, now)).date;
}

/** The day that `monday` or `12 mar` means of what has been: the latest one, not the next. Null for other texts. */
export function pastDayNow(text: string, now: number): string | null {
  return readPastDayWords(wordsOf(text), toLocalDate(now));
}

/** `readMoment` as UTC ISO 8601 with milliseconds; a day without a time is taken at `defaultTime` (`HH:MM`). */
export async function readTime(text: string, now: number, defaultTime = '09:00'): Promise<string> {
  const { date, at } = await readMoment(text, now);
  const [hours = 0, minutes = 0] = defaultTime.split(':').map(Number);
  return isoTime(at ?? momentOf(date, hours, minutes));
}

async function readEnglish(text: string, now: number): Promise<Moment> {
  const said = text.trim();
  // Bare numbers, slashes and such are not English: what they mean depends on the country.
  if (!/\p{L}{3}/u.test(said) || /\d[./-]\d/.test(said)) throw unreadable(text);
  const { casual } = await import('chrono-node/en');
  const [found, more] = casual.parse(said, new Date(now), { forwardDate: true });
  if (!found || more || found.end || found.text !== said) throw unreadable(text);
  const { start } = found;
  // "may" and "march 2027" name no day; the reader would quietly take the first.
  if (start.isCertain('month') && !start.isCertain('day')) throw unreadable(text);
  const at = start.date().getTime();
  if (Number.isNaN(at) || !isDate(toLocalDate(at))) throw outOfRange(text);
  const timed = start.isCertain('hour') || /morning|afternoon|evening|night/i.test(said);
  return timed ? exactly(at) : { date: toLocalDate(at), time: null, at: null };
}

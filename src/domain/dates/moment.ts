import { type CrmError, usage } from '../errors.ts';
import { lazy } from '../lazy.ts';
import { addDaysTo, existingDay, isDate, momentOf, toLocalDate, toLocalTime } from './calendar.ts';
import { readDayWords } from './day-words.ts';

/** A day, with or without a time of day. */
export interface Moment {
  /** `YYYY-MM-DD` in the user's zone. */
  readonly date: string;
  /** `HH:MM` in the user's zone; null for a day without a time. */
  readonly time: string | null;
  /** Milliseconds since the epoch, exact where `time` is rounded down; null for a day without a time. */
  readonly at: number | null;
}

const DATE_HINT = 'write it as 2026-03-12, "2026-03-12 15:00", tomorrow, "tue 3pm", +3d, "in 2 weeks" or eom';

const TIME = String.raw`noon|midnight|morning|afternoon|evening|\d{1,2}(?::\d\d)? ?[ap]m|\d{1,2}:\d\d`;
const dayThenTime = lazy(() => new RegExp(`^(?:(?!at )(.+?) )?(?:at )?(${TIME})$`));
const timeThenDay = lazy(() => new RegExp(`^(?:at )?(${TIME}) (.+)$`));
const CLOCK = /^(\d{1,2})(?::(\d\d))? ?([ap]m)?$/;
const NAMED_TIMES: Readonly<Record<string, readonly [number, number]>> = {
  midnight: [0, 0],
  morning: [9, 0],
  noon: [12, 0],
  afternoon: [14, 0],
  evening: [18, 0],
};

/** With the year first, a date has only one meaning. */
const ISO_DATE = /^(\d{4})([-/])(\d{1,2})\2(\d{1,2})$/;
const YEAR_LAST = /^(\d{1,2})([./-])(\d{1,2})\2(\d{4})$/;
const ISO_TIME = /^(\d{4}-\d\d-\d\d)[t ](\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)? ?(z|[+-]\d\d(?::?\d\d)?)?$/;
const ALL_NUMBERS = /^\d{1,4}[./-]\d/;
const HOURS_AWAY = /^(?:([+-]) ?|in )(an?|\d{1,6}) ?(h|hrs?|hours?|min|mins|minutes?)$/;
const HOURS_AGO = /^(an?|\d{1,6}) ?(h|hrs?|hours?|min|mins|minutes?) ago$/;

/**
 * Reads a day or moment in the program's own grammar, relative to `now` (milliseconds): ISO 8601 dates and times
 * (with `Z` or an offset converted to the user's zone), `now`, `+2h`, `30 min ago`, and the day words of
 * `readDayWords` before or after a time of day (`9am`, `15:00`, `noon`, `morning`, `at 3pm`). A time alone means
 * today, or tomorrow if it has passed. Null for other texts.
 * @throws usage error for a day or time that does not exist (`2026-13-45`, `25:00`), is ambiguous (`01/02/2027`,
 * `+1m`) or lies outside the years 1900 to 2199.
 */
export function readMomentNow(text: string, now: number): Moment | null {
  const words = normalizeWords(text);
  const moment = readIso(words) ?? readInstant(words, now) ?? readDayAndTime(words, now);
  if (moment && !isDate(moment.date)) throw dateOutOfRange(text);
  if (!moment && ALL_NUMBERS.test(words)) {
    throw usage(`"${text}" may mean several dates`, 'write the year first, as in 2026-03-12');
  }
  return moment;
}

/** The text in lower case with single spaces. */
export function normalizeWords(text: string): string {
  return text
    .trim()
    .toLowerCase()
    .replace(/[\s,]+/g, ' ');
}

/** Throws `usage` for a past moment or day. */
export function rejectPast({ date, at }: Moment, text: string, now: number): void {
  const passed = at === null ? date < toLocalDate(now) : at < now;
  if (passed) throw usage(`"${text}" has passed`, 'Give a future time: "tue 3pm", tomorrow, +3d');
}

/** The error for a text that is not a date or time. */
export function unreadableDate(text: string): CrmError {
  return usage(`cannot read "${text}" as a date`, DATE_HINT);
}

/** The error for a day before 1900 or after 2199. */
export function dateOutOfRange(text: string): CrmError {
  return usage(`"${text}" lies outside the years 1900 to 2199`);
}

/** A moment known to the millisecond. */
export function exactMoment(at: number): Moment {
  return { date: toLocalDate(at), time: toLocalTime(at), at };
}

function readIso(words: string): Moment | null {
  const date = readIsoDate(words);
  if (date !== null) return onDay(date);
  const iso = ISO_TIME.exec(words);
  return iso && readIsoTime(iso);
}

function readIsoTime([
  said,
  date = '',
  hours,
  minutes,
  seconds = '0',
  fraction = '0',
  zone,
]: RegExpExecArray): Moment {
  readIsoDate(date);
  const milliseconds = Math.floor(Number(`0.${fraction}`) * 1000);
  if (Number(hours) > 23 || Number(minutes) > 59 || Number(seconds) > 59)
    throw usage(`there is no time "${said}"`);
  const sinceMinute = Number(seconds) * 1000 + milliseconds;
  if (zone === undefined) return exactMoment(momentOf(date, Number(hours), Number(minutes)) + sinceMinute);
  const offset = zone === 'z' ? 'Z' : `${zone.slice(0, 3)}:${zone.slice(3).replace(':', '') || '00'}`;
  const at = Date.parse(`${date}T${hours}:${minutes}${offset}`) + sinceMinute;
  if (Number.isNaN(at)) throw usage(`unknown time zone "${zone}"`);
  return exactMoment(at);
}

function readInstant(words: string, now: number): Moment | null {
  if (words === 'now') return exactMoment(now);
  const away = HOURS_AWAY.exec(words);
  if (away) return exactMoment(now + (away[1] === '-' ? -1 : 1) * milliseconds(away[2]!, away[3]!));
  const ago = HOURS_AGO.exec(words);
  return ago ? exactMoment(now - milliseconds(ago[1]!, ago[2]!)) : null;
}

function milliseconds(count: string, unit: string): number {
  return (count.startsWith('a') ? 1 : Number(count)) * (unit.startsWith('h') ? 3_600_000 : 60_000);
}

function readDayAndTime(words: string, now: number): Moment | null {
  const today = toLocalDate(now);
  const day = readDayWords(words, today);
  if (day !== null) return onDay(day);

  const timeLast = dayThenTime().exec(words);
  const timeFirst = timeLast ? null : timeThenDay().exec(words);
  const time = timeLast?.[2] ?? timeFirst?.[1];
  const dayWords = timeLast?.[1] ?? timeFirst?.[2];
  if (time === undefined) return null;
  const [hours, minutes] = readClock(time);
  if (dayWords === undefined) {
    const at = momentOf(today, hours, minutes);
    return exactMoment(at > now ? at : momentOf(addDaysTo(today, 1), hours, minutes));
  }
  // "this morning" is today, even if it has passed.
  const date = dayWords === 'this' ? today : (readIsoDate(dayWords) ?? readDayWords(dayWords, today));
  return date === null ? null : exactMoment(momentOf(date, hours, minutes));
}

function readClock(time: string): readonly [hours: number, minutes: number] {
  const namedTime = NAMED_TIMES[time];
  if (namedTime) return namedTime;
  const [, hour, minute = '0', half] = CLOCK.exec(time) ?? [];
  const hours = Number(hour);
  const fits = half === undefined ? hours <= 23 : hours >= 1 && hours <= 12;
  if (!fits || Number(minute) > 59) throw usage(`there is no time "${time}"`);
  return [half === undefined ? hours : (hours % 12) + (half === 'pm' ? 12 : 0), Number(minute)];
}

function readIsoDate(words: string): string | null {
  const iso = ISO_DATE.exec(words);
  const [year, month, day] = iso ? [iso[1], iso[3], iso[4]].map(Number) : (yearLast(words) ?? []);
  if (year === undefined || month === undefined || day === undefined) return null;
  const date = existingDay(year, month, day);
  if (date === null) throw usage(`there is no day "${words}"`);
  return date;
}

/** `31.12.2026`, where dots mean day first, and `12/31/2026`, which has only one reading. */
function yearLast(words: string): [year: number, month: number, day: number] | null {
  const [, first, mark, second, year] = YEAR_LAST.exec(words) ?? [];
  const [a, b] = [Number(first), Number(second)];
  if (mark === '.' || a > 12 || a === b) return [Number(year), b, a];
  return b > 12 ? [Number(year), a, b] : null;
}

function onDay(date: string): Moment {
  return { date, time: null, at: null };
}

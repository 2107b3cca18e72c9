import { type CrmError, usage } from '../errors.ts';
import { existingDay, isDate, toLocalDate, toLocalTime } from './calendar.ts';
import { noDay, noTime } from './no-day.ts';
import { momentInZone, readPhrase } from './phrase.ts';
import type { PhraseContext } from './phrase-context.ts';
import { seasonHint } from './season.ts';

/** A day, with or without a time of day. */
export interface Moment {
  /** `YYYY-MM-DD` in the user's zone. */
  readonly date: string;
  /** `HH:MM` in the user's zone; null for a day without a time. */
  readonly time: string | null;
  /** Milliseconds since the epoch, exact where `time` is rounded down; null for a day without a time. */
  readonly at: number | null;
}

/** What a reader of times knows beside the moment it reads at. */
export type TimeSettings = Partial<Omit<PhraseContext, 'now' | 'today'>>;

const DEFAULTS: Omit<PhraseContext, 'now' | 'today'> = {
  workingHours: { start: 9 * 60, end: 18 * 60 },
  workingDays: [0, 1, 2, 3, 4],
  fiscalFirstMonth: 1,
  holidayOn: null,
  languages: [],
  theirZone: null,
  unsaidIsTheirs: false,
  isPast: false,
  isAhead: false,
  isTimeFirst: false,
};

const DATE_HINT = 'Write it as 2026-03-12, "2026-03-12 15:00", tomorrow, "tue 3pm", +3d, "in 2 weeks" or eom';
const ISO_DATE = /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})$/;
const ISO_TIME = /^(\d{4}-\d\d-\d\d)[t ](\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)? ?(z|[+-]\d\d(?::?\d\d)?)?$/;
/** The same without separators: `20260318T1500`. */
const COMPACT_TIME = /^(\d{4})(\d\d)(\d\d)t(\d\d)(\d\d)(\d\d)?(?=z?$|[+-])/;
const ALL_NUMBERS = /^\d{1,4}[./-]\d/;

/**
 * Reads a day or a moment as people type it, relative to `now` (milliseconds): ISO 8601 (with `Z` or an offset converted
 * to the user's zone), and the phrases of `readPhrase`, which has to take the whole text. A time alone means today, or
 * tomorrow if it has passed. Null for other texts.
 * @throws usage error for a day or time that does not exist (`2026-13-45`, `25:00`), is ambiguous (`01/02/2027`,
 * `+1m`) or lies outside the years 1900 to 2199.
 */
export function tryReadMoment(text: string, now: number, settings: TimeSettings = {}): Moment | null {
  const iso = readIso(text, unsaidZone(settings));
  if (iso) return checked(iso, text);
  const { phrase, problem } = readPhrase(text, { ...DEFAULTS, ...settings, now, today: toLocalDate(now) });
  if (problem) throw problem;
  if (phrase && phrase.words === text.trim().split(/\s+/u).length)
    return checked(momentOfPhrase(phrase), text);
  if (ALL_NUMBERS.test(text.trim())) throw severalDates(text);
  return null;
}

/** The same for a text that has to be a day or a moment. @throws usage error for any other. */
export function readMoment(text: string, now: number, settings: TimeSettings = {}): Moment {
  const moment = tryReadMoment(text, now, settings);
  if (!moment) throw unreadableDate(text);
  return moment;
}

/** A moment that a text begins with, and the number of words it takes. */
export interface LeadingMoment {
  readonly moment: Moment;
  readonly words: number;
}

/**
 * Reads the day or moment that a text begins with; a note may follow. Null if it begins with none.
 * @throws usage error for a day or time that does not exist.
 */
export function readLeadingMoment(
  text: string,
  now: number,
  settings: TimeSettings = {},
): LeadingMoment | null {
  const parts = text.trim().split(/\s+/u, 3);
  const [first = ''] = parts;
  for (let words = parts.length; words > 0; words--) {
    const stamp = parts.slice(0, words).join(' ');
    const iso = readIso(stamp, unsaidZone(settings));
    // A time may follow a day alone.
    if (iso?.at != null) return { moment: checked(iso, stamp), words };
  }
  const { phrase, problem } = readPhrase(text, { ...DEFAULTS, ...settings, now, today: toLocalDate(now) });
  if (problem) throw problem;
  if (!phrase && ALL_NUMBERS.test(first)) throw severalDates(first);
  return phrase && { moment: checked(momentOfPhrase(phrase), text), words: phrase.words };
}

function momentOfPhrase({ date, at }: { readonly date: string; readonly at: number | null }): Moment {
  return at === null ? { date, time: null, at } : exactMoment(at);
}

function checked(moment: Moment, text: string): Moment {
  if (!isDate(moment.date)) throw dateOutOfRange(text);
  return moment;
}

/** Whether a moment or day has passed. */
export const isPast = ({ date, at }: Moment, now: number): boolean =>
  at === null ? date < toLocalDate(now) : at < now;

/** Throws `usage` for a past moment or day. */
export function rejectPast(moment: Moment, text: string, now: number): void {
  if (isPast(moment, now))
    throw usage(`"${text}" has passed`, 'Give a future time: "tue 3pm", tomorrow, +3d');
}

function severalDates(text: string): CrmError {
  return usage(`"${text}" may mean several dates`, 'Write the year first, as in 2026-03-12');
}

/** The error for a text that is not a date or time. */
function unreadableDate(text: string): CrmError {
  return usage(`cannot read "${text}" as a date`, seasonHint(text) ?? DATE_HINT);
}

/** The error for a day before 1900 or after 2199. */
function dateOutOfRange(text: string): CrmError {
  return usage(`"${text}" lies outside the years 1900 to 2199`);
}

/** A moment known to the millisecond. */
function exactMoment(at: number): Moment {
  return { date: toLocalDate(at), time: toLocalTime(at), at };
}

/** The zone of a time that says none; null for the user's own. */
function unsaidZone({ theirZone = null, unsaidIsTheirs = false }: TimeSettings): string | null {
  return unsaidIsTheirs ? theirZone : null;
}

function readIso(text: string, unsaid: string | null): Moment | null {
  const trimmed = text.trim().toLowerCase();
  const [, wholeYear, , wholeMonth, wholeDay] = ISO_DATE.exec(trimmed) ?? [];
  if (wholeYear !== undefined) {
    const date = existingDay(Number(wholeYear), Number(wholeMonth), Number(wholeDay));
    if (date === null) throw noDay(trimmed, Number(wholeYear), Number(wholeMonth));
    return { date, time: null, at: null };
  }
  const iso = ISO_TIME.exec(
    trimmed.replace(COMPACT_TIME, (_, year, month, day, hours, minutes, seconds = '00') => {
      return `${year}-${month}-${day}t${hours}:${minutes}:${seconds}`;
    }),
  );
  if (!iso) return null;
  const [shown, date = '', hours, minutes, seconds = '0', fraction = '0', zone] = iso;
  const [year, month, day] = date.split('-').map(Number) as [number, number, number];
  if (existingDay(year, month, day) === null) throw noDay(date, year, month);
  if (Number(hours) > 23 || Number(minutes) > 59 || Number(seconds) > 59) throw noTime(shown);
  const sinceMinute = Number(seconds) * 1000 + Math.floor(Number(`0.${fraction}`) * 1000);
  if (zone === undefined) {
    const wall = { hours: Number(hours), minutes: Number(minutes), seconds: 0 };
    return exactMoment(momentInZone(date, wall, unsaid) + sinceMinute);
  }
  const offset = zone === 'z' ? 'Z' : `${zone.slice(0, 3)}:${zone.slice(3).replace(':', '') || '00'}`;
  const at = Date.parse(`${date}T${hours}:${minutes}${offset}`) + sinceMinute;
  if (Number.isNaN(at)) throw usage(`unknown time zone "${zone}"`);
  return exactMoment(at);
}

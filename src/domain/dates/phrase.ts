import { type CrmError, isCrmError, usage } from '../errors.ts';
import { MINUTE_MS } from '../time-units.ts';
import { addDaysTo, dayOf, momentOf, partsOf, toLocalDate } from './calendar.ts';
import { isClockTime } from './clock-phrase.ts';
import { readDay } from './day-phrase.ts';
import { localOffset, momentOfWall, type OffsetAt, zoneOffset } from './offsets.ts';
import { readWhichPeriod } from './period-phrase.ts';
import type { PhraseContext } from './phrase-context.ts';
import { exact } from './phrase-day.ts';
import { saysNo, twoFrom } from './refusal.ts';
import { HOUR_OF_DAY, readDistance } from './span-phrase.ts';
import { type Before, readTimeOfDay } from './time-phrase.ts';
import { countUrgentWords, nextWorkingMinute } from './urgent-phrase.ts';
import { type PhrasePart, Words } from './words.ts';
import { type PhraseTime, readZone } from './zone-phrase.ts';
import { unknownZone } from './zones.ts';

/** A day, a time or both at the start of a text. */
interface Phrase {
  /** `YYYY-MM-DD` in the user's zone. */
  readonly date: string;
  /** Milliseconds since the epoch; null for a day without a time. */
  readonly at: number | null;
  /** How many words of the text it takes. */
  readonly words: number;
}

/** What a text begins with, and what was wrong with it if it only looked like a day or a time. */
interface PhraseReading {
  readonly phrase: Phrase | null;
  readonly problem: CrmError | null;
}

const NOON_HOUR = 12;
const EVENING_HOUR = 18;
/** Words after `3pm sat` that show it to be no day: `3pm sat with the boss`. */
const AFTER_NO_DAY: ReadonlySet<string> = new Set(
  'in with on down for through and is was at by up next to around the a has had'.split(' '),
);
/** `1500 hrs` is a time of day; `1500 hours` is taken for one too. */
const MILITARY_TIME = /^(?:[01]\d|2[0-3])[0-5]\d h(?:rs?|ours)?$/;
/** `9.30` before a day is a time, and otherwise a date of which nobody knows which. */
const DOTTED_TIME = /^\d{1,2}\.\d\d$/;
const DASH = /^[-\u2013\u2014]$/;
/** After `eod friday`: `friday is a holiday`. */
const IS_SOME = /^(?:is|was) an?$|^(?:off|closed|full) |^busy ./;
const MAY_BE_NO_DAY: ReadonlySet<string> = new Set(['sat', 'sun', 'wed', 'second']);

/** Reads the longest phrase about time that a text begins with. */
export function readPhrase(text: string, context: PhraseContext): PhraseReading {
  const urgent = context.isPast ? 0 : countUrgentWords(text);
  if (urgent > 0) return readUrgent(text, urgent, context);
  const words = new Words(text, context.languages);
  try {
    const { date, at, next } =
      readNow(words, context) ?? readSameTime(words, context) ?? readParts(words, context);
    return { phrase: { date, at, words: words.originOf(next) }, problem: null };
  } catch (error) {
    if (error === NO_PHRASE) return { phrase: null, problem: null };
    if (!isCrmError(error)) throw error;
    return { phrase: null, problem: error };
  }
}

/** `asap`, and `asap tomorrow`, where the day or time after it is what is meant. */
function readUrgent(text: string, count: number, context: PhraseContext): PhraseReading {
  const rest = text.trim().split(/\s+/u).slice(count).join(' ');
  const words = new Words(rest, context.languages);
  const later = rest === '' || isNoDay(words, 0) ? null : readPhrase(rest, context);
  if (later?.problem) return later;
  if (later?.phrase) return { phrase: { ...later.phrase, words: count + later.phrase.words }, problem: null };
  const at = nextWorkingMinute(context);
  return { phrase: { date: toLocalDate(at), at, words: count }, problem: null };
}

/** Thrown where a text begins with nothing about time. */
const NO_PHRASE = Symbol('no phrase');

interface Moment {
  readonly date: string;
  readonly at: number | null;
  readonly next: number;
}

/** `now`, `in 20 minutes`, `2h`, `an hour ago`. */
function readNow(words: Words, context: PhraseContext): Moment | null {
  if (words.at(0) === 'now') {
    const later = words.at(1).startsWith('+') ? readDistance(words, 1, context) : null;
    if (later?.value.type !== 'moment') return { date: context.today, at: context.now, next: 1 };
    return { date: toLocalDate(later.value.at), at: later.value.at, next: later.next };
  }
  if (MILITARY_TIME.test(`${words.at(0)} ${words.at(1)}`) || isClockTime(words, 0)) return null;
  if (HOUR_OF_DAY.test(words.at(0)) && (/h/.test(words.at(0)) || words.meaning(1, 'clock'))) return null;
  if (DOTTED_TIME.test(words.at(0)) && HOUR_OF_DAY.test(words.at(0).slice(0, 2)) && words.at(1) === 'h')
    return null;
  const away = readDistance(words, 0, context);
  if (away?.value.type !== 'moment') return null;
  return { date: toLocalDate(away.value.at), at: away.value.at, next: away.next };
}

/** The position after `same time` or `this time`; null for other words. */
function afterSameTime(words: Words, start: number): number | null {
  const from = words.skip(words.skip(start, 'at'), 'on');
  return /^(?:same|this)$/.test(words.at(from)) && words.at(from + 1) === 'time' ? from + 2 : null;
}

/** The time of day of now on another day; `next week` is a week from today. */
function readSameTime(words: Words, context: PhraseContext): Moment | null {
  const first = afterSameTime(words, 0);
  const dayAt = first ?? 0;
  const week = readWhichPeriod(words, dayAt);
  const day =
    week?.value.period === 'week' && !words.meaning(words.skip(week.next, 'on'), 'weekday')
      ? exact(addDaysTo(context.today, 7 * week.value.by), week.next)
      : readDay(words, dayAt, context);
  const next = day && (first === null ? afterSameTime(words, day.next) : day.next);
  if (!day || next === null) return null;
  const now = new Date(context.now + localOffset(context.now) * MINUTE_MS);
  const at = momentOf(day.value.date, now.getUTCHours(), now.getUTCMinutes());
  return { date: day.value.date, at, next };
}

/** A day and a time, in either order, at most one of each. */
function readParts(words: Words, context: PhraseContext): Moment {
  const day = readDay(words, 0, context);
  if (day) {
    const before: Before = day.value.takesHour ? 'exactDay' : 'longerDay';
    const time = readTimeOfDay(words, day.next, before, context) ?? readAfterDash(words, day.next, context);
    // `fri tonight he flies`.
    const isOther =
      time?.value.isToday === true && day.value.date !== context.today && time.next < words.length;
    if (!time || isOther) return { date: day.value.date, at: null, next: day.next };
    return { ...momentOn(day.value.date, time.value, context), next: time.next };
  }
  const partly = readPartly(words, context);
  if (partly) return partly;
  const needsDay = DOTTED_TIME.test(words.at(0)) || words.at(0) === 'lunch';
  const isBefore = needsDay
    ? readDay(words, 1, context) !== null || (context.isTimeFirst && isPlainTime(words))
    : context.isTimeFirst || isHourOfDay(words);
  const time = readTimeOfDay(words, 0, isBefore ? 'exactDay' : 'nothing', context);
  if (!time) throw NO_PHRASE;
  if (words.at(time.next) === 'tonight') {
    const evening = { ...inHalfOf(EVENING_HOUR, time.value), isToday: true };
    const zoned = readZone(words, time.next + 1, evening, context);
    return { ...nextMoment(zoned.value, context), next: zoned.next };
  }
  const later = isNoDay(words, time.next) ? null : readDay(words, time.next, context);
  if (later) {
    const half = words.meaning(later.next, 'part');
    const inPart = half ? inHalfOf(half.value.hours, time.value) : time.value;
    const zoned = readZone(words, half?.next ?? later.next, inPart, context);
    return { ...momentOn(later.value.date, zoned.value, context), next: zoned.next };
  }
  return { ...nextMoment(time.value, context), next: time.next };
}

/** `- 3pm` after a day; a note may follow a dash too, so nothing may follow the time. */
function readAfterDash(words: Words, start: number, context: PhraseContext): PhrasePart<PhraseTime> | null {
  const time = DASH.test(words.at(start)) ? readTimeOfDay(words, start + 1, 'nothing', context) : null;
  return time?.next === words.length ? time : null;
}

/** `early tomorrow`, `late friday afternoon`, where the day stands between. */
function readPartly(words: Words, context: PhraseContext): Moment | null {
  const which = words.at(0);
  if (which !== 'early' && which !== 'late') return null;
  const day = readDay(words, 1, context);
  if (!day?.value.takesHour) return null;
  const part = /^(?:morning|afternoon|evening)$/.exec(words.at(day.next))?.[0] ?? null;
  const phrase = part === null ? (which === 'early' ? 'first thing' : 'late afternoon') : `${which} ${part}`;
  const time = readTimeOfDay(new Words(phrase, []), 0, 'exactDay', context);
  return (
    time && { ...momentOn(day.value.date, time.value, context), next: day.next + (part === null ? 0 : 1) }
  );
}

/** The time in the half of the day that is said after its day: `at 8 tomorrow evening`. */
const inHalfOf = (partHours: number, time: PhraseTime): PhraseTime =>
  partHours >= NOON_HOUR && time.hours < NOON_HOUR ? { ...time, hours: time.hours + NOON_HOUR } : time;

/** Whether `lunch` and `11.30`, which may be other things, are times: by themselves, or as no month has the number. */
function isPlainTime(words: Words): boolean {
  if (words.at(0) === 'lunch') return words.length === 1;
  const minutes = Number(words.at(0).split('.')[1]);
  return minutes === 0 || minutes > 12;
}

/** `9 tomorrow`, `9 fri`: an hour before a day that has no number. */
const isHourOfDay = (words: Words): boolean =>
  /^\d\d?$/.test(words.at(0)) &&
  (words.at(1) === 'tonight' || words.meaning(words.skip(1, 'on'), 'day', 'weekday') !== null);

function isNoDay(words: Words, position: number): boolean {
  if (MAY_BE_NO_DAY.has(words.at(position)) && AFTER_NO_DAY.has(words.at(position + 1))) return true;
  const day = words.meaning(position, 'day', 'weekday');
  return day !== null && (saysNo(words, day.next) || IS_SOME.test(twoFrom(words, day.next)));
}

/** A time on a day; the day is that of its own zone, and may be another in the user's. */
function momentOn(day: string, time: PhraseTime, context: PhraseContext): { date: string; at: number } {
  const at = momentInZone(day, time, zoneOf(time, context));
  return { date: toLocalDate(at), at };
}

/** A time alone means today, or tomorrow if it has passed; `this morning` is today. */
function nextMoment(time: PhraseTime, context: PhraseContext): { date: string; at: number } {
  const { now, isPast } = context;
  const zone = zoneOf(time, context);
  const today = dateIn(zone, now);
  const at = momentInZone(today, time, zone);
  if (at > now || time.isToday || isPast) return { date: toLocalDate(at), at };
  const tomorrow = momentInZone(addDaysTo(today, 1), time, zone);
  return { date: toLocalDate(tomorrow), at: tomorrow };
}

/** The zone of a time: where none was said, that of the user or of the other party. */
function zoneOf({ zone }: PhraseTime, { theirZone, unsaidIsTheirs }: PhraseContext): string | null {
  if (zone !== undefined) return zone;
  return unsaidIsTheirs ? theirZone : null;
}

/** The moment of a day and a time in a zone, in milliseconds; null is the user's own zone. */
export function momentInZone(
  day: string,
  { hours, minutes, seconds }: Pick<PhraseTime, 'hours' | 'minutes' | 'seconds'>,
  zone: string | null,
): number {
  if (zone === null) return momentOf(day, hours, minutes) + seconds * 1000;
  const [year, month, date] = partsOf(day);
  return momentOfWall(Date.UTC(year, month - 1, date, hours, minutes, seconds), offsetOf(zone));
}

function dateIn(zone: string | null, now: number): string {
  const local = new Date(now + (zone === null ? localOffset : offsetOf(zone))(now) * MINUTE_MS);
  return dayOf(local.getUTCFullYear(), local.getUTCMonth() + 1, local.getUTCDate());
}

function offsetOf(zone: string): OffsetAt {
  const [, sign, hours, minutes] = /^([+-])(\d\d):(\d\d)$/.exec(zone) ?? [];
  if (sign !== undefined) {
    if (Number(hours) > 14 || Number(minutes) > 59) throw usage(`unknown time zone "UTC${zone}"`);
    return () => (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
  }
  const offset = zoneOffset(zone);
  if (!offset) throw unknownZone(zone);
  return offset;
}

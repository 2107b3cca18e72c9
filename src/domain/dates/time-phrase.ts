import {
  type Clock,
  HALF,
  inHalf,
  readBareHour,
  readColon,
  readFourDigits,
  readMeridiem,
  readOClock,
  readSpokenTime,
  readToHour,
  withMinutesAfter,
} from './clock-phrase.ts';
import type { PhraseContext } from './phrase-context.ts';
import { saysNo } from './refusal.ts';
import { isHalfOfRange, readRange, readSpokenRange } from './time-range.ts';
import type { Meaning } from './vocabulary.ts';
import type { PhrasePart, Words } from './words.ts';
import { zoneOfPlaceTime } from './zone-names.ts';
import { isZonedHour, type PhraseTime, withZone } from './zone-phrase.ts';

const NOON_MINUTES = 720;
/** After `am` that is no morning: `mon am I to call`, `Montag am Telefon`. */
const NO_MORNING = /^(?:i|telefon|apparat|handy|empfang)$/;

/** After a day: `fri lunch`, `fri early`. */
const HOURS_AFTER_DAY: Readonly<Record<string, number>> = { lunch: 12, early: 9, late: 16 };
/** After `last thing` that is what somebody said or wants. */
const NO_EVENING = /^(?:i|we|you|he|she|they|is|was|to|the|that)$/;

/** `day` is what stands before: nothing, a day that a bare hour may follow, or a week or a month. */
export type Before = 'nothing' | 'exactDay' | 'longerDay';

/**
 * Reads a time of day: `3pm`, `15:00`, `1530`, `noon`, `eod`, `after lunch`, `half past 3`, `9 in the morning`, `14
 * uhr`, `2-4pm` (its start), with a zone after it: `3pm CET`, `9am their time`. A bare hour is read after a day or
 * `at`. Null for other words.
 * @throws usage error for a time that does not exist.
 */
export function readTimeOfDay(
  words: Words,
  start: number,
  before: Before,
  context: PhraseContext,
): PhrasePart<PhraseTime> | null {
  const tonight = words.at(start) === 'tonight';
  if (tonight) {
    const clock = readClock(words, words.skip(start + 1, 'at'), true, context);
    const evening = clock ? inHalf(clock.value, 'pm') : { hours: 18, minutes: 0 };
    return withZone(words, { ...evening, isToday: true }, clock?.next ?? start + 1, true, context);
  }
  const hours = before === 'exactDay' ? HOURS_AFTER_DAY[words.at(start)] : undefined;
  const isTime = words.at(start) === 'lunch' || start + 1 === words.length;
  if (hours !== undefined && isTime) return withZone(words, { hours, minutes: 0 }, start + 1, true, context);
  const work = words.meaning(start, 'workTime');
  const isSaid = words.at(start) === 'last' && NO_EVENING.test(words.at(start + 2));
  if (work && !isSaid) return withZone(words, workTime(work.value.edge, context), work.next, true, context);
  const which = words.meaning(start, 'which');
  const part = words.meaning(which?.value.by === 0 ? which.next : start, 'part', 'time');
  if (part) return saysNo(words, part.next) ? null : readPart(words, part, which !== null, context);
  const isThis = which?.value.by === 0 && HALF.test(words.at(which.next)) && words.at(which.next + 1) === '';
  if (isThis) {
    const hours = words.at(which.next) === 'am' ? 9 : 14;
    return withZone(words, { hours, minutes: 0, isToday: true }, which.next + 1, true, context);
  }
  if (before !== 'nothing' && HALF.test(words.at(start)) && !NO_MORNING.test(words.at(start + 1)))
    return readPart(words, { value: halfDay(words.at(start)), next: start + 1 }, false, context);

  const from = words.skip(start, 'at');
  if (from > start) {
    const named = words.meaning(from, 'time', 'part', 'workTime');
    if (named?.value.type === 'workTime')
      return withZone(words, workTime(named.value.edge, context), named.next, true, context);
    if (named) return withZone(words, { ...named.value }, skipPrecision(words, named.next), true, context);
  }
  const isHour = from > start || before === 'exactDay' || isZonedHour(words, from);
  const clock = readClock(words, from, isHour, context);
  if (!clock) return null;
  const after = words.meaning(clock.next, 'part');
  const half = after && canBeIn(clock.value, after.value) && !saysNo(words, after.next) ? after : null;
  const next = skipPrecision(words, half?.next ?? clock.next);
  const time = half
    ? inHalf(clock.value, half.value.hours < 12 ? 'am' : 'pm')
    : nearWork(clock.value, context.workingHours);
  return withZone(words, time, next, clock.value.precision !== 'hour', context);
}

/** `am` and `pm` by themselves. */
const halfDay = (half: string) => ({ type: 'part', hours: half === 'am' ? 9 : 14, minutes: 0 }) as const;

/** The position after what tells how precise a time is: `4 sharp`, `4pm or later`. */
function skipPrecision(words: Words, at: number): number {
  if (words.at(at) === 'sharp') return at + 1;
  return words.at(at) === 'or' && /^(?:so|later|after)$/.test(words.at(at + 1)) ? at + 2 : at;
}

/** Whether an hour can be in a part of the day: in the afternoon it is neither 7 nor 11. */
const canBeIn = ({ hours, precision }: Clock, part: { readonly hours: number }): boolean => {
  // `3pm night shift`.
  if (precision === 'exact') return part.hours < 12 ? hours < 12 : hours >= Math.min(part.hours - 2, 17);
  return part.hours < 12 || part.hours >= 18 || hours <= 6 || hours >= 12;
};

/** `afternoon`, and `afternoon at 4`: the hour after a part of the day is in it. */
function readPart(
  words: Words,
  part: PhrasePart<Extract<Meaning, { readonly type: 'part' | 'time' }>>,
  isToday: boolean,
  context: PhraseContext,
): PhrasePart<PhraseTime> {
  const from = words.skip(part.next, 'at');
  const isLast = words.at(from + 1) === '' || words.meaning(from + 1, 'clock') !== null;
  const isHour = from > part.next || isLast || /^\d\d?[hu](?:\d\d)?$/.test(words.at(from));
  const clock = part.value.type === 'part' ? readClock(words, from, isHour, context) : null;
  // `monday morning half nine`, but `monday morning half of them`.
  const isHalf = words.meaning(from + 1, 'number') !== null && from + 2 === words.length;
  if (!clock || (words.at(from) === 'half' && from === part.next && !isHalf)) {
    // `monday morning first thing`.
    const first = part.value.hours < 12 ? words.meaning(part.next, 'workTime') : null;
    if (first?.value.edge === 'start')
      return withZone(words, { ...workTime('start', context), isToday }, first.next, true, context);
    return withZone(words, { ...part.value, isToday }, skipPrecision(words, part.next), true, context);
  }
  const time =
    clock.value.precision === 'exact'
      ? clock.value
      : inHalf(clock.value, part.value.hours < 12 ? 'am' : 'pm');
  return withZone(words, { ...time, isToday }, clock.next, clock.value.precision !== 'hour', context);
}

/** A clock without its zone. `isExpected`: after a day or `at`, where a bare hour is a time. */
function readClock(
  words: Words,
  start: number,
  isExpected: boolean,
  context: PhraseContext,
): PhrasePart<Clock> | null {
  const range = readRange(words, start, isExpected) ?? readSpokenRange(words, start, isExpected);
  if (!range && isHalfOfRange(words, start)) return null;
  const read =
    range ??
    readMeridiem(words, start) ??
    readSpokenTime(words, start) ??
    readOClock(words, start, isExpected) ??
    readToHour(words, start, context) ??
    readColon(words, start, isExpected) ??
    readFourDigits(words, start, isExpected) ??
    (isExpected || isOwnersTime(words, start + 1) || isInPart(words, start + 1)
      ? readBareHour(words, start)
      : null);
  return read && withMinutesAfter(words, read);
}

/** `in the morning` after a number shows that it is an hour. */
const isInPart = (words: Words, at: number): boolean =>
  words.at(at) === 'in' && words.meaning(at, 'part') !== null;

/** `their time` or `berlin time` after an hour shows that it is one: `9 their time tomorrow`. */
function isOwnersTime(words: Words, at: number): boolean {
  const isLocal = words.at(at + 1) === 'local';
  if (zoneOfPlaceTime(words, at)) return true;
  return /^(?:their|his|her|my|our)$/.test(words.at(at)) && words.at(isLocal ? at + 2 : at + 1) === 'time';
}

/** The reading of an hour that lies inside the working hours; if neither does, the nearer. */
function nearWork(
  { hours, minutes, seconds = 0, precision }: Clock,
  { start, end }: PhraseContext['workingHours'],
): { hours: number; minutes: number; seconds: number } {
  const asWritten = { hours, minutes, seconds };
  if (precision === 'exact') return asWritten;
  const other = { hours: (hours + 12) % 24, minutes, seconds };
  const [here, there] = [asWritten, other].map(({ hours }) => {
    const at = hours * 60 + minutes;
    return at < start ? start - at : at > end ? at - end : 0;
  }) as [number, number];
  // A time with minutes is kept as written, unless only the other reading is inside.
  if (precision === 'minute') return here > 0 && there === 0 ? other : asWritten;
  return there < here ? other : asWritten;
}

function workTime(
  edge: 'start' | 'end',
  { workingHours }: PhraseContext,
): { hours: number; minutes: number } {
  const minutes = Math.min(workingHours[edge], 2 * NOON_MINUTES - 1);
  return { hours: Math.floor(minutes / 60), minutes: minutes % 60 };
}

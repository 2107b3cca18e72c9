import { type CrmError, usage } from '../errors.ts';
import { daysBetween, weekdayOf } from './calendar.ts';
import { isVerb } from './counted.ts';
import {
  NEAR_DAYS,
  nextDayOfMonth,
  ORDINAL,
  readMonthDay,
  readNumberDate,
  readOrdinal,
} from './date-phrase.ts';
import type { PhraseContext } from './phrase-context.ts';
import { exact, type PhraseDay } from './phrase-day.ts';
import { isCount } from './span-phrase.ts';
import { readTimeOfDay } from './time-phrase.ts';
import type { PhrasePart, Words } from './words.ts';

const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
/** Months that are verbs too: `fri 5 may be late`. */
const VERB = /^(?:may|march|mar)$/;
/** After `may` that is no month: `fri 1 may be too late`. */
const AFTER_MAY = /^(?:be|have|need|want|not|also|still|come|work|take|say|buy|sign|change|decide|leave)$/;
/** Who does something: `fri 5 dec she flies`. */
const SUBJECT = /^(?:i|he|she|we|they|it|er|sie|wir|il|elle|nous|ils|elles)$/;
const LATE_DAY = /^(?:2[5-9]|3[01])$/;
/** At an hour. */
const AT = /^(?:at|@|um|\u00e0|a|alle|as|om)$/;
/** Ordinals that count what a note is about more often than days. */
const FEW = /^[123](?:st|nd|rd|er|\.)$/;

/**
 * The date after a weekday: `fri 13 march`, `sat the 5th`. Null where none follows.
 * @throws usage error for a date that is another day of the week.
 */
export function readDateOfWeekday(
  words: Words,
  start: number,
  { value: { weekday }, next }: PhrasePart<{ weekday: number }>,
  context: PhraseContext,
): PhrasePart<PhraseDay> | null {
  const from = words.skip(next, 'on');
  if (words.at(from) === '24/7') return null;
  const date = readDateAfter(words, from, weekday, context);
  if (date && words.at(date.next - 1) === 'may' && AFTER_MAY.test(words.at(date.next)))
    return ORDINAL.test(words.at(from)) ? readOrdinal(words, from, context, weekday) : null;
  if (!date || weekdayOf(date.value.date) === weekday) return date;
  // `fri 9 jan is his deputy` and `fri 5 dec she flies`: the note begins with a name or a date.
  if (SUBJECT.test(words.at(date.next)) || isVerb(words.at(date.next))) return null;
  const isNote = VERB.test(words.at(from + 1));
  // `mon 16th may be late`.
  if (isNote && from + 2 === date.next && date.next < words.length)
    return ORDINAL.test(words.at(from)) ? readOrdinal(words, from, context, weekday) : null;
  throw disagreement(words, [start, next], [from, date.next], date.value.date);
}

function readDateAfter(
  words: Words,
  from: number,
  weekday: number,
  context: PhraseContext,
): PhrasePart<PhraseDay> | null {
  try {
    const date = readNumberDate(words, from, context) ?? readMonthDay(words, from, context);
    if (date) return date;
  } catch {
    // A number that is no day of that month belongs to what follows: `fri 45 march invoices`.
    return null;
  }
  // No hour has a number from 25 on: `thu 26`.
  if (LATE_DAY.test(words.at(from)) && !isCount(words, from)) {
    const date = nextDayOfMonth(Number(words.at(from)), context, weekday);
    const isNear = date !== null && Math.abs(daysBetween(context.today, date)) <= NEAR_DAYS;
    return isNear ? exact(date, from + 1) : null;
  }
  const numbered = readDayBeforeTime(words, from, weekday, context);
  if (numbered) return numbered;
  if (!ORDINAL.test(words.at(from))) return null;
  const counts = FEW.test(words.at(from)) && !readTimeOfDay(words, from + 1, 'exactDay', context);
  return readOrdinal(words, from, context, weekday) ?? (counts ? null : readOrdinal(words, from, context));
}

/** `jeudi 3 à 10h`, `fri 11 3pm`: the number of a day, where the time comes after it. */
function readDayBeforeTime(
  words: Words,
  from: number,
  weekday: number,
  context: PhraseContext,
): PhrasePart<PhraseDay> | null {
  const after = words.at(from + 1);
  if (!/^\d\d?$/.test(words.at(from)) || !(AT.test(after) || /^\d/.test(after))) return null;
  const time = readTimeOfDay(words, from + 1, 'nothing', context);
  if (!time || !(AT.test(after) || time.next === words.length)) return null;
  const date = nextDayOfMonth(Number(words.at(from)), context, weekday);
  const isNear = date !== null && Math.abs(daysBetween(context.today, date)) <= NEAR_DAYS;
  return isNear ? exact(date, from + 1) : null;
}

/**
 * A date with the weekday that may be said after it: `5 dec saturday`, `tomorrow, friday, 3pm`.
 * @throws usage error for a weekday that the date is not, where nothing but a time follows.
 */
export function withWeekdayAfter(
  words: Words,
  start: number,
  date: PhrasePart<PhraseDay> | null,
  context: PhraseContext,
): PhrasePart<PhraseDay> | null {
  const weekday = date && words.meaning(date.next, 'weekday');
  if (!weekday) return date;
  if (weekdayOf(date.value.date) === weekday.value.weekday) return exact(date.value.date, weekday.next);
  const isMeant =
    weekday.next === words.length || readTimeOfDay(words, weekday.next, 'exactDay', context) !== null;
  if (isMeant) throw disagreement(words, [date.next, weekday.next], [start, date.next], date.value.date);
  return date;
}

/** Where something begins and ends in the words. */
type Span = readonly [from: number, to: number];

function disagreement(words: Words, weekday: Span, day: Span, date: string): CrmError {
  const shown = ([from, to]: Span) =>
    Array.from({ length: to - from }, (_, at) => words.at(from + at)).join(' ');
  const all = shown([Math.min(weekday[0], day[0]), Math.max(weekday[1], day[1])]);
  return usage(
    `"${all}" is no day: ${date} is a ${WEEKDAYS[weekdayOf(date)]}`,
    `Give one of the two: "${shown(day)}" or "${shown(weekday)}"`,
  );
}

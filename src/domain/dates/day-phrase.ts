import { addDaysTo, startOf } from './calendar.ts';
import { withWeekdayAfter } from './date-and-weekday.ts';
import { readMonthDay, readNumberDate, readOrdinal } from './date-phrase.ts';
import { readBetweenYears, readDayBeside, readHoliday, readNewYear } from './holiday-phrase.ts';
import { readEdge, readPeriod, readWholeMonth } from './period-phrase.ts';
import type { PhraseContext } from './phrase-context.ts';
import { exact, type PhraseDay, whole } from './phrase-day.ts';
import { dayAtDistance, isEndOrTime, readDaysBefore, readDistance } from './span-phrase.ts';
import { nearestWeekday, readNthDay, readWeekdayPhrase } from './weekday-phrase.ts';
import type { PhrasePart, Words } from './words.ts';

/**
 * Reads a day: `today`, `fri`, `next tuesday`, `tuesday next week`, `12 mar`, `the 15th`, `31.12.2026`, `+3d`, `in 2
 * weeks`, `a week from monday`, `end of month`, `eow`, `this weekend`, `early next week`, `christmas eve`, `the day after
 * easter`. Null for other words.
 * @throws usage error for a day that does not exist.
 */
export function readDay(words: Words, start: number, context: PhraseContext): PhrasePart<PhraseDay> | null {
  const limited = words.skip(start, 'by');
  const from = isOnDate(words, limited) ? limited + 1 : words.skip(limited, 'on');
  return (
    withWeekdayAfter(words, from, readNumberDate(words, from, context), context) ??
    readBetweenYears(words, from, context) ??
    (from > start ? readBetweenYears(words, start, context) : null) ??
    readWeekOf(words, from, context) ??
    readDayAway(words, start, context) ??
    readDayBeside(words, start, context, from > start) ??
    readDayBeside(words, from, context) ??
    readNewYear(words, from, context) ??
    readHoliday(words, from, context) ??
    readNthDay(words, from, context) ??
    readWeekdayPhrase(words, from, context) ??
    readEdge(words, from, context) ??
    readPeriod(words, from, context) ??
    withWeekdayAfter(words, from, readMonthDay(words, from, context), context) ??
    readMonthAlone(words, start, from, context) ??
    withWeekdayAfter(words, from, readNamedDay(words, from, context), context) ??
    (from > start ? readOrdinal(words, from, context) : null) ??
    (start > from ? null : readOrdinal(words, start, context))
  );
}

/** Whether a date in numbers follows what is on in its language and the morning in English: `am 15.01.`. */
const isOnDate = (words: Words, start: number): boolean =>
  words.at(start) === 'am' && /^\d{1,2}\.\d{1,2}(?:\.|$)/.test(words.at(start + 1));

/** The first day of `not before january`, and of `january` where a text has to begin with a time; `may` and `march` may be verbs. */
function readMonthAlone(
  words: Words,
  start: number,
  from: number,
  context: PhraseContext,
): PhrasePart<PhraseDay> | null {
  const isLimit = words.skip(start, 'by') > start;
  if (start > 0 || !(isLimit || (context.isTimeFirst && from === 0))) return null;
  const month = words.meaning(from, 'month');
  const isVerb = /^(?:may|march|mar)$/.test(words.at(from)) && month?.next !== words.length;
  return month && !isVerb ? readWholeMonth(words, from, context, true) : null;
}

/** Between a week and a day of it. */
const WEEK_OF = /^(?:of|commencing|beginning|starting|vom|du|del|dal|van|de|do|da)$/;

/** The Monday of `week of april 6`, `week commencing 7 dec`, `semaine du 7 décembre`. */
function readWeekOf(words: Words, start: number, context: PhraseContext): PhrasePart<PhraseDay> | null {
  const week = words.meaning(start, 'unit');
  const isOf = week?.value.unit === 'week' && WEEK_OF.test(words.at(week.next));
  const from = isOf ? week.next + 1 : /^w\/?c$/.test(words.at(start)) ? start + 1 : null;
  const day = from === null ? null : readDay(words, from, context);
  return day && whole(startOf('week', day.value.date), day.next);
}

function readNamedDay(words: Words, start: number, context: PhraseContext): PhrasePart<PhraseDay> | null {
  const { today } = context;
  if (words.at(start) === 'tonight') return null;
  const which = words.meaning(start, 'which');
  const unit = which && words.meaning(which.next, 'unit');
  if (unit?.value.unit === 'workday' && which)
    return exact(
      dayAtDistance({ type: 'day', days: 0, months: 0, workdays: which.value.by }, context),
      unit.next,
    );
  const day = words.meaning(start, 'day');
  if (!day) return null;
  const weeks = readWeeksLater(words, day.next, context);
  return exact(addDaysTo(today, day.value.days + (weeks?.value ?? 0)), weeks?.next ?? day.next);
}

/** The days of `week` in `tomorrow week`, and of `in einer Woche` in `morgen in einer Woche`, where no more than a time follows. */
function readWeeksLater(words: Words, start: number, context: PhraseContext): PhrasePart<number> | null {
  if (words.at(start) === 'week' && isEndOrTime(words, start + 1)) return { value: 7, next: start + 1 };
  const away = words.meaning(start, 'ahead') && readDistance(words, start, context);
  if (away?.value.type !== 'day' || away.value.days % 7 !== 0 || away.value.days === 0) return null;
  const isAll = away.next === words.length || words.meaning(away.next, 'at') !== null;
  return isAll && away.value.months === 0 ? { value: away.value.days, next: away.next } : null;
}

/** A day at a distance: of today, or of another day. */
function readDayAway(words: Words, start: number, context: PhraseContext): PhrasePart<PhraseDay> | null {
  const before = readDaysBefore(words, start);
  const base = before && readDay(words, before.next, context);
  if (before && base)
    return exact(dayAtDistance(before.value, { ...context, today: base.value.date }), base.next);
  const away = readDistance(words, start, context);
  if (away?.value.type !== 'day') return null;
  const { days, months, workdays } = away.value;
  // `in two weeks on monday` and `2 weeks monday` are `monday in two weeks`.
  const on = words.skip(away.next, 'on');
  const weekday = days > 0 && days % 7 === 0 ? words.meaning(on, 'weekday') : null;
  const isMeant = weekday && (on > away.next || isEndOrTime(words, weekday.next));
  if (isMeant && months + workdays === 0)
    return exact(addDaysTo(nearestWeekday(weekday.value.weekday, context), days), weekday.next);
  return exact(dayAtDistance(away.value, context), away.next);
}

import { addDaysTo, dayOf, daysBetween, partsOf, startOf, weekdayOf } from './calendar.ts';
import { readDateOfWeekday } from './date-and-weekday.ts';
import { ORDINAL, YEAR } from './date-phrase.ts';
import { beginsDoing } from './note-start.ts';
import { readWeek, readWhichPeriod } from './period-phrase.ts';
import type { PhraseContext } from './phrase-context.ts';
import { exact, type PhraseDay, whole } from './phrase-day.ts';
import { isEndOrTime, readDistance, readWeeks } from './span-phrase.ts';
import type { PhrasePart, Words } from './words.ts';

const THURSDAY = 3;
/** Words of a note after `friday week`, which is a week after Friday: `friday week she is away`, not `friday week plan`. */
const AFTER_WEEK: ReadonlySet<string> = new Set(
  'he she they we i it his her their when once if as because for with to so and but or wants needs asked said call'.split(
    ' ',
  ),
);
/** After `this week`: it is what the note is about, as in `friday this week is too busy`. */
const IS = /^(?:is|was|isn't|wasn't)$/;

/** `fri`, `next fri`, `fri next week`, `next week fri`, `lundi prochain`, `fri 13 march`. */
export function readWeekdayPhrase(
  words: Words,
  start: number,
  context: PhraseContext,
): PhrasePart<PhraseDay> | null {
  const weekFirst = readWeek(words, start, context);
  if (weekFirst) {
    const weekday = words.meaning(words.skip(weekFirst.next, 'on'), 'weekday');
    return weekday && exact(addDaysTo(weekFirst.value, weekday.value.weekday), weekday.next);
  }
  const coming = words.meaning(start, 'coming');
  const nearest = coming && words.meaning(coming.next, 'weekday');
  if (nearest)
    return (
      readDateOfWeekday(words, start, nearest, context) ??
      exact(nearestWeekday(nearest.value.weekday, context), nearest.next)
    );
  const which = words.meaning(start, 'which');
  const weekday = words.meaning(which ? words.skip(which.next, 'on') : start, 'weekday');
  if (!weekday) return null;
  if (which) {
    const day = weekdayOfWeek(weekday.value.weekday, which.value.by, context);
    const later = readWeeksAfter(words, weekday.next, context);
    return (
      readDateOfWeekday(words, start, weekday, context) ??
      exact(addDaysTo(day, 7 * (later?.value ?? 0)), later?.next ?? weekday.next)
    );
  }
  const after = words.meaning(weekday.next, 'whichAfter');
  if (after) return exact(weekdayOfWeek(weekday.value.weekday, after.value.by, context), after.next);
  const weeks = readWeeksAfter(words, weekday.next, context);
  if (weeks)
    return exact(addDaysTo(nearestWeekday(weekday.value.weekday, context), 7 * weeks.value), weeks.next);
  const week = readWeek(words, words.skip(words.skip(weekday.next, 'of'), 'on'), context);
  const isMeant =
    week &&
    !IS.test(words.at(week.next)) &&
    !(context.isAhead && addDaysTo(week.value, weekday.value.weekday) < context.today);
  if (week && isMeant) return exact(addDaysTo(week.value, weekday.value.weekday), week.next);
  return (
    readDateOfWeekday(words, start, weekday, context) ??
    exact(nearestWeekday(weekday.value.weekday, context), weekday.next)
  );
}

/** What may be of a fortnight: `monday fortnight review`. */
const OF_A_FORTNIGHT = /^(?:review|plan|report|trial|meeting|sync|notice|holiday|offer)s?$/;

/** Weeks after a weekday: `friday week`, `friday fortnight`, `friday the week after`, `thursday in a week`, `mardi en huit`. */
function readWeeksAfter(words: Words, start: number, context: PhraseContext): PhrasePart<number> | null {
  const isLast = start + 1 >= words.length - 1;
  const after = [0, 1, 2].map((by) => words.at(start + by)).join(' ');
  if (after === 'the week after' && start + 3 === words.length) return { value: 1, next: start + 3 };
  const isFortnight = words.at(start) === 'fortnight' && !OF_A_FORTNIGHT.test(words.at(start + 1));
  if (isFortnight) return { value: 2, next: start + 1 };
  const isWeek =
    /^(?:week|wk)$/.test(words.at(start)) &&
    (AFTER_WEEK.has(words.at(start + 1)) ||
      beginsDoing(words, start + 1) ||
      (isLast ? /^(?:\d.*)?$/ : /^(?:at|\d.*\D.*)$/).test(words.at(start + 1)));
  if (isWeek) return { value: 1, next: start + 1 };
  if (words.at(start) === 'en' && words.at(start + 1) === 'huit') return { value: 1, next: start + 2 };
  if (words.at(start) === 'en' && words.at(start + 1) === 'quinze') return { value: 2, next: start + 2 };
  // `monday two weeks`; `monday 2 weeks trial` is a note.
  const spoken = readWeeks(words, start);
  if (spoken && isEndOrTime(words, spoken.next)) return spoken;
  const away = words.meaning(start, 'ahead') && readDistance(words, start, context);
  if (away?.value.type !== 'day' || away.value.days % 7 !== 0 || away.value.days === 0) return null;
  return away.value.months === 0 ? { value: away.value.days / 7, next: away.next } : null;
}

/** The next such day, never today; in the past the latest, today included. */
export function nearestWeekday(weekday: number, { today, isPast }: PhraseContext): string {
  const ahead = (weekday - weekdayOf(today) + 7) % 7;
  if (isPast) return addDaysTo(today, ahead === 0 ? 0 : ahead - 7);
  return addDaysTo(today, ahead || 7);
}

/** `last fri` is the latest before today, `next fri` that of next week. */
function weekdayOfWeek(weekday: number, by: number, { today }: PhraseContext): string {
  if (by < 0) return addDaysTo(today, ((weekday - weekdayOf(today) + 7) % 7) - 7);
  return addDaysTo(startOf('week', today, by), weekday);
}

/** Before such a day: `in the first week of april`. */
const IN = /^(?:in|dans|en|nella|na)$/;

/** `first monday of april`, `last friday of the month`, `last week of june`, `last day of next month`, `1st of next month`. */
export function readNthDay(
  words: Words,
  start: number,
  context: PhraseContext,
): PhrasePart<PhraseDay> | null {
  const begin = IN.test(words.at(start)) ? words.skip(start + 1, 'on') : start;
  const which = words.meaning(begin, 'which');
  const last = which?.value.by === -1 ? which : null;
  const ordinal = words.meaning(begin, 'ordinal');
  const nth = last ? -1 : (ordinal?.value.value ?? Number(ORDINAL.exec(words.at(begin))?.[1]));
  if (!nth) return null;
  const what = (last ?? ordinal)?.next ?? begin + 1;
  const weekday = words.meaning(what, 'weekday');
  const unit = weekday ? null : words.meaning(what, 'unit');
  if (unit && !/^(?:day|workday|week)$/.test(unit.value.unit)) return null;
  const of = (weekday ?? unit)?.next ?? what;
  const from = words.skip(words.skip(of, 'of'), 'on');
  // `15th next month`.
  if (from === of && (weekday || unit || readWhichPeriod(words, of)?.value.period !== 'month')) return null;
  const months = readMonths(words, from, context);
  if (!months) return null;
  const dayIn = (first: string): string | undefined => {
    if (unit?.value.unit === 'week') return weeksOfMonth(first).at(nth > 0 ? nth - 1 : nth);
    return daysOfMonth(first)
      .filter(
        (date) =>
          (!weekday || weekdayOf(date) === weekday.value.weekday) &&
          (unit?.value.unit !== 'workday' || context.workingDays.includes(weekdayOf(date))),
      )
      .at(nth > 0 ? nth - 1 : nth);
  };
  const days = months.value.map(dayIn).filter((date) => date !== undefined);
  const isOver = (date: string) => (unit?.value.unit === 'week' ? addDaysTo(date, 6) : date) < context.today;
  const date = (context.isAhead ? days.find((each) => !isOver(each)) : undefined) ?? days[0];
  if (date === undefined) return null;
  return unit?.value.unit === 'week' ? whole(date, months.next) : exact(date, months.next);
}
/** The first days of the months that `april`, `the month` may mean, the likelier first; of `april 2027`, `next month` of one. */
function readMonths(
  words: Words,
  start: number,
  context: PhraseContext,
): PhrasePart<readonly string[]> | null {
  const named = words.meaning(start, 'month');
  if (named) {
    const [thisYear] = partsOf(context.today);
    const { month } = named.value;
    if (YEAR.test(words.at(named.next)))
      return { value: [dayOf(Number(words.at(named.next)), month, 1)], next: named.next + 1 };
    const hasPassed = dayOf(thisYear, month + 1, 0) < context.today && !context.isPast;
    const first = hasPassed ? thisYear + 1 : thisYear;
    return { value: [dayOf(first, month, 1), dayOf(first + 1, month, 1)], next: named.next };
  }
  const which = readWhichPeriod(words, start);
  const alone = which ? null : words.meaning(start, 'period');
  const next = (which ?? alone)?.next;
  if (next === undefined || (which ?? alone)?.value.period !== 'month') return null;
  const monthBy = (by: number) => startOf('month', context.today, by);
  return { value: which ? [monthBy(which.value.by)] : [monthBy(0), monthBy(1)], next };
}

/** The first days of the weeks of a month, each of which has its Thursday in it. */
function weeksOfMonth(first: string): string[] {
  return daysOfMonth(first)
    .filter((date) => weekdayOf(date) === THURSDAY)
    .map((date) => addDaysTo(date, -THURSDAY))
    .map((monday) => (monday < first ? first : monday));
}

function daysOfMonth(first: string): string[] {
  const count = daysBetween(first, startOf('month', first, 1));
  return Array.from({ length: count }, (_, at) => addDaysTo(first, at));
}

import { usage } from '../errors.ts';
import {
  addDaysTo,
  dayOf,
  daysBetween,
  existingDay,
  type Period,
  partsOf,
  startOf,
  weekdayOf,
} from './calendar.ts';
import type { PhraseContext } from './phrase-context.ts';
import { dayAtDistance, readDaysBefore, readDistance } from './span-phrase.ts';
import type { Read, Words } from './words.ts';

/** A day that was read. */
export interface PhraseDay {
  /** `YYYY-MM-DD` in the user's zone. */
  readonly date: string;
  /** Whether a bare hour may follow: after a date or a weekday, not after `next week` or `end of month`. */
  readonly takesHour: boolean;
}

/** With the year first, a date has only one meaning. */
const ISO_DATE = /^(\d{4})([-/])(\d{1,2})\2(\d{1,2})$/;
const YEAR_LAST = /^(\d{1,2})([./-])(\d{1,2})\2(\d{4})$/;
/** `31.12.`, and `12/31`, which has one reading where a number is above twelve. */
const NO_YEAR = /^(\d{1,2})(?:\.(\d{1,2})\.|\/(\d{1,2}))$/;
const ORDINAL = /^(\d{1,2})(?:st|nd|rd|th|er|\.|\u00ba|\u00aa)$/;
const DAY_NUMBER = /^(\d{1,2})(?:st|nd|rd|th|er|\.|\u00ba|\u00aa)?$/;
/** `2230` could be a time of day, and `9999` is a year that no date may have. */
const YEAR = /^(?:19|20|21|2[4-9]|[3-9]\d)\d\d$/;
const EDGE_LETTERS = /^([se])o([wmqy])$/;
const LETTER_PERIODS: Readonly<Record<string, Period>> = { w: 'week', m: 'month', q: 'quarter', y: 'year' };
const ORDINAL_WORDS = ['first', 'second', 'third', 'fourth', 'fifth'];
const QUARTER = /^q([1-4])$/;
const SATURDAY = 5;
const WEDNESDAY = 2;

/**
 * Reads a day: `today`, `fri`, `next tuesday`, `tuesday next week`, `12 mar`, `the 15th`, `31.12.2026`, `+3d`, `in 2
 * weeks`, `a week from monday`, `end of month`, `eow`, `this weekend`, `early next week`. Null for other words.
 * @throws usage error for a day that does not exist.
 */
export function readDay(words: Words, start: number, context: PhraseContext): Read<PhraseDay> | null {
  const from = words.skip(words.skip(start, 'by'), 'on');
  return (
    readNumberDate(words, from, context) ??
    readDayAway(words, start, context) ??
    readNthDay(words, from, context) ??
    readWeekdayPhrase(words, from, context) ??
    readEdge(words, from, context) ??
    readPeriod(words, from, context) ??
    readMonthDay(words, from, context) ??
    readNamedDay(words, from, context) ??
    (from > start ? readOrdinal(words, from, context) : null) ??
    (start > from ? null : readOrdinal(words, start, context))
  );
}

function exact(date: string, next: number): Read<PhraseDay> {
  return { value: { date, takesHour: true }, next };
}

function whole(date: string, next: number): Read<PhraseDay> {
  return { value: { date, takesHour: false }, next };
}

function readNamedDay(words: Words, start: number, context: PhraseContext): Read<PhraseDay> | null {
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
  return day && exact(addDaysTo(today, day.value.days), day.next);
}

/** A day at a distance: of today, or of another day. */
function readDayAway(words: Words, start: number, context: PhraseContext): Read<PhraseDay> | null {
  const before = readDaysBefore(words, start);
  const base = before && readDay(words, before.next, context);
  if (before && base) return exact(addDaysTo(base.value.date, before.value), base.next);
  const away = readDistance(words, start, context);
  if (away?.value.type !== 'day') return null;
  const { days, months, workdays } = away.value;
  if (!Number.isInteger(days + months + workdays)) return null;
  return exact(dayAtDistance(away.value, context), away.next);
}

/** A date in digits. */
function readNumberDate(words: Words, start: number, context: PhraseContext): Read<PhraseDay> | null {
  const word = words.at(start);
  const [year, month, day] = readIso(word) ?? readYearLast(word) ?? [];
  if (year !== undefined && month !== undefined && day !== undefined) {
    const date = existingDay(year, month, day);
    if (date === null) throw usage(`there is no day "${word}"`);
    return exact(date, start + 1);
  }
  const [, first = '', dotted, slashed] = NO_YEAR.exec(word) ?? [];
  if (first === '') return null;
  const [a, b] = [Number(first), Number(dotted ?? slashed)];
  if (dotted !== undefined || (a > 12 && b <= 12)) return exact(nearest(b, a, context, word), start + 1);
  return b > 12 || a === b ? exact(nearest(a, b, context, word), start + 1) : null;
}

function readIso(word: string): [year: number, month: number, day: number] | null {
  const iso = ISO_DATE.exec(word);
  return iso && [Number(iso[1]), Number(iso[3]), Number(iso[4])];
}

/** `31.12.2026`, where dots mean day first, and `12/31/2026`, which has only one reading. */
function readYearLast(word: string): [year: number, month: number, day: number] | null {
  const [, first, mark, second, year] = YEAR_LAST.exec(word) ?? [];
  const [a, b] = [Number(first), Number(second)];
  if (mark === '.' || a > 12 || a === b) return [Number(year), b, a];
  return b > 12 ? [Number(year), a, b] : null;
}

/** `fri`, `next fri`, `fri next week`, `next week fri`, `lundi prochain`, `fri 13 march`. */
function readWeekdayPhrase(words: Words, start: number, context: PhraseContext): Read<PhraseDay> | null {
  const weekFirst = readWeek(words, start, context);
  if (weekFirst) {
    const weekday = words.meaning(words.skip(weekFirst.next, 'on'), 'weekday');
    return weekday && exact(addDaysTo(weekFirst.value, weekday.value.weekday), weekday.next);
  }
  const coming = words.meaning(start, 'coming');
  const nearest = coming && words.meaning(coming.next, 'weekday');
  if (nearest) return exact(nearestWeekday(nearest.value.weekday, context), nearest.next);
  const which = words.meaning(start, 'which');
  const weekday = words.meaning(which ? words.skip(which.next, 'on') : start, 'weekday');
  if (!weekday) return null;
  if (which) return exact(weekdayOfWeek(weekday.value.weekday, which.value.by, context), weekday.next);
  const after = words.meaning(weekday.next, 'whichAfter');
  if (after) return exact(weekdayOfWeek(weekday.value.weekday, after.value.by, context), after.next);
  const weeks = readWeeksAfter(words, weekday.next, context);
  if (weeks)
    return exact(addDaysTo(nearestWeekday(weekday.value.weekday, context), 7 * weeks.value), weeks.next);
  const week = readWeek(words, words.skip(weekday.next, 'on'), context);
  if (week) return exact(addDaysTo(week.value, weekday.value.weekday), week.next);
  return (
    readDateOfWeekday(words, weekday, context) ??
    exact(nearestWeekday(weekday.value.weekday, context), weekday.next)
  );
}

/** Weeks after a weekday: `friday week`, `thursday in a week`, `mardi en huit`. */
function readWeeksAfter(words: Words, start: number, context: PhraseContext): Read<number> | null {
  const isWeek = words.at(start) === 'week' && /^(?:at|\d.*)?$/.test(words.at(start + 1));
  if (isWeek) return { value: 1, next: start + 1 };
  if (words.at(start) === 'en' && words.at(start + 1) === 'huit') return { value: 1, next: start + 2 };
  const away = words.meaning(start, 'ahead') && readDistance(words, start, context);
  if (away?.value.type !== 'day' || away.value.days % 7 !== 0 || away.value.days === 0) return null;
  return away.value.months === 0 ? { value: away.value.days / 7, next: away.next } : null;
}

/** `first monday of april`, `last friday of the month`, `last day of next month`, `1st of next month`. */
function readNthDay(words: Words, start: number, context: PhraseContext): Read<PhraseDay> | null {
  const last = words.meaning(start, 'which')?.value.by === -1;
  const ordinal = ORDINAL_WORDS.indexOf(words.at(start)) + 1 || Number(ORDINAL.exec(words.at(start))?.[1]);
  const nth = last ? -1 : ordinal;
  if (!nth) return null;
  const weekday = words.meaning(start + 1, 'weekday');
  const unit = weekday ? null : words.meaning(start + 1, 'unit');
  if (unit && unit.value.unit !== 'day' && unit.value.unit !== 'workday') return null;
  const of = (weekday ?? unit)?.next ?? start + 1;
  const from = words.skip(words.skip(of, 'of'), 'on');
  if (from === of || (last && !weekday && !unit)) return null;
  const month = readMonth(words, from, context);
  if (!month) return null;
  const days = daysOfMonth(month.value).filter(
    (date) =>
      (!weekday || weekdayOf(date) === weekday.value.weekday) &&
      (unit?.value.unit !== 'workday' || context.workingDays.includes(weekdayOf(date))),
  );
  const date = days.at(nth > 0 ? nth - 1 : nth);
  return date === undefined ? null : exact(date, month.next);
}

/** The first day of a month that is named or said: `april`, `april 2027`, `next month`, `the month`. */
function readMonth(words: Words, start: number, context: PhraseContext): Read<string> | null {
  const named = words.meaning(start, 'month');
  if (named) {
    const hasYear = YEAR.test(words.at(named.next));
    const [thisYear] = partsOf(context.today);
    const { month } = named.value;
    if (hasYear) return { value: dayOf(Number(words.at(named.next)), month, 1), next: named.next + 1 };
    const hasPassed = dayOf(thisYear, month + 1, 0) < context.today;
    return {
      value: dayOf(hasPassed && !context.isPast ? thisYear + 1 : thisYear, month, 1),
      next: named.next,
    };
  }
  const which = readWhichPeriod(words, start);
  const alone = which ? null : words.meaning(start, 'period');
  if ((which ?? alone)?.value.period !== 'month') return null;
  return {
    value: startOf('month', context.today, which?.value.by ?? 0),
    next: (which ?? alone)?.next as number,
  };
}

function daysOfMonth(first: string): string[] {
  const count = daysBetween(first, startOf('month', first, 1));
  return Array.from({ length: count }, (_, at) => addDaysTo(first, at));
}

/** The date beside a weekday, where it is such a day: `fri 13 march`. */
function readDateOfWeekday(
  words: Words,
  { value: { weekday }, next }: Read<{ weekday: number }>,
  context: PhraseContext,
): Read<PhraseDay> | null {
  const from = words.skip(next, 'on');
  if (words.at(from) === '24/7') return null;
  try {
    const date =
      readNumberDate(words, from, context) ??
      readMonthDay(words, from, context) ??
      (ORDINAL.test(words.at(from)) ? readOrdinal(words, from, context, weekday) : null);
    return date && weekdayOf(date.value.date) === weekday ? date : null;
  } catch {
    // A number that is no day of that month belongs to what follows: `fri 45 march invoices`.
    return null;
  }
}

/** The Monday of `next week`. */
function readWeek(words: Words, start: number, { today }: PhraseContext): Read<string> | null {
  const phrase = readWhichPeriod(words, start);
  return phrase?.value.period === 'week'
    ? { value: startOf('week', today, phrase.value.by), next: phrase.next }
    : null;
}

/** `next week`, `la semaine prochaine`. */
function readWhichPeriod(
  words: Words,
  start: number,
): Read<{ period: Period | 'weekend'; by: number }> | null {
  const before = words.meaning(start, 'which');
  const period = words.meaning(before?.next ?? start, 'period');
  if (!period) return null;
  if (before) return { value: { period: period.value.period, by: before.value.by }, next: period.next };
  const after = words.meaning(period.next, 'whichAfter');
  return after ? { value: { period: period.value.period, by: after.value.by }, next: after.next } : null;
}

/** The first day of `next month`; Saturday for a weekend. */
function readPeriod(words: Words, start: number, { today }: PhraseContext): Read<PhraseDay> | null {
  const weekend = words.meaning(start, 'period');
  if (weekend?.value.period === 'weekend') return whole(saturday(today, 0), weekend.next);
  const quarter = readQuarter(words, start, today);
  if (quarter && quarter.next === words.length) return whole(quarter.value, quarter.next);
  const phrase = readWhichPeriod(words, start);
  if (!phrase) return null;
  const { period, by } = phrase.value;
  return whole(period === 'weekend' ? saturday(today, by) : startOf(period, today, by), phrase.next);
}

/** The first day of `q3`: of this year's, or next year's where it is over. */
function readQuarter(words: Words, start: number, today: string): Read<string> | null {
  const quarter = Number(QUARTER.exec(words.at(start))?.[1]);
  if (!quarter) return null;
  const [year] = partsOf(today);
  const isOver = dayOf(year, 3 * quarter + 1, 0) < today;
  return { value: dayOf(isOver ? year + 1 : year, 3 * quarter - 2, 1), next: start + 1 };
}

function saturday(today: string, weeks: number): string {
  return addDaysTo(startOf('week', today, weeks), SATURDAY);
}

/** `end of month`, `start of next week`, `early next week`, `end of march`, `eow`. */
function readEdge(words: Words, start: number, context: PhraseContext): Read<PhraseDay> | null {
  const [, letter, periodLetter = ''] = EDGE_LETTERS.exec(words.at(start)) ?? [];
  if (letter !== undefined)
    return whole(
      edgeOf(letter === 's' ? 'start' : 'end', LETTER_PERIODS[periodLetter] as Period, 0, context),
      start + 1,
    );
  const edge = words.meaning(start, 'edge');
  if (!edge) return null;
  const from = words.skip(words.skip(edge.next, 'on'), 'of');
  const quarter = readQuarter(words, from, context.today);
  if (quarter)
    return whole(edgeOf(edge.value.edge, 'quarter', 0, { ...context, today: quarter.value }), quarter.next);
  const phrase = readWhichPeriod(words, from);
  const alone = phrase ? null : words.meaning(from, 'period');
  const period = phrase?.value.period ?? alone?.value.period;
  if (period !== undefined && period !== 'weekend')
    return whole(
      edgeOf(edge.value.edge, period, phrase?.value.by ?? 0, context),
      (phrase ?? alone)?.next as number,
    );
  const month = words.meaning(from, 'month');
  return month && whole(edgeOfMonth(edge.value.edge, month.value.month, context), month.next);
}

function edgeOf(
  edge: 'start' | 'middle' | 'end',
  period: Period,
  by: number,
  context: PhraseContext,
): string {
  const { today } = context;
  const first = startOf(period, today, by);
  if (edge === 'start') return first;
  if (period === 'week')
    return edge === 'middle' ? addDaysTo(first, WEDNESDAY) : endOfWeek(first, by, context);
  if (edge === 'middle' && period === 'month') return addDaysTo(first, 14);
  const next = startOf(period, today, by + 1);
  if (edge === 'end') return addDaysTo(next, -1);
  const [year, month] = partsOf(first);
  return dayOf(year, month + (period === 'year' ? 6 : 1), period === 'year' ? 1 : 15);
}

/** The last working day of a week; of the next where that of this week has passed. */
function endOfWeek(first: string, by: number, { today, workingDays }: PhraseContext): string {
  const last = addDaysTo(first, Math.max(...workingDays));
  return by === 0 && last < today ? addDaysTo(last, 7) : last;
}

function edgeOfMonth(
  edge: 'start' | 'middle' | 'end',
  month: number,
  { today, isPast }: PhraseContext,
): string {
  const [thisYear] = partsOf(today);
  const days = [-1, 0, 1].map((by) =>
    edge === 'end'
      ? dayOf(thisYear + by, month + 1, 0)
      : dayOf(thisYear + by, month, edge === 'start' ? 1 : 15),
  );
  return (isPast ? days.findLast((date) => date <= today) : days.find((date) => date >= today)) as string;
}

/** `12 mar`, `12th of march 2027`, `march 12`, `3. märz`. */
function readMonthDay(words: Words, start: number, context: PhraseContext): Read<PhraseDay> | null {
  const dayFirst = DAY_NUMBER.exec(words.at(start));
  const month = words.meaning(dayFirst ? words.skip(start + 1, 'of') : start, 'month');
  if (!month) return null;
  const number = dayFirst ?? DAY_NUMBER.exec(words.at(month.next));
  if (!number) return null;
  const end = dayFirst ? month.next : month.next + 1;
  const yearAt = dayFirst ? words.skip(end, 'of') : end;
  const hasYear = YEAR.test(words.at(yearAt));
  const day = Number(number[1]);
  const shown = [...range(start, end)].map((at) => words.at(at)).join(' ');
  if (!hasYear) return exact(nearest(month.value.month, day, context, shown), end);
  const date = existingDay(Number(words.at(yearAt)), month.value.month, day);
  if (date === null) throw usage(`there is no day "${shown} ${words.at(yearAt)}"`);
  return exact(date, yearAt + 1);
}

/** `the 15th`: the next such day of a month, on a weekday if it is given. */
function readOrdinal(
  words: Words,
  start: number,
  { today, isPast }: PhraseContext,
  weekday?: number,
): Read<PhraseDay> | null {
  const day = Number(ORDINAL.exec(words.at(start))?.[1]);
  if (!(day >= 1 && day <= 31) || words.meaning(start + 1, 'unit')) return null;
  const [year, month] = partsOf(today);
  for (let by = 0; by <= 14; by++) {
    const date = existingMonthDay(year, month + (isPast ? -by : by), day);
    if (date === null || (isPast ? date > today : date < today)) continue;
    if (weekday === undefined || weekdayOf(date) === weekday) return exact(date, start + 1);
  }
  return null;
}

function existingMonthDay(year: number, month: number, day: number): string | null {
  const [realYear, realMonth] = partsOf(dayOf(year, month, 1));
  return existingDay(realYear, realMonth, day);
}

/** The nearest such day ahead, today included; behind where the context says so. The 29th of February may be far. */
function nearest(month: number, day: number, { today, isPast }: PhraseContext, shown: string): string {
  const [thisYear] = partsOf(today);
  for (let years = 0; years <= 8; years++) {
    const date = existingDay(thisYear + (isPast ? -years : years), month, day);
    if (date !== null && (isPast ? date <= today : date >= today)) return date;
  }
  throw usage(`there is no day "${shown}"`);
}

/** The next such day, never today; in the past the latest, today included. */
function nearestWeekday(weekday: number, { today, isPast }: PhraseContext): string {
  const ahead = (weekday - weekdayOf(today) + 7) % 7;
  if (isPast) return addDaysTo(today, ahead === 0 ? 0 : ahead - 7);
  return addDaysTo(today, ahead || 7);
}

/** `last fri` is the latest before today, `next fri` that of next week. */
function weekdayOfWeek(weekday: number, by: number, { today }: PhraseContext): string {
  if (by < 0) return addDaysTo(today, ((weekday - weekdayOf(today) + 7) % 7) - 7);
  return addDaysTo(startOf('week', today, by), weekday);
}

function* range(from: number, to: number): Generator<number> {
  for (let at = from; at < to; at++) yield at;
}

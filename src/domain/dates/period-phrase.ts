import { addDaysTo, addMonthsTo, dayOf, type Period, partsOf, startOf } from './calendar.ts';
import { readOrdinal, readYear, YEAR } from './date-phrase.ts';
import { addUnitsTo, startOfFiscalYear, startOfUnit } from './fiscal.ts';
import { isFreeDay } from './free-day.ts';
import type { PhraseContext } from './phrase-context.ts';
import { type PhraseDay, whole } from './phrase-day.ts';
import { dayAtDistance } from './span-phrase.ts';
import type { PhrasePart, Words } from './words.ts';

const EDGE_LETTERS = /^([se])o([wmqy])$/;
const LETTER_PERIODS: Readonly<Record<string, Period>> = { w: 'week', m: 'month', q: 'quarter', y: 'year' };
const QUARTER = /^q([1-4])$/;
const ISO_WEEK = /^(\d{4})-w(\d\d)$/;
const WEEK_NUMBER = /^\d\d?$/;
/** The fourth of January is in the first week of each year. */
const IN_FIRST_WEEK = 4;
const SATURDAY = 5;
const WEDNESDAY = 2;
const MONTHS_OF_YEAR = 12;

/** The Monday of `next week`, and of `kw 50`. */
export function readWeek(words: Words, start: number, context: PhraseContext): PhrasePart<string> | null {
  const { today } = context;
  const numbered = readNumberedWeek(words, start, context);
  if (numbered) return numbered;
  const phrase = readWhichPeriod(words, start);
  return phrase?.value.period === 'week'
    ? { value: startOf('week', today, phrase.value.by), next: phrase.next }
    : null;
}

/** The Monday of `kw 50`, `calendar week 50`, `2026-W50`: of a week without a year the next such, or this one. */
function readNumberedWeek(
  words: Words,
  start: number,
  { today, isPast, isTimeFirst }: PhraseContext,
): PhrasePart<string> | null {
  const [, isoYear = '', isoWeek = ''] = ISO_WEEK.exec(words.at(start)) ?? [];
  if (isoYear !== '') {
    const monday = mondayOf(Number(isoYear), Number(isoWeek));
    return monday === null ? null : { value: monday, next: start + 1 };
  }
  const numberAt = weekNumberAt(words, start, isTimeFirst && start === 0);
  if (numberAt === null) return null;
  const [year] = partsOf(today);
  const mondays = [year - 1, year, year + 1]
    .map((each) => mondayOf(each, Number(words.at(numberAt))))
    .filter((monday) => monday !== null);
  const monday = isPast
    ? mondays.findLast((each) => each <= today)
    : mondays.find((each) => addDaysTo(each, 6) >= today);
  return monday === undefined ? null : { value: monday, next: numberAt + 1 };
}

/** Where the number of a week stands; `week 2` may begin a note, unless nothing or a weekday follows. */
function weekNumberAt(words: Words, start: number, isTime: boolean): number | null {
  const isCalendar = words.at(start) === 'calendar' && words.at(start + 1) === 'week';
  const isShort = /^[kc]w$/.test(words.at(start));
  const week = words.meaning(start, 'period');
  if (!isCalendar && !isShort && week?.value.period !== 'week' && words.at(start) !== 'wk') return null;
  const at = isCalendar ? start + 2 : start + 1;
  if (!WEEK_NUMBER.test(words.at(at))) return null;
  const isPlain =
    isTime || isCalendar || isShort || at === words.length - 1 || words.meaning(at + 1, 'weekday');
  return isPlain ? at : null;
}

/** The Monday of a week by its ISO number; null if the year has no such week. */
function mondayOf(year: number, week: number): string | null {
  const monday = addDaysTo(startOf('week', dayOf(year, 1, IN_FIRST_WEEK)), 7 * (week - 1));
  const isOfYear = week >= 1 && monday < startOf('week', dayOf(year + 1, 1, IN_FIRST_WEEK));
  return isOfYear ? monday : null;
}

/** `next week`, `la semaine prochaine`. */
export function readWhichPeriod(
  words: Words,
  start: number,
): PhrasePart<{ period: Period | 'weekend'; by: number }> | null {
  const before = words.meaning(start, 'which');
  const period = words.meaning(before?.next ?? start, 'period');
  if (!period) return null;
  if (before) return { value: { period: period.value.period, by: before.value.by }, next: period.next };
  const after = words.meaning(period.next, 'whichAfter');
  return after ? { value: { period: period.value.period, by: after.value.by }, next: after.next } : null;
}

/** The first day of `next month`, `in january`, `kw 50`; Saturday for a weekend. */
export function readPeriod(
  words: Words,
  start: number,
  context: PhraseContext,
): PhrasePart<PhraseDay> | null {
  const { today } = context;
  const numbered = readNumberedWeek(words, start, context);
  if (numbered) return whole(numbered.value, numbered.next);
  const weekend = words.meaning(start, 'period');
  if (weekend?.value.period === 'weekend') return whole(saturday(today, 0), weekend.next);
  const quarter = readQuarter(words, start, context);
  const isWhole = quarter?.next === words.length || (context.isTimeFirst && start === 0);
  if (quarter && isWhole) {
    // The first day of a quarter that runs has passed.
    const isNext = context.isAhead && quarter.value < today && quarter.next === start + 1;
    return whole(isNext ? addMonthsTo(quarter.value, MONTHS_OF_YEAR) : quarter.value, quarter.next);
  }
  const phrase = readNamedPeriod(words, start);
  if (phrase?.value.by == null) return readWholeMonth(words, start, context);
  const { by } = phrase.value;
  if (phrase.value.period === 'month') {
    const first = startOf('month', today, by);
    const day = readOrdinal(words, words.skip(phrase.next, 'on'), {
      ...context,
      today: first,
      isPast: false,
    });
    // `next month on the 5th`.
    if (day && startOf('month', day.value.date) === first) return day;
  }
  const first =
    phrase.value.period === 'weekend' ? saturday(today, by) : startOfPeriod(phrase.value, by, context);
  if (!context.isAhead || by !== 0 || first >= today) return whole(first, phrase.next);
  // Of `this week` the next working day is left, if any.
  const nextDay = dayAtDistance({ type: 'day', days: 0, months: 0, workdays: 1 }, context);
  const isInIt = nextDay < startOfPeriod(phrase.value, 1, context);
  return whole(isInIt ? nextDay : today, phrase.next);
}

/** A period that is said: `by` is null where neither this, the last nor the next. */
interface NamedPeriod {
  readonly period: Period | 'weekend';
  readonly by: number | null;
  readonly isFiscal: boolean;
}

/** `month`, `next quarter`, `this fiscal year`, `fy`. */
function readNamedPeriod(words: Words, start: number): PhrasePart<NamedPeriod> | null {
  const usual = readWhichPeriod(words, start);
  if (usual) return { value: { ...usual.value, isFiscal: false }, next: usual.next };
  const which = words.meaning(start, 'which');
  const at = which?.next ?? start;
  const by = which?.value.by ?? null;
  if (words.at(at) === 'fy') return { value: { period: 'year', by, isFiscal: true }, next: at + 1 };
  const isFiscal = /^(?:fiscal|financial)$/.test(words.at(at));
  const period = words.meaning(isFiscal ? at + 1 : at, 'period');
  return period && { value: { period: period.value.period, by, isFiscal }, next: period.next };
}

/** The first day of a period; quarters, and years where they are called so, are those of the fiscal calendar. */
function startOfPeriod(
  { period, isFiscal }: Pick<NamedPeriod, 'period' | 'isFiscal'>,
  by: number,
  { today, fiscalFirstMonth }: PhraseContext,
): string {
  if (period !== 'quarter' && !(isFiscal && period === 'year'))
    return startOf(period === 'weekend' ? 'week' : period, today, by);
  const calendar = { firstMonth: fiscalFirstMonth, firstWeekday: 0 };
  return addUnitsTo(period, startOfUnit(period, today, calendar), by);
}

/** The first day of `in january`, `next january`; a month by itself, which may mean its end as well, only where `isAlone`. */
export function readWholeMonth(
  words: Words,
  start: number,
  context: PhraseContext,
  isAlone = false,
): PhrasePart<PhraseDay> | null {
  const prefix = words.meaning(start, 'ahead', 'of', 'which');
  const month = words.meaning(prefix?.next ?? start, 'month');
  if ((!prefix && !isAlone) || !month) return null;
  const { next } = month;
  const ofYear = readYear(words, next, context);
  if (ofYear) return whole(dayOf(ofYear.value, month.value.month, 1), ofYear.next);
  const { today, isPast } = context;
  const [year] = partsOf(today);
  const firsts = [-1, 0, 1].map((by) => dayOf(year + by, month.value.month, 1));
  const by = prefix?.value.type === 'which' ? prefix.value.by : isPast ? -1 : 1;
  if (by === 0) return whole(firsts[1] as string, next);
  const first = by < 0 ? firsts.findLast((each) => each <= today) : firsts.find((each) => each > today);
  return whole(first as string, next);
}

/** The first day of `q3`: of this fiscal year's, or the next one's where it is over; of `q3 2027`. */
function readQuarter(
  words: Words,
  start: number,
  { today, fiscalFirstMonth }: PhraseContext,
): PhrasePart<string> | null {
  const quarter = Number(QUARTER.exec(words.at(start))?.[1]);
  if (!quarter) return null;
  const calendar = { firstMonth: fiscalFirstMonth, firstWeekday: 0 };
  const inYearOf = (first: string) => addMonthsTo(first, 3 * (quarter - 1));
  const year = Number(YEAR.test(words.at(start + 1)) ? words.at(start + 1) : fiscalYearAt(words, start + 1));
  if (year > 0) return { value: inYearOf(startOfFiscalYear(year, calendar)), next: start + 2 };
  const first = inYearOf(startOfUnit('year', today, calendar));
  const isOver = addMonthsTo(first, 3) <= today;
  return { value: isOver ? addMonthsTo(first, 12) : first, next: start + 1 };
}

/** The year of `fy27` and `fy2027`; 0 for other words. */
function fiscalYearAt(words: Words, position: number): number {
  const [, year = ''] = /^fy(\d\d|20\d\d)$/.exec(words.at(position)) ?? [];
  return Number(year.length === 2 ? `20${year}` : year);
}

function saturday(today: string, weeks: number): string {
  return addDaysTo(startOf('week', today, weeks), SATURDAY);
}

/** `end of month`, `start of next week`, `early next week`, `end of march`, `eow`. */
export function readEdge(words: Words, start: number, context: PhraseContext): PhrasePart<PhraseDay> | null {
  if (words.at(start) === 'at') return readEdge(words, words.skip(start + 1, 'on'), context);
  const [, letter, periodLetter = ''] = EDGE_LETTERS.exec(words.at(start)) ?? [];
  if (letter !== undefined) {
    const named = { period: LETTER_PERIODS[periodLetter] as Period, isFiscal: false, by: null };
    return whole(edgeOf(letter === 's' ? 'start' : 'end', named, context), start + 1);
  }
  const periodEnd = readNamedPeriod(words, start);
  if (periodEnd && periodEnd.value.period !== 'weekend' && words.at(periodEnd.next) === 'end')
    return whole(edgeOf('end', periodEnd.value, context), periodEnd.next + 1);
  // `fine settimana`.
  if (words.meaning(start, 'period')?.value.period === 'weekend') return null;
  const edge = words.meaning(start, 'edge') ?? readEdgeOfMonth(words, start);
  if (!edge) return null;
  return readEdgeOf(edge.value.edge, words, words.skip(words.skip(edge.next, 'on'), 'of'), context);
}

/** The start, middle or end of the period at a position. */
export function readEdgeOf(
  edge: 'start' | 'middle' | 'end',
  words: Words,
  from: number,
  context: PhraseContext,
): PhrasePart<PhraseDay> | null {
  const quarter = readQuarter(words, from, context);
  if (quarter) {
    const named = { period: 'quarter', isFiscal: true, by: 0 } as const;
    const day = edgeOf(edge, named, { ...context, today: quarter.value });
    const isOver = context.isAhead && day < context.today && quarter.next === from + 1;
    return whole(isOver ? addMonthsTo(day, MONTHS_OF_YEAR) : day, quarter.next);
  }
  const year = fiscalYearAt(words, from);
  if (year > 0) {
    const calendar = { firstMonth: context.fiscalFirstMonth, firstWeekday: 0 };
    const named = { period: 'year', isFiscal: true, by: 0 } as const;
    const within = { ...context, today: startOfFiscalYear(year, calendar) };
    return whole(edgeOf(edge, named, within), from + 1);
  }
  const phrase = readNamedPeriod(words, from);
  if (phrase && phrase.value.period !== 'weekend')
    return whole(edgeOf(edge, phrase.value, context), phrase.next);
  const month = words.meaning(from, 'month');
  if (!month) return null;
  const ofYear = readYear(words, month.next, context);
  const within = ofYear ? { ...context, today: dayOf(ofYear.value, 1, 1), isPast: false } : context;
  return whole(edgeOfMonth(edge, month.value.month, within), ofYear?.next ?? month.next);
}

/** `end` in `end april` and `end next month`, and `half` in Dutch `half april`: edges only there. */
function readEdgeOfMonth(
  words: Words,
  start: number,
): PhrasePart<{ readonly edge: 'middle' | 'end' }> | null {
  const word = words.at(start);
  const isEnd = word === 'end' && readWhichPeriod(words, start + 1) !== null;
  if (!isEnd && ((word !== 'end' && word !== 'half') || !words.meaning(start + 1, 'month'))) return null;
  return { value: { edge: word === 'end' ? 'end' : 'middle' }, next: start + 1 };
}

/** Where neither this nor another period is said, and its edge has passed, that of the next if it has to lie ahead. */
function edgeOf(edge: 'start' | 'middle' | 'end', named: NamedPeriod, context: PhraseContext): string {
  const day = edgeOfPeriod(edge, named, named.by ?? 0, context);
  const isOver = context.isAhead && named.by === null && day < context.today;
  return isOver ? edgeOfPeriod(edge, named, 1, context) : day;
}

function edgeOfPeriod(
  edge: 'start' | 'middle' | 'end',
  named: NamedPeriod,
  by: number,
  context: PhraseContext,
): string {
  const { period } = named;
  const first = startOfPeriod(named, by, context);
  if (edge === 'start') return first;
  if (period === 'week')
    return edge === 'middle' ? addDaysTo(first, WEDNESDAY) : endOfWeek(first, by, context);
  if (edge === 'middle' && period === 'month') return addDaysTo(first, 14);
  if (edge === 'end') return addDaysTo(startOfPeriod(named, by + 1, context), -1);
  const [year, month] = partsOf(first);
  return dayOf(year, month + (period === 'year' ? 6 : 1), period === 'year' ? 1 : 15);
}

/** The last working day of a week; of the next where that of this week has passed. */
function endOfWeek(first: string, by: number, context: PhraseContext): string {
  const { today, workingDays } = context;
  const days = workingDays.map((day) => addDaysTo(first, day)).sort();
  const last = days.findLast((day) => !isFreeDay(context, day)) ?? (days.at(-1) as string);
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

import { addDaysTo, partsOf, startOf, weekdayOf } from './calendar.ts';
import { readMonthDay, readNumberDate, readOrdinal, YEAR } from './date-phrase.ts';
import { isFreeDay } from './free-day.ts';
import {
  type HolidayRule,
  holidays,
  holidaysByCountry,
  isUsualHoliday,
  MAX_HOLIDAY_WORDS,
} from './holiday-names.ts';
import { readEdge, readEdgeOf } from './period-phrase.ts';
import type { PhraseContext } from './phrase-context.ts';
import { exact, type PhraseDay, whole } from './phrase-day.ts';
import { readWeekdayPhrase } from './weekday-phrase.ts';
import type { PhrasePart, Words } from './words.ts';

/** How far ahead a calendar is searched for a holiday by its name. */
const SEARCHED_DAYS = 400;
/** A shorter name without its last word may be another word. */
const MIN_SHORT_NAME = 12;
/** Words before `after` and `before` that change nothing. */
const NEARLY =
  /^(?:right|just|straight|shortly|soon|immediately|some(?:time)?|direkt|gleich|kurz|justo|juste|kort)$/;
const AFTER = /^(?:after|following|nach|apres|despues|tras|dopo|na|depois)$/;
const BEFORE = /^(?:before|vor|avant|antes|prima|voor)$/;
const OF = /^(?:de|del|della|di|do|da|den|dem|der|the|la|el|il|le|les|las|los|o|a|het|das|die)$/;
/** The days from Christmas to New Year. */
const SEASON = /^(?:holidays|feiertage|feiertagen|fetes|fiestas|feste|feestdagen|festas)$/;
const SATURDAY = 5;
const SUNDAY = 6;
const FREE_DAY = /^(?:bank|public|national)$/;

/** Whether people work on a day: no weekend, and no holiday, of which some are usual where no calendar is known. */
export function isWorkingDay(context: PhraseContext, date: string): boolean {
  const isFree = context.holidayOn ? isFreeDay(context, date) : isUsualHoliday(date);
  return !isFree && context.workingDays.includes(weekdayOf(date));
}

/** `christmas`, `easter monday 2027`, `the bank holiday`, `this thanksgiving`. */
export function readHoliday(
  words: Words,
  start: number,
  context: PhraseContext,
): PhrasePart<PhraseDay> | null {
  const isAt = words.at(start) === 'at' || words.at(start) === 'over';
  const which = words.meaning(isAt ? start + 1 : start, 'which');
  const from = which?.next ?? (isAt ? start + 1 : start);
  const free = readFreeDay(words, from, context);
  if (free) return free;
  const named = readName(words, from, context);
  if (!named) return null;
  const year = YEAR.test(words.at(named.next)) ? Number(words.at(named.next)) : null;
  if (year !== null) return exact(named.value(year), named.next + 1);
  const isLast = which !== null && which.value.by < 0;
  return exact(nearest(named.value, { ...context, isPast: context.isPast || isLast }, isLast), named.next);
}

function nearest(rule: HolidayRule, { today, isPast }: PhraseContext, isBeforeToday: boolean): string {
  const [year] = partsOf(today);
  const days = [year - 1, year, year + 1].map(rule);
  const found = isPast
    ? days.findLast((day) => (isBeforeToday ? day < today : day <= today))
    : days.find((day) => day >= today);
  return found ?? rule(year);
}

/** The longest name of a holiday at a position. */
function readName(
  words: Words,
  start: number,
  { today, holidayOn }: PhraseContext,
): PhrasePart<HolidayRule> | null {
  for (let count = Math.min(MAX_HOLIDAY_WORDS, words.length - start); count > 0; count--) {
    const name = Array.from({ length: count }, (_, at) => words.at(start + at))
      .join(' ')
      .replaceAll("'", '');
    const rule = holidays().get(name) ?? inCalendar(name, today, holidayOn) ?? holidaysByCountry().get(name);
    if (rule) return { value: rule, next: start + count };
  }
  return null;
}

/** A holiday of the country by the name it has there. */
function inCalendar(name: string, today: string, holidayOn: PhraseContext['holidayOn']): HolidayRule | null {
  if (!holidayOn || !/^[a-z]{3}/.test(name)) return null;
  const wanted = plainName(name);
  const days: string[] = [];
  for (let by = -SEARCHED_DAYS; by <= SEARCHED_DAYS; by++) {
    const day = addDaysTo(today, by);
    const found = holidayOn(day);
    if (found !== null && isNamed(plainName(found), wanted)) days.push(day);
  }
  return days.length === 0 ? null : (year) => days.find((day) => day.startsWith(`${year}-`)) ?? '';
}

/** Whether a name is meant; of a long one the last word may be left out: `thanksgiving`. */
const isNamed = (name: string, wanted: string): boolean =>
  name === wanted || (wanted.length >= MIN_SHORT_NAME && name === `${wanted} day`);

/** A name as names are compared: `Labour Day` is `labor day`. */
const plainName = (name: string): string =>
  name
    .normalize('NFD')
    .replace(/\p{M}|['\u2019.]/gu, '')
    .toLowerCase()
    .replace(/labour/, 'labor');

/** `the bank holiday`: the next free day of the country. */
function readFreeDay(words: Words, start: number, context: PhraseContext): PhrasePart<PhraseDay> | null {
  const from = words.at(start) === 'the' ? start + 1 : start;
  if (!FREE_DAY.test(words.at(from)) || words.at(from + 1) !== 'holiday') return null;
  for (let by = 0; by <= SEARCHED_DAYS; by++) {
    const day = addDaysTo(context.today, context.isPast ? -by : by);
    if (isFreeDay(context, day) && context.workingDays.includes(weekdayOf(day))) return exact(day, from + 2);
  }
  return null;
}

/**
 * A day by another: `the day after christmas`, `the week before easter`, `monday after the 15th`, and the working day
 * `after easter` or `before christmas`.
 *
 * @param onlyHolidays - Only holidays and the weekend, where the word for `before` also means a limit: `voor vrijdag` is by
 *   Friday.
 */
export function readDayBeside(
  words: Words,
  start: number,
  context: PhraseContext,
  onlyHolidays = false,
): PhrasePart<PhraseDay> | null {
  const from = words.at(start) === 'the' ? start + 1 : start;
  const [count, next] = readBeside(words, from);
  const way = wayOf(words.at(next));
  // `the following monday` is that of next week.
  const isWhich = words.at(from) === 'following' && words.meaning(from + 1, 'weekday') !== null;
  // `the week after next, on tuesday` is that of next week's successor.
  const isAfterNext = count === 'week' && words.at(next + 1) === 'next';
  if (way === 0 || isWhich || isAfterNext) return null;
  const anchorAt = skipArticles(words, next + 1);
  const anchor =
    readSeason(words, anchorAt, way, context) ??
    readAnchor(words, anchorAt, context, onlyHolidays) ??
    (count === 'work' && !onlyHolidays ? readPeriodBeside(words, anchorAt, way, context) : null);
  if (!anchor) return null;
  const isWeekend = words.at(anchor.next) === 'weekend';
  const end = isWeekend ? anchor.next + 1 : anchor.next;
  const date =
    isWeekend && way > 0 ? addDaysTo(startOf('week', anchor.value.date), SUNDAY) : anchor.value.date;
  switch (count) {
    case 'day':
      return exact(addDaysTo(date, way), end);
    case 'week':
      return whole(startOf('week', date, way), end);
    case 'work':
      return whole(workingDayBeside(date, way, context), end);
    default: {
      const ahead = (count - weekdayOf(date) + 7) % 7;
      return exact(addDaysTo(date, way > 0 ? ahead || 7 : ahead === 0 ? -7 : ahead - 7), end);
    }
  }
}

/** The day that is meant by `after q2`, `before april`, `after month end`. `Prima` is also the first of something. */
function readPeriodBeside(
  words: Words,
  start: number,
  way: 1 | -1,
  context: PhraseContext,
): PhrasePart<PhraseDay> | null {
  if (words.meaning(start - 1, 'ordinal')) return null;
  const read =
    readEdge(words, start, context) ?? readEdgeOf(way > 0 ? 'end' : 'start', words, start, context);
  // `after the week of april 6` is not this week.
  return read && words.meaning(read.next, 'of') ? null : read;
}

/** What lies beside the other day: a day, a week, a weekday by its number, or any working day; and where it ends. */
function readBeside(words: Words, start: number): ['day' | 'week' | 'work' | number, number] {
  const isFirst = words.at(start) === 'first';
  const from = isFirst ? start + 1 : start;
  const weekday = words.meaning(from, 'weekday');
  if (weekday) return [weekday.value.weekday, weekday.next];
  const unit = words.meaning(from, 'unit');
  if (isFirst) return unit ? ['work', unit.next] : ['work', start];
  if (unit?.value.unit === 'day') return ['day', unit.next];
  if (unit?.value.unit === 'workday') return ['work', unit.next];
  const period = words.meaning(from, 'period');
  if (period?.value.period === 'week') return ['week', period.next];
  return ['work', NEARLY.test(words.at(from)) ? from + 1 : from];
}

function wayOf(word: string): 1 | -1 | 0 {
  if (AFTER.test(word)) return 1;
  return BEFORE.test(word) ? -1 : 0;
}

function skipArticles(words: Words, start: number): number {
  let at = start;
  while (OF.test(words.at(at))) at++;
  return at;
}

/** The end of the holidays around the year's end that something is after, or the beginning of those it is before. */
function readSeason(
  words: Words,
  start: number,
  way: 1 | -1,
  context: PhraseContext,
): PhrasePart<PhraseDay> | null {
  if (!SEASON.test(words.at(start))) return null;
  const day = way > 0 ? '01-01' : '12-25';
  return exact(
    nearest((year) => `${year}-${day}`, context, false),
    start + 1,
  );
}

/** The day that another lies beside: a holiday, a date, a weekday, or the weekend. */
function readAnchor(
  words: Words,
  start: number,
  context: PhraseContext,
  onlyHolidays: boolean,
): PhrasePart<PhraseDay> | null {
  const holiday = readHoliday(words, start, context);
  if (holiday) return holiday;
  const weekend = words.meaning(start, 'period');
  if (weekend?.value.period === 'weekend')
    return exact(addDaysTo(startOf('week', context.today), SATURDAY), weekend.next);
  if (onlyHolidays) return null;
  return (
    readWeekdayPhrase(words, start, context) ??
    readNumberDate(words, start, context) ??
    readMonthDay(words, start, context) ??
    (/^\d/.test(words.at(start)) ? readOrdinal(words, start, context) : null)
  );
}

/** The nearest working day after a day or before it. */
function workingDayBeside(date: string, way: 1 | -1, context: PhraseContext): string {
  let day = addDaysTo(date, way);
  for (let by = 0; by < 30 && !isWorkingDay(context, day); by++) day = addDaysTo(day, way);
  return day;
}

const NEW_YEAR =
  /^(?:in the new year|im neuen jahr|nel nuovo anno|in het nieuwe jaar|no ano novo|no novo ano|en el nuevo ano)(?= |$)/;

/** `in the new year`: its first working day. */
export function readNewYear(
  words: Words,
  start: number,
  context: PhraseContext,
): PhrasePart<PhraseDay> | null {
  const from = words.at(start) === 'early' ? start + 1 : start;
  const phrase = Array.from({ length: 4 }, (_, at) => words.at(from + at)).join(' ');
  const [shown] = NEW_YEAR.exec(phrase) ?? [];
  if (shown === undefined) return null;
  const [year] = partsOf(context.today);
  return whole(workingDayBeside(`${year + 1}-01-01`, 1, context), from + shown.split(' ').length);
}

/** The days between the years, in the words of each language. */
const BETWEEN_YEARS = new RegExp(
  "^(?:the week |some ?time |any ?time |irgendwann )?(?:between (?:christmas|xmas) (?:and|&|\\+) (?:the )?(?:new years?|new year's|ny|nye)(?: day| eve)?" +
    '|zwischen den jahren|zwischen weihnachten und (?:neujahr|silvester)' +
    "|entre (?:la )?noel et (?:le )?(?:nouvel an|jour de l'an)|entre navidad y (?:el )?ano nuevo|(?:tra|fra) natale e capodanno" +
    '|tussen kerst(?:mis)? en (?:oud en nieuw|oud en nieuwjaar|nieuwjaar|nieuw)|entre (?:o )?natal e (?:o )?ano novo)$',
);
const MAX_BETWEEN_WORDS = 8;
const LAST_DAY_OF_CHRISTMAS = '12-26';
const LAST_DAY_OF_YEAR = '12-31';

/** `between christmas and new year`, `zwischen den Jahren`: the first working day of them that is to come. */
export function readBetweenYears(
  words: Words,
  start: number,
  context: PhraseContext,
): PhrasePart<PhraseDay> | null {
  for (let count = Math.min(MAX_BETWEEN_WORDS, words.length - start); count > 2; count--) {
    const phrase = Array.from({ length: count }, (_, at) => words.at(start + at)).join(' ');
    if (!BETWEEN_YEARS.test(phrase)) continue;
    const end = nearest((year) => `${year}-${LAST_DAY_OF_YEAR}`, context, false);
    const before = `${end.slice(0, 4)}-${LAST_DAY_OF_CHRISTMAS}`;
    const from = !context.isPast && before < context.today ? context.today : before;
    return whole(workingDayBeside(from, 1, context), start + count);
  }
  return null;
}

import { dayOf, daysBetween, existingDay, partsOf, weekdayOf } from './calendar.ts';
import { noDay } from './no-day.ts';
import type { PhraseContext } from './phrase-context.ts';
import { exact, type PhraseDay } from './phrase-day.ts';
import { isCount } from './span-phrase.ts';
import type { PhrasePart, Words } from './words.ts';

/** With the year first, a date has only one meaning. */
const ISO_DATE = /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})$/;
/** `20261214`; other numbers of eight digits are no dates. */
const EIGHT_DIGITS = /^(20\d\d)(\d\d)(\d\d)$/;
const YEAR_LAST = /^(\d{1,2})([./-])(\d{1,2})\2(\d{4})$/;
/** `5.1.27`, where dots mean day first. */
const SHORT_YEAR = /^(\d{1,2})\.(\d{1,2})\.(\d\d)$/;
/** `31.12.`, and `12/31`, which has one reading where a number is above twelve. */
const NO_YEAR = /^(\d{1,2})(?:\.(\d{1,2})\.|\/(\d{1,2}))$/;
/** `15th`, `3.` */
export const ORDINAL = /^(\d{1,2})(?:st|nd|rd|th|er|e|eme|ste|de|\.|\u00ba|\u00aa)$/;
const DAY_NUMBER = /^(\d{1,2})(?:st|nd|rd|th|er|e|eme|ste|de|\.|\u00ba|\u00aa)?$/;
/** Before the number of a day: `le 5`, `el día 5`, `il 5`, `dia 5`. */
const ARTICLE = /^(?:le|el|il|dia|giorno)$/;
/** Before the Italian article of an hour: `dopo le 15`. */
const BEFORE_HOUR = /^(?:dopo|verso|tra|fra)$/;
/** The first, as other languages say it before a month. */
const FIRST = /^(?:primo|premier|primero|primeiro|erste[nr]?)$/;
/** `2230` could be a time of day, and `9999` is a year that no date may have. */
export const YEAR = /^(?:19|20|21|2[4-9]|[3-9]\d)\d\d$/;

/** A date in digits. */
export function readNumberDate(
  words: Words,
  start: number,
  context: PhraseContext,
): PhrasePart<PhraseDay> | null {
  const word = words.at(start);
  const [year, month, day] = readIso(word) ?? readYearLast(word) ?? [];
  if (year !== undefined && month !== undefined && day !== undefined) {
    const date = existingDay(year, month, day);
    if (date === null) throw noDay(word, year, month);
    return exact(date, start + 1);
  }
  const compact = EIGHT_DIGITS.exec(word);
  const existing = compact && existingDay(Number(compact[1]), Number(compact[2]), Number(compact[3]));
  if (existing) return exact(existing, start + 1);
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
  const [, day, month, short] = SHORT_YEAR.exec(word) ?? [];
  if (short !== undefined) return [2000 + Number(short), Number(month), Number(day)];
  const [, first, mark, second, year] = YEAR_LAST.exec(word) ?? [];
  const [a, b] = [Number(first), Number(second)];
  if (mark === '.' || a > 12 || a === b) return [Number(year), b, a];
  return b > 12 ? [Number(year), a, b] : null;
}

/** `12 mar`, `12th of march 2027`, `march 12`, `3. märz`. */
export function readMonthDay(
  words: Words,
  start: number,
  context: PhraseContext,
): PhrasePart<PhraseDay> | null {
  const dayFirst = DAY_NUMBER.exec(words.at(start)) ?? (FIRST.test(words.at(start)) ? ['', '1'] : null);
  const month = words.meaning(dayFirst ? words.skip(start + 1, 'of') : start, 'month');
  if (!month) return null;
  // `march the 18th`.
  const isThe = words.at(month.next) === 'the' && ORDINAL.test(words.at(month.next + 1));
  const numberAt = isThe ? month.next + 1 : month.next;
  const number = dayFirst ?? DAY_NUMBER.exec(words.at(numberAt));
  if (!number) return null;
  const end = dayFirst ? month.next : numberAt + 1;
  const yearAt = dayFirst ? words.skip(end, 'of') : end;
  const year = readYear(words, yearAt, context);
  const day = Number(number[1]);
  const shown = [...range(start, end)].map((at) => words.at(at)).join(' ');
  if (year === null) return exact(nearest(month.value.month, day, context, shown), end);
  const date = existingDay(year.value, month.value.month, day);
  if (date === null) throw noDay(`${shown} ${year.value}`, year.value, month.value.month);
  return exact(date, year.next);
}

/** `2027`, `'27`, `next year`, and `27` where nothing follows that could make it an hour or a count. */
export function readYear(words: Words, at: number, { today }: PhraseContext): PhrasePart<number> | null {
  const word = words.at(at);
  if (YEAR.test(word)) return { value: Number(word), next: at + 1 };
  const which = words.meaning(at, 'which');
  const period = which && words.meaning(which.next, 'period');
  if (period?.value.period === 'year')
    return { value: partsOf(today)[0] + (which?.value.by ?? 0), next: period.next };
  const short = /^'(\d\d)$/.exec(word)?.[1];
  const isLast = /^\d\d$/.test(word) && Number(word) > 23 && at === words.length - 1;
  return short !== undefined || isLast ? { value: 2000 + Number(short ?? word), next: at + 1 } : null;
}

/** What an ordinal before it counts: `2nd floor`, `1st choice`. */
const NO_DATE =
  /^(?:floor|choice|call|attempt|option|round|meeting|time|half|thing|quarter|visit|try|opinion|hand|place|line|year|stage|phase|site|mail|email|offer|quote|demo)$/;
/** A weekday with the number of a day that is farther away is rarely meant. */
export const NEAR_DAYS = 60;

/** `the 15th`: the next such day of a month, on a weekday if it is given. */
export function readOrdinal(
  words: Words,
  start: number,
  context: PhraseContext,
  weekday?: number,
): PhrasePart<PhraseDay> | null {
  const day = Number(ORDINAL.exec(words.at(start))?.[1] ?? numberAfterArticle(words, start));
  if (!(day >= 1 && day <= 31) || words.meaning(start + 1, 'unit') || NO_DATE.test(words.at(start + 1)))
    return null;
  const date = nextDayOfMonth(day, context, weekday);
  if (date === null) return null;
  // A weekday and a far day of a month are no date where a note may begin: `fri 1st choice`.
  const isFar = weekday !== undefined && Math.abs(daysBetween(context.today, date)) > NEAR_DAYS;
  return isFar && start + 1 < words.length ? null : exact(date, start + 1);
}

/** The next day of a month with a number, on a weekday if it is given; null for none in a year. */
export function nextDayOfMonth(
  day: number,
  { today, isPast }: PhraseContext,
  weekday?: number,
): string | null {
  const [year, month] = partsOf(today);
  for (let by = 0; by <= 14; by++) {
    const date = existingMonthDay(year, month + (isPast ? -by : by), day);
    if (date === null || (isPast ? date > today : date < today)) continue;
    if (weekday === undefined || weekdayOf(date) === weekday) return date;
  }
  return null;
}

/** The number of a day that only its article shows to be one: `le 5`, where an end, a time or the article of a day says so. */
function numberAfterArticle(words: Words, start: number): string | null {
  const [, number = null] = /^(\d{1,2})$/.exec(words.at(start)) ?? [];
  const isDay = ARTICLE.test(words.at(start - 1)) && !BEFORE_HOUR.test(words.at(start - 2));
  return number !== null && isDay && !isCount(words, start) ? number : null;
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
  const isPassed = dayOf(thisYear, month + 1, 0) < today;
  throw noDay(shown, thisYear + (isPast || !isPassed ? 0 : 1), month);
}

function* range(from: number, to: number): Generator<number> {
  for (let at = from; at < to; at++) yield at;
}

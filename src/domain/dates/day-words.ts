import { usage } from '../errors.ts';
import { addDaysTo, addMonthsTo, existingDay, type Period, partsOf, startOf, weekdayOf } from './calendar.ts';

const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];
const MONTHS = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
];
const PERIODS: Readonly<Record<string, Period>> = { w: 'week', m: 'month', q: 'quarter', y: 'year' };
const WHICH: Readonly<Record<string, number>> = { last: -1, this: 0, next: 1 };

const WEEKDAY = /^(?:on )?(?:(last|this|next) )?([a-z]{3,9})$/;
const OFFSET = /^([+-]) ?(\d{1,6}) ?([a-z]+)$/;
const AHEAD = /^in (an?|\d{1,6}) ?([a-z]+)$/;
const AGO = /^(an?|\d{1,6}) ?([a-z]+) ago$/;
const PERIOD = /^(last|this|next) (week|month|quarter|year)$/;
const EDGE = /^(start|end) of (?:the )?(?:(last|this|next) )?(week|month|quarter|year)$/;
const EDGE_SHORT = /^([se])o([wmqy])$/;
const DAY_MONTH = /^(?:on )?(\d{1,2})(?:st|nd|rd|th)?(?: of)? ([a-z]{3,9})\.?(?: (\d{4}))?$/;
const MONTH_DAY = /^(?:on )?([a-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?(?: (\d{4}))?$/;

/**
 * The day that words name, or null for words outside this grammar (`words` in lower case, single spaces):
 * - `today`, `tomorrow`, `yesterday`; `+3d`, `-2w`, `+1mo`, `+1y`; `in 3 days`, `2 weeks ago`
 * - `fri`: the next Friday, never today; `last fri`: the latest one before today; `this fri`, `next fri`: the
 *   Friday of this and of the next calendar week
 * - `this week`, `next month`, `last quarter`, `next year`: its first day; `end of month`, `start of next
 *   week`, `eow`, `eom`, `eoq`, `eoy`, `sow`, …: first or last day
 * - `12 mar`, `march 12th 2027`: without a year the next such day, today included
 *
 * The result may lie outside the supported years: the caller checks.
 * @throws usage error for a day that does not exist (`32 feb`) and for `+1m`, which may be month or minute.
 */
export function readDayWords(words: string, today: string): string | null {
  if (words === 'today') return today;
  if (words === 'tomorrow') return addDaysTo(today, 1);
  if (words === 'yesterday') return addDaysTo(today, -1);
  return (
    readWeekday(words, today) ??
    readOffset(words, today) ??
    readEdge(words, today) ??
    readMonthDay(words, today)
  );
}

/**
 * The same for a past day, where that makes a difference: `fri` is the latest Friday and `12 mar` the latest such
 * day, today included. Null for other words.
 */
export function readPastDayWords(words: string, today: string): string | null {
  const [, which] = WEEKDAY.exec(words) ?? [];
  const weekday = which === undefined ? readWeekday(words, today) : null;
  return weekday === null ? readMonthDay(words, today, -1) : addDaysTo(weekday, -7);
}

function readWeekday(words: string, today: string): string | null {
  const [, which, name = ''] = WEEKDAY.exec(words) ?? [];
  const weekday = name === '' ? -1 : WEEKDAYS.findIndex((full) => full.startsWith(name));
  if (weekday < 0) return null;
  const ahead = (weekday - weekdayOf(today) + 7) % 7;
  if (which === undefined) return addDaysTo(today, ahead || 7);
  if (which === 'last') return addDaysTo(today, ahead - 7);
  return addDaysTo(startOf('week', today, WHICH[which]), weekday);
}

function readOffset(words: string, today: string): string | null {
  const offset = OFFSET.exec(words);
  if (offset) return shiftDay(today, Number(`${offset[1]}${offset[2]}`), offset[3]!, words);
  const ahead = AHEAD.exec(words);
  if (ahead) return shiftDay(today, readCount(ahead[1]!), ahead[2]!, words);
  const ago = AGO.exec(words);
  if (ago) return shiftDay(today, -readCount(ago[1]!), ago[2]!, words);
  return null;
}

function readCount(word: string): number {
  return word.startsWith('a') ? 1 : Number(word);
}

function shiftDay(today: string, by: number, unit: string, words: string): string | null {
  if (unit === 'm') {
    throw usage(
      `"${words}" may mean months or minutes`,
      'write mo for months, min for minutes: +1mo, +30min',
    );
  }
  if (/^(d|days?)$/.test(unit)) return addDaysTo(today, by);
  if (/^(w|wks?|weeks?)$/.test(unit)) return addDaysTo(today, 7 * by);
  if (/^(mo|months?)$/.test(unit)) return addMonthsTo(today, by);
  if (/^(y|yrs?|years?)$/.test(unit)) return addMonthsTo(today, 12 * by);
  return null;
}

function readEdge(words: string, today: string): string | null {
  const period = PERIOD.exec(words);
  if (period) return startOf(period[2] as Period, today, WHICH[period[1]!]);
  const edge = EDGE.exec(words);
  if (edge) return findEdge(edge[1]!, edge[3] as Period, today, WHICH[edge[2] ?? 'this']!);
  const short = EDGE_SHORT.exec(words);
  if (short) return findEdge(short[1]!, PERIODS[short[2]!]!, today, 0);
  return null;
}

function findEdge(edge: string, period: Period, today: string, offset: number): string {
  return edge.startsWith('s')
    ? startOf(period, today, offset)
    : addDaysTo(startOf(period, today, offset + 1), -1);
}

function readMonthDay(words: string, today: string, way: 1 | -1 = 1): string | null {
  const dayFirst = DAY_MONTH.exec(words);
  const monthFirst = dayFirst ? null : MONTH_DAY.exec(words);
  const name = dayFirst?.[2] ?? monthFirst?.[1];
  const month = name === undefined ? 0 : MONTHS.findIndex((full) => full.startsWith(name)) + 1;
  if (month === 0) return null;
  const day = Number(dayFirst?.[1] ?? monthFirst?.[2]);
  const year = dayFirst?.[3] ?? monthFirst?.[3];
  const found =
    year === undefined ? nearestSuchDay(month, day, today, way) : existingDay(Number(year), month, day);
  if (found === null) throw usage(`there is no day "${words}"`);
  return found;
}

/** The 29th of February may be up to eight years away. */
function nearestSuchDay(month: number, day: number, today: string, way: 1 | -1): string | null {
  const [thisYear] = partsOf(today);
  for (let years = 0; years <= 8; years++) {
    const date = existingDay(thisYear + way * years, month, day);
    if (date !== null && (date === today || date > today === way > 0)) return date;
  }
  return null;
}

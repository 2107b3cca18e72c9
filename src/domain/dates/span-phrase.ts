import { usage } from '../errors.ts';
import { MINUTE_MS } from '../time-units.ts';
import { addDaysTo, addMonthsTo, weekdayOf } from './calendar.ts';
import { isCounted } from './counted.ts';
import { isFreeDay } from './free-day.ts';
import type { Unit } from './language-words.ts';
import type { PhraseContext } from './phrase-context.ts';
import type { PhrasePart, Words } from './words.ts';

/** How far away something is: an exact moment for minutes and hours, a day for the rest. */
export type Distance =
  | { readonly type: 'moment'; readonly at: number }
  | { readonly type: 'day'; readonly days: number; readonly months: number; readonly workdays: number };

/** A number of one unit. */
interface Span {
  readonly count: number;
  readonly unit: Unit;
}

const COMPACT = /^([+-]?)(\d{1,6}(?:[.,]\d{1,2})?)([a-z]+)$/;
const HOURS_AND_MINUTES = /^([+-]?)(\d{1,3})h(?:rs?)?(\d{1,2})(?:m|mins?)?$/;
const NUMBER = /^([+-]?)(\d{1,6}(?:[.,]\d{1,2})?)$/;
const FRACTIONS: Readonly<Record<string, number>> = {
  '1/2': 0.5,
  '1/4': 0.25,
  '3/4': 0.75,
  '½': 0.5,
  '¼': 0.25,
  '¾': 0.75,
};
/** `15h` is three o'clock, `2h` is in two hours. */
export const HOUR_OF_DAY = /^(?:1[3-9]|2[0-3])(?:h(?:\d\d)?)?$/;
/** Before a distance: `about an hour`. */
const ABOUT = /^(?:about|around|roughly|approximately|approx|ca|circa|etwa|environ)$/;
const UNIT_MINUTES: Partial<Record<Unit, number>> = { minute: 1, hour: 60 };
/** Half of a unit, where people say so. */
const HALVES: Partial<Record<Unit, Span>> = {
  hour: { count: 30, unit: 'minute' },
  week: { count: 3.5, unit: 'day' },
  month: { count: 15, unit: 'day' },
  year: { count: 6, unit: 'month' },
};
/** `in 2` may be hours or days. */
const LEAST_MINUTES_ALONE = 5;
/** Of a part of a month. */
const DAYS_OF_MONTH = 30;
/** Nobody counts more months than a year has: `+20m` are minutes. */
const MOST_MONTHS = 12;

/**
 * Reads a distance from now: `20m`, `2h`, `+3d`, `in 2 weeks`, `in an hour and a half`, `3 days ago`, `two weeks from
 * now`, `dans 2 jours`, `vor 3 Tagen`. A bare number of a unit lies ahead.
 * @throws usage error for `+1m`, which may be months or minutes; `+20m` are minutes.
 */
export function readDistance(
  words: Words,
  start: number,
  { now, isTimeFirst }: PhraseContext,
): PhrasePart<Distance> | null {
  const ahead = words.meaning(start, 'ahead');
  const before = words.meaning(start, 'ago');
  const prefix = ahead ?? before;
  const isSign = words.at(start) === '+' || words.at(start) === '-';
  const isAbout = start === 0 && ABOUT.test(words.at(0)) && !HOUR_OF_DAY.test(words.at(1));
  const from = prefix?.next ?? (isSign || isAbout ? start + 1 : start);
  const read = readSpans(words, from) ?? (ahead ? readMinutesAlone(words, from, isTimeFirst) : null);
  if (!read) return null;
  const { spans, sign } = read.value;
  const after = words.meaning(read.next, 'ago', 'fromNow') ?? orSo(words, read.next);
  const isBack =
    sign === '-' ||
    words.at(start) === '-' ||
    (before !== null && !ahead) ||
    words.meaning(read.next, 'ago') !== null;
  const hasMark = prefix !== null || after !== null || sign !== '' || isSign;
  // `a week` may begin a note, unless nothing follows.
  const isTime = isTimeFirst && start === 0;
  if (!hasMark && !read.value.isDigits && !isTime && read.next < words.length) return null;
  const [, monthsOrMinutes] = /^[+-]?(\d+)m$/.exec(words.at(from)) ?? [];
  if ((sign !== '' || isSign || ahead) && Number(monthsOrMinutes) <= MOST_MONTHS)
    throw usage(
      `"${words.at(from)}" may mean months or minutes`,
      'Write mo for months, min for minutes: +1mo, +30min',
    );
  const way = isBack ? -1 : 1;
  return { value: distanceOf(spans, way, now), next: after?.next ?? read.next };
}

/** `in 10`: minutes, where nothing follows that is counted. */
function readMinutesAlone(words: Words, start: number, isTimeFirst: boolean): PhrasePart<Spans> | null {
  const number = words.meaning(start, 'number', 'count');
  const count = number?.value.value ?? (/^\d\d?$/.test(words.at(start)) ? Number(words.at(start)) : 0);
  const next = number?.next ?? start + 1;
  const isTime = next === words.length || (isTimeFirst && start === 1 && !isCount(words, start));
  if (count < LEAST_MINUTES_ALONE || !isTime) return null;
  return { value: { spans: [{ count, unit: 'minute' }], sign: '', isDigits: true }, next };
}

/** `a week` in `a week from tuesday`, `a week tomorrow` and `2 days` in `2 days before christmas`, or working days; negative before. */
export function readDaysBefore(words: Words, start: number): PhrasePart<DayDistance> | null {
  const read = readSpans(words, start);
  const [span, more] = read?.value.spans ?? [];
  if (!read || !span || more || !/^(?:day|workday|week)$/.test(span.unit)) return null;
  // `a week monday`, where no note follows.
  const weekday = span.unit === 'week' ? words.meaning(read.next, 'weekday') : null;
  const isWeekday = weekday !== null && isEndOrTime(words, weekday.next);
  if (isWeekday || words.meaning(read.next, 'day')) return { value: daysOf(span, 1), next: read.next };
  const isBefore = words.at(read.next) === 'before';
  if (!isBefore && !/^(?:from|after|on)$/.test(words.at(read.next))) return null;
  return { value: daysOf(span, isBefore ? -1 : 1), next: read.next + 1 };
}

/** How many weeks `two weeks` are. */
export function readWeeks(words: Words, start: number): PhrasePart<number> | null {
  const read = readSpans(words, start);
  const [span, more] = read?.value.spans ?? [];
  return read && span?.unit === 'week' && !more ? { value: span.count, next: read.next } : null;
}

type DayDistance = Extract<Distance, { readonly type: 'day' }>;

function daysOf({ count, unit }: Span, way: 1 | -1): DayDistance {
  const workdays = unit === 'workday' ? way * Math.ceil(count) : 0;
  return {
    type: 'day',
    days: workdays === 0 ? way * Math.ceil(count * (unit === 'week' ? 7 : 1)) : 0,
    months: 0,
    workdays,
  };
}

/** Singulars that one of is counted. */
const ONE =
  /^(?:site|seat|user|unit|person|location|store|shop|building|machine|item|option|version|contract|invoice|quote|offer|question|call|room)$/;
/** Words that only hours follow: `um 9 Rechnungen klären`. */
const HOUR_FOLLOWS = /^(?:um|om|las|as)$/;
const OR = /^(?:or|oder|ou|of|bis)$/;

/** Whether a text ends at a position, but for a time that is plainly one: `10am`, `at 9`. */
export function isEndOrTime(words: Words, position: number): boolean {
  const at = words.skip(position, 'at');
  if (at > position) return /^\d/.test(words.at(at));
  return position >= words.length || /^\d{1,2}(?::\d\d|[ap]m|:\d\d[ap]m)$/.test(words.at(position));
}

/** Whether a number at a position counts something: `9 days`, `2 weeks`, `3 more sites`, `2 or 3 offers`. */
export function isCount(words: Words, position: number): boolean {
  // `10 y media` and `las 10 y las 12` are no ten years.
  const isAnd = words.at(position + 1) === 'y' && /^(?:las?|\d\d?)$/.test(words.at(position + 2));
  if (isAnd || words.meaning(position + 1, 'afterHour')) return false;
  const number = NUMBER.test(words.at(position)) ? null : words.meaning(position, 'number');
  if (!number && !NUMBER.test(words.at(position))) return false;
  const at = number?.next ?? position + 1;
  if (words.meaning(at, 'unit')) return true;
  if (HOUR_FOLLOWS.test(words.at(position - 1))) return false;
  if (isCounted(words, at)) return true;
  if (OR.test(words.at(at)) && /^\d/.test(words.at(at + 1))) return isCounted(words, at + 2);
  // `10 to 15 seats`; `9 to 5` are working hours.
  const isTo = words.at(at) === 'to' && Number(words.at(at + 1)) > Number(words.at(position));
  if (isTo) return isCounted(words, at + 2);
  return words.at(position) === '1' && ONE.test(words.at(at));
}

/** After an hour: `1 h 30`. */
const MINUTES = /^[0-5]\d$/;

function distanceOf(spans: readonly Span[], way: 1 | -1, now: number): Distance {
  let [minutes, days, months, workdays] = [0, 0, 0, 0];
  for (const { count, unit } of spans) {
    minutes += count * (UNIT_MINUTES[unit] ?? 0);
    if (unit === 'day') days += count;
    if (unit === 'workday') workdays += count;
    if (unit === 'week') days += 7 * count;
    if (unit === 'month') months += count;
    if (unit === 'year') months += 12 * count;
  }
  if (spans.some(({ unit }) => UNIT_MINUTES[unit]))
    return { type: 'moment', at: now + way * minutes * MINUTE_MS };
  // `in two and a half weeks`: whole days, rather later than sooner.
  const whole = Math.floor(months);
  days = Math.ceil(days + (months - whole) * DAYS_OF_MONTH);
  return { type: 'day', days: way * days, months: way * whole, workdays: way * Math.ceil(workdays) };
}

/** The day at a distance from today. */
export function dayAtDistance({ days, months, workdays }: DayDistance, context: PhraseContext): string {
  const { today, workingDays } = context;
  let date = addDaysTo(months === 0 ? today : addMonthsTo(today, months), days);
  for (let left = Math.abs(workdays); left > 0; ) {
    date = addDaysTo(date, Math.sign(workdays));
    if (workingDays.includes(weekdayOf(date)) && !isFreeDay(context, date)) left--;
  }
  return date;
}

/** `or so` and `or two`, which change nothing. */
function orSo(words: Words, start: number): { readonly next: number } | null {
  return words.at(start) === 'or' && /^(?:so|two)$/.test(words.at(start + 1)) ? { next: start + 2 } : null;
}

interface Spans {
  readonly spans: readonly Span[];
  readonly sign: string;
  /** Whether the first number is written in digits. */
  readonly isDigits: boolean;
}

/** One span, or hours and minutes: `2 weeks`, `1h 30m`, `half an hour`, `an hour and a half`. */
function readSpans(words: Words, start: number): PhrasePart<Spans> | null {
  const both = HOURS_AND_MINUTES.exec(words.at(start));
  if (both) {
    const spans: Span[] = [
      { count: Number(both[2]), unit: 'hour' },
      { count: Number(both[3]), unit: 'minute' },
    ];
    return { value: { spans, sign: both[1] as string, isDigits: true }, next: start + 1 };
  }
  const part = words.meaning(start, 'hourPart');
  if (part)
    return {
      value: { spans: [{ count: part.value.minutes, unit: 'minute' }], sign: '', isDigits: true },
      next: part.next,
    };
  if (words.at(start) === 'half' && /^an?$/.test(words.at(start + 1))) {
    const unit = words.meaning(start + 2, 'unit');
    const half = HALVES[unit?.value.unit ?? 'day'];
    return unit && half ? { value: { spans: [half], sign: '', isDigits: true }, next: unit.next } : null;
  }
  const first = readSpan(words, start) ?? readUnitAlone(words, start);
  if (!first) return null;
  const spans: Span[] = [first.value.span];
  let { next } = first;
  if (first.value.span.unit === 'hour') {
    const after = words.meaning(next, 'afterHour');
    if (after) {
      spans.push({ count: after.value.minutes, unit: 'minute' });
      next = after.next;
    } else {
      const more = readSpan(words, words.at(next) === 'and' ? next + 1 : next);
      if (MINUTES.test(words.at(next)) && !isCount(words, next)) {
        spans.push({ count: Number(words.at(next)), unit: 'minute' });
        next++;
      } else if (more?.value.span.unit === 'minute' && more.value.sign === '') {
        spans.push(more.value.span);
        next = more.next;
      }
    }
  } else if (first.value.span.unit !== 'minute') {
    // `a week and a half`, as an hour and a half is said.
    const after = words.meaning(next, 'afterHour');
    if (after?.value.minutes === 30) {
      spans[0] = { ...first.value.span, count: first.value.span.count + 0.5 };
      next = after.next;
    }
  }
  return { value: { ...first.value, spans }, next };
}

/** `week from today`, `month from now`, `hour and a half`: one of it. */
function readUnitAlone(words: Words, start: number): ReturnType<typeof readSpan> {
  if (words.at(start) === 'fortnight' && /^(?:|today|tomorrow|from|on)$/.test(words.at(start + 1)))
    return { value: { span: { count: 2, unit: 'week' }, sign: '', isDigits: false }, next: start + 1 };
  const unit = words.meaning(start, 'unit');
  if (!unit) return null;
  const isOne =
    /^(?:from today|from now|(?:from|on) \w+day)$/.test(
      `${words.at(unit.next)} ${words.at(unit.next + 1)}`,
    ) ||
    (unit.value.unit === 'hour' && words.meaning(unit.next, 'afterHour') !== null);
  if (!isOne) return null;
  return { value: { span: { count: 1, unit: unit.value.unit }, sign: '', isDigits: false }, next: unit.next };
}

function readSpan(
  words: Words,
  start: number,
): PhrasePart<{ span: Span; sign: string; isDigits: boolean }> | null {
  const compact = COMPACT.exec(words.at(start));
  const compactUnit = compact && unitNamed(words, compact[3] as string);
  if (compact && compactUnit) {
    const span = { count: numberOf(compact[2]), unit: compactUnit };
    return { value: { span, sign: compact[1] as string, isDigits: true }, next: start + 1 };
  }
  const digits = NUMBER.exec(words.at(start));
  const number = digits ? null : words.meaning(start, 'number', 'count');
  const fraction = FRACTIONS[words.at(start)];
  if (!digits && !number && fraction === undefined) return null;
  let next = number?.next ?? start + 1;
  let count = fraction ?? number?.value.value ?? numberOf(digits?.[2]);
  const more = digits ? FRACTIONS[words.at(next)] : undefined;
  if (more !== undefined) {
    count += more;
    next++;
  } else if (words.at(next) === 'and' && words.at(next + 1) === 'a' && words.at(next + 2) === 'half') {
    count += 0.5;
    next += 3;
  }
  // `in 1/2 an hour`, `3/4 of an hour`.
  const ofUnit = fraction !== undefined && words.at(next) === 'of' ? next + 1 : next;
  const unit = readUnit(
    words,
    fraction !== undefined && /^an?$/.test(words.at(ofUnit)) ? ofUnit + 1 : ofUnit,
  );
  if (!unit) return null;
  const span = { count: count * unit.value.times, unit: unit.value.unit };
  return { value: { span, sign: digits?.[1] ?? '', isDigits: !number }, next: unit.next };
}

/** The number of digits that may have a comma. */
function numberOf(digits = ''): number {
  return Number(digits.replace(',', '.'));
}

/** A unit, or one that is several of another. */
function readUnit(
  words: Words,
  start: number,
): PhrasePart<{ readonly unit: Unit; readonly times: number }> | null {
  if (/^(?:fortnights?|quinzaine|quincena|quindicina)$/.test(words.at(start)))
    return { value: { unit: 'week', times: 2 }, next: start + 1 };
  const period = words.meaning(start, 'period');
  if (period?.value.period === 'quarter') return { value: { unit: 'month', times: 3 }, next: period.next };
  const unit = words.meaning(start, 'unit');
  return unit && { value: { unit: unit.value.unit, times: 1 }, next: unit.next };
}

/** `m` means minutes only here, where a number stands before it. */
function unitNamed(words: Words, name: string): Unit | null {
  return name === 'm' ? 'minute' : words.unitNamed(name);
}

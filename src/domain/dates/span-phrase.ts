import { usage } from '../errors.ts';
import { addDaysTo, addMonthsTo } from './calendar.ts';
import type { Unit } from './language-words.ts';
import type { PhraseContext } from './phrase-context.ts';
import type { Read, Words } from './words.ts';

/** How far away something is: an exact moment for minutes and hours, a day for the rest. */
export type Distance =
  | { readonly type: 'moment'; readonly at: number }
  | { readonly type: 'day'; readonly days: number; readonly months: number };

/** A number of one unit. */
interface Span {
  readonly count: number;
  readonly unit: Unit;
}

const COMPACT = /^([+-]?)(\d{1,6}(?:\.\d{1,2})?)([a-z]+)$/;
const HOURS_AND_MINUTES = /^([+-]?)(\d{1,3})h(\d{1,2})(?:m|min)?$/;
const NUMBER = /^([+-]?)(\d{1,6}(?:\.\d{1,2})?)$/;
const UNIT_MINUTES: Partial<Record<Unit, number>> = { minute: 1, hour: 60 };
const MINUTE_MS = 60_000;

/**
 * Reads a distance from now: `20m`, `2h`, `+3d`, `in 2 weeks`, `in an hour and a half`, `3 days ago`, `two weeks from
 * now`, `dans 2 jours`, `vor 3 Tagen`. A bare number of a unit lies ahead.
 * @throws usage error for `+1m`, which may be months or minutes.
 */
export function readDistance(words: Words, start: number, { now }: PhraseContext): Read<Distance> | null {
  const ahead = words.meaning(start, 'ahead');
  const before = words.meaning(start, 'ago');
  const prefix = ahead ?? before;
  const isSign = words.at(start) === '+' || words.at(start) === '-';
  const from = prefix?.next ?? (isSign ? start + 1 : start);
  const read = readSpans(words, from);
  if (!read) return null;
  const { spans, sign } = read.value;
  const after = words.meaning(read.next, 'ago', 'fromNow');
  const isBack =
    sign === '-' ||
    words.at(start) === '-' ||
    (before !== null && !ahead) ||
    words.meaning(read.next, 'ago') !== null;
  const hasMark = prefix !== null || after !== null || sign !== '' || isSign;
  if (!hasMark && !read.value.isDigits) return null;
  if ((sign !== '' || isSign || ahead) && /^[+-]?\d+m$/.test(words.at(from)))
    throw usage(
      `"${words.at(from)}" may mean months or minutes`,
      'Write mo for months, min for minutes: +1mo, +30min',
    );
  const way = isBack ? -1 : 1;
  return { value: distanceOf(spans, way, now), next: after?.next ?? read.next };
}

/** `a week` in `a week from tuesday`, as days. */
export function readDaysBefore(words: Words, start: number): Read<number> | null {
  const read = readSpans(words, start);
  const [span, more] = read?.value.spans ?? [];
  if (!read || !span || more || (span.unit !== 'day' && span.unit !== 'week')) return null;
  if (words.at(read.next) !== 'from' && words.at(read.next) !== 'after') return null;
  return { value: span.count * (span.unit === 'week' ? 7 : 1), next: read.next + 1 };
}

/** Whether a number at a position counts something: `9 days`, `2 weeks`. */
export function isCount(words: Words, position: number): boolean {
  return NUMBER.test(words.at(position)) && words.meaning(position + 1, 'unit') !== null;
}

function distanceOf(spans: readonly Span[], way: 1 | -1, now: number): Distance {
  let [minutes, days, months] = [0, 0, 0];
  for (const { count, unit } of spans) {
    minutes += count * (UNIT_MINUTES[unit] ?? 0);
    if (unit === 'day') days += count;
    if (unit === 'week') days += 7 * count;
    if (unit === 'month') months += count;
    if (unit === 'year') months += 12 * count;
  }
  if (spans.some(({ unit }) => UNIT_MINUTES[unit]))
    return { type: 'moment', at: now + way * minutes * MINUTE_MS };
  return { type: 'day', days: way * days, months: way * months };
}

/** The day at a distance from another. */
export function dayAtDistance(today: string, { days, months }: { days: number; months: number }): string {
  return addDaysTo(months === 0 ? today : addMonthsTo(today, months), days);
}

interface Spans {
  readonly spans: readonly Span[];
  readonly sign: string;
  /** Whether the first number is written in digits. */
  readonly isDigits: boolean;
}

/** One span, or hours and minutes: `2 weeks`, `1h 30m`, `half an hour`, `an hour and a half`. */
function readSpans(words: Words, start: number): Read<Spans> | null {
  const both = HOURS_AND_MINUTES.exec(words.at(start));
  if (both) {
    const spans: Span[] = [
      { count: Number(both[2]), unit: 'hour' },
      { count: Number(both[3]), unit: 'minute' },
    ];
    return { value: { spans, sign: both[1] as string, isDigits: true }, next: start + 1 };
  }
  if (words.at(start) === 'half' && /^an?$/.test(words.at(start + 1))) {
    const unit = words.meaning(start + 2, 'unit');
    if (unit?.value.unit !== 'hour') return null;
    return {
      value: { spans: [{ count: 30, unit: 'minute' }], sign: '', isDigits: true },
      next: unit.next,
    };
  }
  const first = readSpan(words, start);
  if (!first) return null;
  const spans: Span[] = [first.value.span];
  let { next } = first;
  if (first.value.span.unit === 'hour') {
    if (words.at(next) === 'and' && words.at(next + 1) === 'a' && words.at(next + 2) === 'half') {
      spans.push({ count: 30, unit: 'minute' });
      next += 3;
    } else {
      const more = readSpan(words, words.at(next) === 'and' ? next + 1 : next);
      if (more?.value.span.unit === 'minute' && more.value.sign === '') {
        spans.push(more.value.span);
        next = more.next;
      }
    }
  }
  return { value: { ...first.value, spans }, next };
}

function readSpan(words: Words, start: number): Read<{ span: Span; sign: string; isDigits: boolean }> | null {
  const compact = COMPACT.exec(words.at(start));
  const compactUnit = compact && unitNamed(words, compact[3] as string);
  if (compact && compactUnit) {
    const span = { count: Number(compact[2]), unit: compactUnit };
    return { value: { span, sign: compact[1] as string, isDigits: true }, next: start + 1 };
  }
  const digits = NUMBER.exec(words.at(start));
  const number = digits ? null : words.meaning(start, 'number');
  if (!digits && !number) return null;
  let next = number?.next ?? start + 1;
  let count = number?.value.value ?? Number(digits?.[2]);
  if (words.at(next) === 'and' && words.at(next + 1) === 'a' && words.at(next + 2) === 'half') {
    count += 0.5;
    next += 3;
  }
  const unit = words.meaning(next, 'unit');
  if (!unit) return null;
  return {
    value: { span: { count, unit: unit.value.unit }, sign: digits?.[1] ?? '', isDigits: digits !== null },
    next: unit.next,
  };
}

/** `m` means minutes only here, where a number stands before it. */
function unitNamed(words: Words, name: string): Unit | null {
  return name === 'm' ? 'minute' : words.unitNamed(name);
}

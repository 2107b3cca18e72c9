import { isDate } from '../domain/dates/calendar.ts';
import { dayBeforeTime, readTimeAfter, readWrittenDate, zoneOfHeader } from '../domain/dates/written-date.ts';
import { usage } from '../domain/errors.ts';
import { DAY_MS } from '../domain/time-units.ts';
import { isBlankDate } from './blank-dates.ts';

/** Whether the day or the month comes first. */
export type DateOrder = 'day' | 'month';

/** `3/4/2026`, `3.4.26 1:05 PM`: two numbers of one or two digits, a year, and perhaps a time and a zone. */
const NUMBERS = /^(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d\d)(?!\d)(?:(?:,?[ T]+|,)(\S.*))?$/;
/** The time of such a date, as far as a pattern says it. */
const CLOCK = /^[-–]?\s*(\d{1,2}:\d\d(?::\d\d(?:\.\d+)?)?)\s*([ap]\.?m\.?)?/i;
/** A day to try a time on. */
const ANY_DAY = '2000-01-01';
/** Days since 1899-12-30 as spreadsheets write them, from 1954 to 2173. */
const SERIAL = /^([2-9]\d{4})(\.\d+)?$/;
const FIRST_SERIAL = Date.UTC(1899, 11, 30);

/** The order that a text proves, and its value for each order. */
interface Reading {
  /** Null if both orders are possible; `either` if both give the same day. */
  readonly order: DateOrder | 'either' | null;
  readonly iso: (order: DateOrder) => string;
}

/** A column of dates: decides from all its cells whether the day or the month comes first. */
export class DateColumn {
  readonly header: string;
  readonly #serial: boolean;
  /** The zone that the header names for times without one. */
  readonly #zone: string | null;
  #order: DateOrder | null = null;
  /** A text that fits only one order, and a text that fits both. */
  #proof: string | null = null;
  #ambiguousText: string | null = null;

  /** `serial`: plain numbers are days as spreadsheets count them. */
  constructor(header: string, serial: boolean) {
    this.header = header;
    this.#serial = serial;
    this.#zone = zoneOfHeader(header);
  }

  /** A text that fits both orders, while no other cell decides; null if all is clear. */
  get ambiguousText(): string | null {
    return this.#order === null ? this.#ambiguousText : null;
  }

  /** The order that a cell has proved, or that was taken over; null while none is known. */
  get order(): DateOrder | null {
    return this.#order;
  }

  /** Takes over the order of other columns, after all cells have been seen. */
  adopt(order: DateOrder): void {
    this.#order ??= order;
  }

  /** Records the order of a cell. Throws `usage` if another cell proves the opposite. */
  observe(text: string): void {
    const reading = readNumbers(text.trim(), this.#zone);
    if (reading === null || reading.order === 'either' || isBlankDate(text.trim())) return;
    if (reading.order === null) this.#ambiguousText ??= text.trim();
    else if (this.#order === null) {
      this.#order = reading.order;
      this.#proof = text.trim();
    } else if (this.#order !== reading.order)
      throw usage(
        `"${this.header}" has both day-first and month-first dates: "${this.#proof}" and "${text.trim()}"`,
        'Give the format: --date-format M/d/yyyy, or d/M/yyyy; rows that do not fit are rejected',
      );
  }

  /** The cell as ISO 8601 if it is a date in another format; null if the order is not known yet. */
  normalize(text: string): string | null {
    const plain = text.trim();
    // Most dates are ISO already.
    if (plain.charCodeAt(4) === 45)
      return (this.#zone === null ? null : readWrittenDate(plain, this.#zone)) ?? text;
    const reading = readNumbers(plain, this.#zone);
    if (!reading)
      return readWrittenDate(plain, this.#zone) ?? (this.#serial ? readSerial(plain) : null) ?? text;
    if (isBlankDate(plain)) return text;
    this.observe(plain);
    const order = reading.order === 'either' ? 'day' : this.#order;
    return order === null ? null : existingDate(reading.iso(order), text);
  }
}

/**
 * Makes a reader for dates in the order of a `--date-format` such as `M/d/yyyy`, also if only the date or only the
 * pattern has a time, and for dates with the name of the month: one format applies to all columns of a file. Null for
 * other patterns.
 */
export function dateReaderByOrder(pattern: string): ((text: string) => string) | null {
  const [, first, mark, , clock] = /^(d|M)\1?([/.-])(d|M)\3?\2y{2,4}( .*)?$/.exec(pattern) ?? [];
  if (first === undefined) return null;
  return (text) => {
    const [, , ownMark, , , time] = NUMBERS.exec(text.trim()) ?? [];
    if (ownMark === undefined) return readWrittenDate(text) ?? text;
    if (ownMark !== mark || (time === undefined) === (clock === undefined)) return text;
    return existingDate(readNumbers(text.trim(), null)?.iso(first === 'd' ? 'day' : 'month') ?? text, text);
  };
}

/** The date if it exists, else the original text, for the error message. */
function existingDate(iso: string, text: string): string {
  return isDate(iso.slice(0, 10)) ? iso : text;
}

/** The patterns of `--date-format` for an ambiguous text: month first, day first. */
export function possiblePatterns(text: string): readonly [string, string] {
  const [, , mark = '/', , year = '', rest = ''] = NUMBERS.exec(text) ?? [];
  const [, time, half] = CLOCK.exec(rest) ?? [];
  const years = year.length === 2 ? 'yy' : 'yyyy';
  const seconds = time?.split(':').length === 3 ? ':ss' : '';
  const clock = time === undefined ? '' : half ? ` h:mm${seconds} a` : ` HH:mm${seconds}`;
  return [`M${mark}d${mark}${years}${clock}`, `d${mark}M${mark}${years}${clock}`];
}

function readNumbers(text: string, zone: string | null): Reading | null {
  const [, first = '', mark, second = '', year = '', rest = ''] = NUMBERS.exec(dayBeforeTime(text)) ?? [];
  if (mark === undefined || readTimeAfter(ANY_DAY, rest, zone) === null) return null;
  const [a, b] = [Number(first), Number(second)];
  const iso = (order: DateOrder) => {
    const day = order === 'day' ? isoDay(year, b, a) : isoDay(year, a, b);
    return readTimeAfter(day, rest, zone) ?? text;
  };
  // With dots the day always comes first.
  if (mark === '.') return { order: 'either', iso: () => iso('day') };
  const order = a > 12 && b <= 12 ? 'day' : b > 12 && a <= 12 ? 'month' : a === b ? 'either' : null;
  // Two numbers above 12 are not a date: keep the text, which is then rejected.
  if (a > 12 && b > 12) return { order: 'either', iso: () => text };
  return { order, iso };
}

function readSerial(text: string): string | null {
  const [, days, part] = SERIAL.exec(text) ?? [];
  if (days === undefined) return null;
  const at = FIRST_SERIAL + Math.round(Number(days + (part ?? '')) * 86_400) * 1000;
  const iso = new Date(at).toISOString();
  return at % DAY_MS === 0 ? iso.slice(0, 10) : `${iso.slice(0, 10)} ${iso.slice(11, 19)}`;
}

/** Two-digit years are within fifty years of 2000, as with `--date-format`. */
function isoDay(year: string, month: number, day: number): string {
  const full = year.length === 4 ? year : `${Number(year) < 50 ? 20 : 19}${year}`;
  return `${full}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

import { isDate } from '../domain/dates/calendar.ts';
import { usage } from '../domain/errors.ts';

/** Whether the day or the month comes first. */
export type DateOrder = 'day' | 'month';

/** `3/4/2026`, `3.4.26 1:05 PM`: two numbers of one or two digits, a year, and perhaps a time. */
const NUMBERS =
  /^(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d\d)(?:,?[ T]+(\d{1,2}:\d\d(?::\d\d(?:\.\d+)?)?)\s*([ap]\.?m\.?)?)?$/i;
/** `12-Mar-2026`, `12 March 2026`. */
const DAY_NAMED = /^(\d{1,2})[ -]([a-z]{3,9})\.?,?[ -](\d{4}|\d\d)$/i;
/** `Mar 12, 2026`. */
const MONTH_NAMED = /^([a-z]{3,9})\.? (\d{1,2}),? (\d{4})$/i;
const MONTHS = 'january february march april may june july august september october november december'.split(
  ' ',
);
/** Days since 1899-12-30 as spreadsheets write them, from 1954 to 2173. */
const SERIAL = /^([2-9]\d{4})(\.\d+)?$/;
const FIRST_SERIAL = Date.UTC(1899, 11, 30);
const DAY_MS = 86_400_000;

/** What a text says of the order, and what it is in each. */
interface Reading {
  /** Null where both are possible, and both say the same day where they are equal. */
  readonly order: DateOrder | 'either' | null;
  readonly iso: (order: DateOrder) => string;
}

/** One column of dates: finds out over all of its cells whether the day or the month comes first. */
export class DateColumn {
  readonly header: string;
  readonly #serial: boolean;
  #order: DateOrder | null = null;
  /** A text that only its order fits, and one that fits both. */
  #proof: string | null = null;
  #doubtful: string | null = null;

  /** With `serial`, plain numbers are days as spreadsheets count them. */
  constructor(header: string, serial: boolean) {
    this.header = header;
    this.#serial = serial;
  }

  /** A text that may be of either order, while nothing tells; null where all is clear. */
  get doubtful(): string | null {
    return this.#order === null ? this.#doubtful : null;
  }

  /** Takes note of what a cell says. Throws `usage` where another says the opposite. */
  see(text: string): void {
    const reading = readNumbers(text.trim());
    if (reading === null || reading.order === 'either') return;
    if (reading.order === null) this.#doubtful ??= text.trim();
    else if (this.#order === null) {
      this.#order = reading.order;
      this.#proof = text.trim();
    } else if (this.#order !== reading.order)
      throw usage(
        `"${this.header}" has dates both ways: "${this.#proof}" and "${text.trim()}"`,
        'Say how they are written: --date-format M/d/yyyy, or d/M/yyyy; rows that do not fit are refused',
      );
  }

  /** The cell as ISO 8601 where it is a date written in another way; null where nothing tells yet which day it is. */
  mend(text: string): string | null {
    const plain = text.trim();
    // Most dates are ISO already.
    if (plain.charCodeAt(4) === 45) return text;
    const reading = readNumbers(plain);
    if (!reading) return readNamed(plain) ?? (this.#serial ? readSerial(plain) : null) ?? text;
    this.see(plain);
    const order = reading.order === 'either' ? 'day' : this.#order;
    return order === null ? null : there(reading.iso(order), text);
  }
}

/**
 * Makes a function that reads dates by the order of a `--date-format` such as `M/d/yyyy` where they have a time and the
 * pattern has none, or the other way round, and those that name the month: one format is said for all columns of a file. Null for other patterns.
 */
export function byOrderOf(pattern: string): ((text: string) => string) | null {
  const [, first, mark, , clock] = /^(d|M)\1?([/.-])(d|M)\3?\2y{2,4}( .*)?$/.exec(pattern) ?? [];
  if (first === undefined) return null;
  return (text) => {
    const [, , ownMark, , , time] = NUMBERS.exec(text.trim()) ?? [];
    if (ownMark === undefined) return readNamed(text.trim()) ?? text;
    if (ownMark !== mark || (time === undefined) === (clock === undefined)) return text;
    return there(readNumbers(text.trim())?.iso(first === 'd' ? 'day' : 'month') ?? text, text);
  };
}

/** A date that there is; else the text as it was, for a message to name. */
function there(iso: string, text: string): string {
  return isDate(iso.slice(0, 10)) ? iso : text;
}

/** The patterns of `--date-format` that a doubtful text may be written in, the month first and the day first. */
export function possiblePatterns(text: string): readonly [string, string] {
  const [, , mark = '/', , year = '', time, half] = NUMBERS.exec(text) ?? [];
  const years = year.length === 2 ? 'yy' : 'yyyy';
  const seconds = time?.split(':').length === 3 ? ':ss' : '';
  const clock = time === undefined ? '' : half ? ` h:mm${seconds} a` : ` HH:mm${seconds}`;
  return [`M${mark}d${mark}${years}${clock}`, `d${mark}M${mark}${years}${clock}`];
}

function readNumbers(text: string): Reading | null {
  const [, first = '', mark, second = '', year = '', time, half] = NUMBERS.exec(text) ?? [];
  if (mark === undefined) return null;
  const [a, b] = [Number(first), Number(second)];
  const iso = (order: DateOrder) =>
    (order === 'day' ? isoDay(year, b, a) : isoDay(year, a, b)) + clockOf(time, half);
  // With full stops between them the day is first everywhere.
  if (mark === '.') return { order: 'either', iso: () => iso('day') };
  const order = a > 12 && b <= 12 ? 'day' : b > 12 && a <= 12 ? 'month' : a === b ? 'either' : null;
  // Two numbers above 12 are no date: they stay as they are, to be refused.
  if (a > 12 && b > 12) return { order: 'either', iso: () => text };
  return { order, iso };
}

function readNamed(text: string): string | null {
  const [, day, name, year] = DAY_NAMED.exec(text) ?? [];
  if (day !== undefined) return named(day, name as string, year as string);
  const [, month, date, full] = MONTH_NAMED.exec(text) ?? [];
  return month === undefined ? null : named(date as string, month, full as string);
}

function named(day: string, name: string, year: string): string | null {
  const word = name.toLowerCase();
  const at = MONTHS.findIndex(
    (month) => month === word || month.slice(0, 3) === word || (word === 'sept' && month === 'september'),
  );
  if (at < 0) return null;
  const iso = isoDay(year, at + 1, Number(day));
  return isDate(iso) ? iso : null;
}

function readSerial(text: string): string | null {
  const [, days, part] = SERIAL.exec(text) ?? [];
  if (days === undefined) return null;
  const at = FIRST_SERIAL + Math.round(Number(days + (part ?? '')) * 86_400) * 1000;
  const iso = new Date(at).toISOString();
  return at % DAY_MS === 0 ? iso.slice(0, 10) : `${iso.slice(0, 10)} ${iso.slice(11, 19)}`;
}

/** Two digits of a year are read within fifty years of 2000, as `--date-format` does. */
function isoDay(year: string, month: number, day: number): string {
  const full = year.length === 4 ? year : `${Number(year) < 50 ? 20 : 19}${year}`;
  return `${full}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

function clockOf(time: string | undefined, half: string | undefined): string {
  if (time === undefined) return '';
  const [hours = '', ...others] = time.split(':');
  const hour = half === undefined ? Number(hours) : (Number(hours) % 12) + (/^p/i.test(half) ? 12 : 0);
  return ` ${[String(hour).padStart(2, '0'), ...others].join(':')}`;
}

import { zoneOfHeader } from '../../domain/dates/written-date.ts';
import { readWrittenDate, toLocalDate } from '../../domain/dates.ts';
import { usage } from '../../domain/errors.ts';
import { DateColumn } from '../date-order.ts';

/** `2026-11-26 15:00:00`, which most files have. */
const PLAIN = /^(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d)(:\d\d)?(?:[.,]\d+)?(Z?)$/;
const EPOCH = /^\d{9,10}(?:\.\d+)?$|^\d{13}(?:\.\d+)?$|^\d{16}$/;
/** A day whose time stands elsewhere: programs write midnight for none. */
const NO_TIME = /[ T]+0?0:00(?::00(?:\.0+)?)?Z?$/;
const HAS_TIME = /\d:\d\d/;
/** `GMT+0100 (Central European Standard Time)`. */
const ZONE_NAME_BEHIND = /(?:GMT|UTC)?([+-]\d\d:?\d\d)\s*\([^()]*\)$/;
const WEEKDAY = /^(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s+/i;

/** The times of a column, which may have only days or only times of day. */
export class CallTimes {
  readonly header: string;
  readonly #order: DateColumn;
  /** The zone that the header names, which counts more than that of a row; null for none. */
  readonly zone: string | null;
  /** The zone of all other times; null for the user's own. */
  readonly #usualZone: string | null;
  readonly #byPattern: ((text: string) => string | null) | null;

  /** `zone` is that of times without one; null for the user's own. */
  constructor(header: string, zone: string | null, byPattern: ((text: string) => string | null) | null) {
    this.header = header;
    this.#order = new DateColumn(header, false);
    this.zone = zoneOfHeader(header);
    this.#usualZone = zone;
    this.#byPattern = byPattern;
  }

  /** Notes a text, which may tell whether the day or the month comes first. */
  observe(text: string): void {
    if (this.#byPattern === null && !PLAIN.test(text)) this.#order.observe(withoutWeekday(text));
  }

  /** A text that may be of two days; null if all is clear. */
  get ambiguousText(): string | null {
    return this.#order.ambiguousText;
  }

  /**
   * The moment of a text, in milliseconds since the epoch. `timeOfDay` is the text of another column, `rowZone` the zone
   * of the row. Throws `usage` if it cannot be read.
   */
  read(text: string, timeOfDay: string | null = null, rowZone: string | null = null): number {
    const zone = this.zone ?? (rowZone === null ? this.#usualZone : zoneOfRow(rowZone));
    const day = text.trim().replace(ZONE_NAME_BEHIND, '$1');
    const whole = timeOfDay === null ? day : withTime(day, timeOfDay);
    const quick = PLAIN.exec(whole);
    if (quick && this.#byPattern === null && (zone === null || quick[4] === 'Z')) {
      const moment = Date.parse(`${quick[1]}T${quick[2]}${quick[3] ?? ''}${quick[4]}`);
      if (!Number.isNaN(moment)) return moment;
    }
    if (EPOCH.test(day)) return epochOf(day);
    const patterned = this.#byPattern?.(whole) ?? this.#byPattern?.(day);
    const written = patterned ? wallTime(patterned, timeOfDay) : this.#order.normalize(withoutWeekday(whole));
    const found =
      written === null ? null : readWrittenDate(HAS_TIME.test(written) ? written : `${written} 00:00`, zone);
    const moment = found === null ? Number.NaN : Date.parse(found.replace(' ', 'T'));
    if (!Number.isNaN(moment)) return moment;
    throw usage(
      `cannot read "${whole}" as a date`,
      'Give the date format of the file: --date-format M/d/yyyy, or d/M/yyyy, or dd.MM.yyyy',
    );
  }
}

function withoutWeekday(text: string): string {
  return text.trim().replace(WEEKDAY, '');
}

/** A day with a time from another column, unless it has one of its own. */
function withTime(day: string, timeOfDay: string): string {
  const bare = day.replace(NO_TIME, '');
  return HAS_TIME.test(bare) ? day : `${bare} ${timeOfDay.trim()}`;
}

/** What a pattern read in the user's own zone, as it stood on the wall. */
function wallTime(at: string, timeOfDay: string | null): string {
  if (at.length === 10) return timeOfDay === null ? at : `${at} ${timeOfDay}`;
  const moment = new Date(at);
  const parts = [moment.getHours(), moment.getMinutes(), moment.getSeconds()];
  return `${toLocalDate(at)} ${parts.map((part) => String(part).padStart(2, '0')).join(':')}`;
}

/** Seconds, milliseconds or microseconds since 1970, by their size. */
function epochOf(text: string): number {
  const number = Number(text);
  const digits = text.split('.')[0]?.length ?? 0;
  if (digits >= 16) return Math.floor(number / 1000);
  return Math.floor(digits >= 13 ? number : number * 1000);
}

/** `America/New_York`, `EST`, `UTC+2`, `(GMT-05:00) Eastern Time`. Throws `usage` for what is no zone. */
function zoneOfRow(text: string): string {
  const plain = text.trim().toLowerCase();
  const zone = /^\((?:utc|gmt)([+-]\d\d?:?\d\d)?\)/.exec(plain);
  const name = zone ? (zone[1] ?? 'utc') : plain;
  if (readWrittenDate('2000-01-01 00:00', name) !== null) return name;
  throw usage(`"${text}" is not a time zone`, "Leave the column out: --map '<column>=-'");
}

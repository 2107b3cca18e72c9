import {
  isoTime,
  readDateByPattern,
  readWrittenDate,
  startOfDay,
  toLocalDate,
  tryReadMoment,
} from '../domain/dates.ts';
import { usage } from '../domain/errors.ts';
import { DAY_MS } from '../domain/time-units.ts';

const IS_DAY = /^\d{4}-\d\d-\d\d$/;
const YEAR_FIRST_DATE = /^\d{4}[-/]/;
/** Milliseconds since the epoch from 2001 to 2286, and seconds from 2001 to 2033, as in some exports. */
const EPOCH = /^(?:\/Date\((\d{12,13})(?:[+-]\d{4})?\)\/|(\d{13})|(1\d{9}))$/;
/** A date and time as `tryReadMoment` reads it alone, whatever the time. */
const ISO = /^\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d(?::?\d\d)?)?)?$/;

/** Reads the dates and times of a file. */
export interface DateReader {
  /** `YYYY-MM-DD`, as written if a time follows. Throws a usage error. */
  day(text: string): string;
  /** UTC ISO 8601 with milliseconds; a day alone is its midnight in the user's zone. Throws a usage error. */
  time(text: string): string;
}

/**
 * Makes a reader for ISO 8601, dates with the year first or the name of the month, seconds and milliseconds since the
 * epoch, and, with a pattern (`M/d/yyyy`), dates in that format. Other dates are rejected, since 3/4/2026 may be in
 * March or April. `now` is in milliseconds.
 */
export async function makeDateReader(now: number, pattern: string | undefined): Promise<DateReader> {
  const byPattern = pattern === undefined ? null : await readDateByPattern(pattern);
  // If the pattern begins with the year, a date with the year first that does not fit it is an error.
  const isoToo = pattern === undefined || !/^'?[yu]/.test(pattern);

  /** A day, or a moment in UTC, and the text that says it with the year first. */
  const read = (text: string): { readonly at: string; readonly written: string | null } => {
    const patterned = byPattern?.(text) ?? null;
    if (patterned !== null) return { at: patterned, written: null };
    const epoch = epochOf(text);
    if (epoch !== null) return { at: isoTime(epoch), written: epoch % DAY_MS === 0 ? isoTime(epoch) : null };
    const written = !isoToo ? null : ISO.test(text) ? text : (readWrittenDate(text) ?? yearFirst(text));
    const moment = written === null ? null : tryReadMoment(written, now);
    if (moment) return { at: moment.at === null ? moment.date : isoTime(moment.at), written };
    throw pattern === undefined
      ? usage(
          `cannot read "${text}" as a date`,
          'Give the date format of the file: --date-format M/d/yyyy, or d/M/yyyy, or dd.MM.yyyy',
        )
      : usage(`cannot read "${text}" as a date in the format ${pattern}`);
  };

  return {
    day(text) {
      const { at, written } = read(text);
      if (IS_DAY.test(at)) return at;
      // A day exported as an instant is midnight, often in UTC: use the day as written.
      return written === null ? toLocalDate(at) : written.slice(0, 10).replaceAll('/', '-');
    },
    time(text) {
      const { at } = read(text);
      return IS_DAY.test(at) ? startOfDay(at) : at;
    },
  };
}

function yearFirst(text: string): string | null {
  return YEAR_FIRST_DATE.test(text) ? text : null;
}

/** The moment that a number counts from 1970 on, in milliseconds; null for other text. */
function epochOf(text: string): number | null {
  const [, json, ms = json, seconds] = EPOCH.exec(text) ?? [];
  if (ms !== undefined) return Number(ms);
  return seconds === undefined ? null : Number(seconds) * 1000;
}

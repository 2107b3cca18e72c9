import { isoTime, readDateByPattern, startOfDay, toLocalDate, tryReadMoment } from '../domain/dates.ts';
import { usage } from '../domain/errors.ts';

const DAY_MS = 86_400_000;
const IS_DAY = /^\d{4}-\d\d-\d\d$/;
const YEAR_FIRST_DATE = /^\d{4}[-/]/;
/** Milliseconds since the epoch from 2001 to 2286, as in some exports. */
const EPOCH_MS = /^\d{13}$/;

/** Reads the dates and times of a file. */
export interface DateReader {
  /** `YYYY-MM-DD`, as written if a time follows. Throws a usage error. */
  day(text: string): string;
  /** UTC ISO 8601 with milliseconds; a day alone is its midnight in the user's zone. Throws a usage error. */
  time(text: string): string;
}

/**
 * Makes a reader for ISO 8601, epoch milliseconds and, with a pattern (`M/d/yyyy`), dates in that format. Other dates
 * are rejected, since 3/4/2026 may be in March or April. `now` is in milliseconds.
 */
export async function makeDateReader(now: number, pattern: string | undefined): Promise<DateReader> {
  const byPattern = pattern === undefined ? null : await readDateByPattern(pattern);
  // If the pattern begins with the year, an ISO date that does not fit it is an error.
  const isoToo = pattern === undefined || !/^'?[yu]/.test(pattern);

  const read = (text: string): string => {
    const patterned = byPattern?.(text) ?? null;
    if (patterned !== null) return patterned;
    if (EPOCH_MS.test(text)) return isoTime(Number(text));
    if (isoToo && YEAR_FIRST_DATE.test(text)) {
      const moment = tryReadMoment(text, now);
      if (moment) return moment.at === null ? moment.date : isoTime(moment.at);
    }
    throw pattern === undefined
      ? usage(
          `cannot read "${text}" as a date`,
          'Give the date format of the file: --date-format M/d/yyyy, or d/M/yyyy, or dd.MM.yyyy',
        )
      : usage(`cannot read "${text}" as a date in the format ${pattern}`);
  };

  return {
    day(text) {
      const at = read(text);
      if (IS_DAY.test(at)) return at;
      // A day exported as an instant is midnight, often in UTC: use the day as written.
      if (EPOCH_MS.test(text)) return Number(text) % DAY_MS === 0 ? at.slice(0, 10) : toLocalDate(at);
      return YEAR_FIRST_DATE.test(text) ? text.slice(0, 10).replaceAll('/', '-') : toLocalDate(at);
    },
    time(text) {
      const at = read(text);
      return IS_DAY.test(at) ? startOfDay(at) : at;
    },
  };
}

import { isoTime, readDateByPattern, readMomentNow, startOfDay, toLocalDate } from '../domain/dates.ts';
import { usage } from '../domain/errors.ts';

const DAY_MS = 86_400_000;
const IS_DAY = /^\d{4}-\d\d-\d\d$/;
const YEAR_FIRST = /^\d{4}[-/]/;
/** Milliseconds since the epoch from 2001 to 2286, as some systems export times. */
const EPOCH_MS = /^\d{13}$/;

/** Reads the dates and times of a file. */
export interface DateReader {
  /** `YYYY-MM-DD`; the day as written where a time follows it. Throws a usage error. */
  day(text: string): string;
  /** UTC ISO 8601 with milliseconds; a day alone is its midnight in the user's zone. Throws a usage error. */
  time(text: string): string;
}

/**
 * Makes a reader of ISO 8601, epoch milliseconds and, with a pattern (`M/d/yyyy`), dates written like it. Other
 * dates are refused: nothing tells 3/4/2026 in March from 3/4/2026 in April. `now` is in milliseconds.
 */
export async function makeDateReader(now: number, pattern: string | undefined): Promise<DateReader> {
  const byPattern = pattern === undefined ? null : await readDateByPattern(pattern);
  // Where the pattern itself begins with the year, an ISO date that does not fit it is an error, not ISO.
  const isoToo = pattern === undefined || !/^'?[yu]/.test(pattern);

  const read = (text: string): string => {
    const patterned = byPattern?.(text) ?? null;
    if (patterned !== null) return patterned;
    if (EPOCH_MS.test(text)) return isoTime(Number(text));
    if (isoToo && YEAR_FIRST.test(text)) {
      const moment = readMomentNow(text, now);
      if (moment) return moment.at === null ? moment.date : isoTime(moment.at);
    }
    throw pattern === undefined
      ? usage(
          `cannot read "${text}" as a date`,
          'Say how the file writes its dates: --date-format M/d/yyyy, or d/M/yyyy, or dd.MM.yyyy',
        )
      : usage(`cannot read "${text}" as a date written ${pattern}`);
  };

  return {
    day(text) {
      const at = read(text);
      if (IS_DAY.test(at)) return at;
      // A day exported as an instant is midnight, in UTC as often as not: what is written counts.
      if (EPOCH_MS.test(text)) return Number(text) % DAY_MS === 0 ? at.slice(0, 10) : toLocalDate(at);
      return YEAR_FIRST.test(text) ? text.slice(0, 10).replaceAll('/', '-') : toLocalDate(at);
    },
    time(text) {
      const at = read(text);
      return IS_DAY.test(at) ? startOfDay(at) : at;
    },
  };
}

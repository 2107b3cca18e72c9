import { usage } from '../errors.ts';
import { isDate, isoTime, toLocalDate } from './calendar.ts';

/** Two-digit years are read within fifty years of this day: 51 is 1951, 49 is 2049. */
const REFERENCE = Date.UTC(2000, 0, 1, 12);

const DATE_PARTS = [/[yu]/, /[ML]/, /d/];
const TIME_PART = /[HhKkmsSXxOaB]/;
const HOW_TO = 'write yyyy for the year, MM for the month, dd for the day, HH:mm for the time: dd.MM.yyyy';

/** Imports repeat the same few days; distinct moments are forgotten before they fill the memory. */
const MOST_REMEMBERED = 10_000;

/**
 * Makes a reader of dates written in one way, as date-fns spells patterns: `M/d/yyyy`, `dd.MM.yyyy HH:mm`. It
 * returns `YYYY-MM-DD`, or UTC ISO 8601 when the pattern has a time, and null for a text that does not fit or
 * names a day that does not exist.
 * @throws usage error for a pattern without year, month and day, or with letters that mean nothing.
 */
export async function readDateByPattern(pattern: string): Promise<(text: string) => string | null> {
  const { parse } = await import('date-fns/parse');
  const letters = pattern.replace(/'[^']*'/g, '');
  const hasTime = TIME_PART.test(letters);
  const read = (text: string): string | null => {
    const at = parse(text, pattern, new Date(REFERENCE)).getTime();
    if (Number.isNaN(at)) return null;
    const date = toLocalDate(at);
    if (!isDate(date)) return null;
    return hasTime ? isoTime(at) : date;
  };
  try {
    if (!DATE_PARTS.every((part) => part.test(letters)))
      throw new RangeError('a part of the date is missing');
    read('');
  } catch (error) {
    if (error instanceof RangeError) throw usage(`cannot use "${pattern}" as a date format`, HOW_TO);
    throw error;
  }
  return remembering(read);
}

function remembering(read: (text: string) => string | null): (text: string) => string | null {
  const seen = new Map<string, string | null>();
  return (text) => {
    const known = seen.get(text);
    if (known !== undefined) return known;
    const date = read(text.trim());
    if (seen.size >= MOST_REMEMBERED) seen.clear();
    seen.set(text, date);
    return date;
  };
}

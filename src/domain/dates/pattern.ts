import { usage } from '../errors.ts';
import { isDate, isoTime, toLocalDate } from './calendar.ts';

/** Two-digit years are within fifty years of this day: 51 is 1951, 49 is 2049. */
const REFERENCE = Date.UTC(2000, 0, 1, 12);

const DATE_PARTS = [/[yu]/, /[ML]/, /d/];
const TIME_PART = /[HhKkmsSXxOaB]/;
const PATTERN_HINT =
  'Write yyyy for the year, MM for the month, dd for the day, HH:mm for the time: dd.MM.yyyy';

/** Limits the memory of the cache; imports repeat the same few days. */
const MAX_CACHED_DATES = 10_000;

/**
 * Makes a reader for dates in one format, as a date-fns pattern: `M/d/yyyy`, `dd.MM.yyyy HH:mm`. It returns
 * `YYYY-MM-DD`, or UTC ISO 8601 if the pattern has a time, and null if the text does not fit or the day does not
 * exist.
 * @throws usage error for a pattern without year, month and day, or with unknown letters.
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
    if (error instanceof RangeError) throw usage(`cannot use "${pattern}" as a date format`, PATTERN_HINT);
    throw error;
  }
  return withCache(read);
}

function withCache(read: (text: string) => string | null): (text: string) => string | null {
  const seen = new Map<string, string | null>();
  return (text) => {
    const known = seen.get(text);
    if (known !== undefined) return known;
    const date = read(text.trim());
    if (seen.size >= MAX_CACHED_DATES) seen.clear();
    seen.set(text, date);
    return date;
  };
}

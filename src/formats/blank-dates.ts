const YEAR_FIRST = /^(\d{4})([-/.]?)(\d\d)\2(\d\d)(?:[T ]+(.*))?$/;
const YEAR_LAST = /^(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|00)(?:,?[T ]+(.*))?$/;
/** Midnight in any zone. */
const MIDNIGHT =
  /^(?:0?0:00(?::00(?:[.,]0+)?)?|12:00(?::00)? ?a\.?m\.?)\s*(?:Z|UTC|GMT|[+-]\d\d:?\d\d(?::\d\d)?)?$/i;
/** The first days of calendars and databases, and the last one; month and day in either order. */
const NO_DAYS: ReadonlySet<string> = new Set([
  '0001-01-01',
  '1601-01-01',
  '1753-01-01',
  '1899-12-30',
  '1899-30-12',
  '1899-12-31',
  '1899-31-12',
  '1900-01-00',
  '1900-00-01',
  '9999-12-30',
  '9999-30-12',
  '9999-12-31',
  '9999-31-12',
]);

/** Whether a text is a day that programs write for none: `0000-00-00`, `1/1/0001 12:00:00 AM`, `1899-12-30`, `0`. */
export function isBlankDate(text: string): boolean {
  if (text === '0') return true;
  const [, year = '', , month = '', day = '', time] = YEAR_FIRST.exec(text) ?? lastYear(text) ?? [];
  if (year === '' || (time !== undefined && !MIDNIGHT.test(time))) return false;
  return /^0+$/.test(year) || NO_DAYS.has(`${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`);
}

function lastYear(text: string): (string | undefined)[] | null {
  const [all, first, mark, second, year, time] = YEAR_LAST.exec(text) ?? [];
  // `05/06/00` is a day of 2000.
  if (all === undefined || (year === '00' && Number(first) + Number(second) > 0)) return null;
  return [all, year, mark, first, second, time];
}

import { existingDay } from '../domain/dates/calendar.ts';
import { monthNamed } from '../domain/dates/written-date.ts';

/** Words before a month or a quarter that move its end by less than the month that is meant. */
const BEFORE =
  /^(?:(?:by|before|until|around|approx\.?|ca\.?|~|in|expected|the)\s+)*(?:(?:end(?: of)?|eo|late|ende|fin(?: de)?|early|mid(?:dle of)?|anfang|mitte)[ -]+)?/;
const YEAR = "(?<year>\\d{4}|'?\\d\\d)";
const SPLIT = "[ ,./'-]*";
/** `Jan 2027`, `January-27`, `Jan '27`. `Jan 27` is a day of January. */
const MONTH = /^(?<month>\p{L}{3,10})\.?(?:[ ,./-]+(?<year>\d{4}|'\d\d)|[-/'](?<short>\d\d))$/u;
const YEAR_MONTH = /^(?<year>\d{4})[ ,./-]+(?<month>\p{L}{3,10}|\d{1,2})\.?$/u;
const NUMBER_YEAR = /^(?<month>\d{1,2})[/.-](?<year>\d{4})$/;
/** `Q1 2027`, `1Q27`, `2027-Q1`, `H2 2027`. */
const PARTS = [
  new RegExp(`^(?<kind>[qht])(?<number>[1-4])${SPLIT}(?:of )?${YEAR}$`),
  new RegExp(`^(?<number>[1-4])(?<kind>[qh])${SPLIT}${YEAR}$`),
  new RegExp(`^(?<year>\\d{4})${SPLIT}(?<kind>[qht])(?<number>[1-4])$`),
];
const WHOLE_YEAR = /^(?<year>20\d\d)$/;

/**
 * The last day of the period that stands where a day should, as people write when a deal may close: `Jan 2027`,
 * `Q1 2027`, `Mar-27`, `end of March 2027`. Null for other texts.
 */
export function endOfPeriod(text: string): string | null {
  const plain = text
    .trim()
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .replace(BEFORE, '');
  for (const pattern of PARTS) {
    const { kind, number, year = '' } = pattern.exec(plain)?.groups ?? {};
    if (number === undefined) continue;
    const months = kind === 'h' ? 6 : 3;
    return Number(number) * months > 12 ? null : lastDay(year, Number(number) * months);
  }
  for (const pattern of [MONTH, YEAR_MONTH, NUMBER_YEAR]) {
    const { month, year, short } = pattern.exec(plain)?.groups ?? {};
    if (month === undefined) continue;
    const number = /^\d/.test(month) ? Number(month) : monthNamed(month);
    return number === null || number < 1 || number > 12 ? null : lastDay(year ?? short ?? '', number);
  }
  const { year } = WHOLE_YEAR.exec(plain)?.groups ?? {};
  return year === undefined ? null : lastDay(year, 12);
}

function lastDay(year: string, month: number): string | null {
  const digits = year.replace("'", '');
  const full = Number(digits) + (digits.length === 4 ? 0 : 2000);
  return [31, 30, 29, 28].map((day) => existingDay(full, month, day)).find((day) => day !== null) ?? null;
}

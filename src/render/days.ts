import { weekdayOf } from '../domain/dates/calendar.ts';

const MONTHS = 'January February March April May June July August September October November December'.split(
  ' ',
);
const WEEKDAYS = 'Monday Tuesday Wednesday Thursday Friday Saturday Sunday'.split(' ');

const monthName = (date: string) => MONTHS[Number(date.slice(5, 7)) - 1] ?? '';

/** `Friday, November 20`. */
export function dayTitle(date: string): string {
  return `${WEEKDAYS[weekdayOf(date)]}, ${monthName(date)} ${Number(date.slice(8))}`;
}

/** `Mar 31`; with the year (`Jan 4 '27`) unless it is the current one. */
export function shortDay(date: string, today: string): string {
  const day = `${monthName(date).slice(0, 3)} ${Number(date.slice(8))}`;
  return date.slice(0, 4) === today.slice(0, 4) ? day : `${day} '${date.slice(2, 4)}`;
}

/** `Mar 2026`, from `2026-03`. */
export function monthText(month: string): string {
  return `${monthName(month).slice(0, 3)} ${month.slice(0, 4)}`;
}

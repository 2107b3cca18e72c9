import { type CrmError, usage } from '../errors.ts';
import { dayOf } from './calendar.ts';

/** The error for a day that its month does not have; it names the last one that the month has. */
export function noDay(shown: string, year: number, month: number): CrmError {
  const hint =
    month >= 1 && month <= 12
      ? `The last day of that month is ${dayOf(year, month + 1, 0)}`
      : 'Write year, month and day: 2026-03-12';
  return usage(`there is no day "${shown}"`, hint);
}

/** The error for a time of day that a clock does not show. */
export function noTime(shown: string): CrmError {
  return usage(`there is no time "${shown}"`, 'Hours go from 00 to 23, minutes from 00 to 59');
}

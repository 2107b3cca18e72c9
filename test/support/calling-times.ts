import { type CallingTimes, makeCallingTimes } from '../../src/domain/calendar/calling-times.ts';
import { readWeekHours } from '../../src/domain/calendar/week-hours.ts';
import { makeZoneClock } from '../../src/domain/calling/zone-clock.ts';

/** Calls from 8 to 21 on every day. */
export function everyDay(hours = '08:00-21:00'): CallingTimes {
  const usual = readWeekHours(hours);
  return makeCallingTimes(makeZoneClock(), { usual, areDefault: false, byCountry: new Map() });
}

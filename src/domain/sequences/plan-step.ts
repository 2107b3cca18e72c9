import type { Calendar } from '../calendar/calendar.ts';
import type { Place } from '../calendar/place.ts';
import { isWithin } from '../calling/hours.ts';
import type { ZoneClock } from '../calling/zone-clock.ts';
import { weekdayOf } from '../dates/calendar.ts';
import { addDaysTo } from '../dates.ts';
import { MINUTE_MS } from '../time-units.ts';
import type { SequenceStep, StepWindow } from './sequence.ts';

/** Clock changes happen at full quarters of an hour. */
const QUARTER_MS = 15 * MINUTE_MS;
/** A window that never comes ends the search. */
const MAX_DAYS_SEARCHED = 2 * 366;

/** The clocks of zones, and the weekends and holidays of countries that are loaded. */
export interface StepTimes {
  readonly clock: Pick<ZoneClock, 'at' | 'moment'>;
  readonly calendar: Pick<Calendar, 'holidayOn' | 'weekendOf'>;
}

/** Whether people work on a day there. */
function isWorkingDay({ country }: Place, date: string, { calendar }: StepTimes): boolean {
  return !calendar.weekendOf(country).includes(weekdayOf(date)) && calendar.holidayOn(country, date) === null;
}

/** The day that is so many working days after a day there; the day itself for none. */
function addWorkingDays(date: string, count: number, place: Place, times: StepTimes): string {
  let day = date;
  for (let left = count; left > 0; ) {
    day = addDaysTo(day, 1);
    if (isWorkingDay(place, day, times)) left--;
  }
  return day;
}

/**
 * The first moment at which a step can be done: so many working days after a moment, then within its window, by the clock
 * of the person. All in milliseconds since the epoch. Null where the window never comes.
 */
export function planStep(
  { delayDays, window }: Pick<SequenceStep, 'delayDays' | 'window'>,
  after: number,
  place: Place,
  times: StepTimes,
): number | null {
  let day = addWorkingDays(times.clock.at(place.zone, after).date, delayDays, place, times);
  for (let searched = 0; searched < MAX_DAYS_SEARCHED; searched++) {
    const found = isDayOf(window, place, day, times) ? firstWithin(day, window, after, place, times) : null;
    if (found !== null) return found;
    day = addDaysTo(day, 1);
  }
  return null;
}

function isDayOf({ days }: StepWindow, place: Place, date: string, times: StepTimes): boolean {
  if (days === null) return isWorkingDay(place, date, times);
  return days.includes(weekdayOf(date)) && times.calendar.holidayOn(place.country, date) === null;
}

/** The first moment of a day, not before another one, at which the clock there is within the hours. */
function firstWithin(
  date: string,
  { hours }: StepWindow,
  after: number,
  { zone }: Place,
  { clock }: StepTimes,
): number | null {
  const begins = clock.moment(zone, { date, minutes: 0 });
  const ends = clock.moment(zone, { date: addDaysTo(date, 1), minutes: 0 });
  for (let at = Math.max(after, begins); at < ends; ) {
    const there = clock.at(zone, at);
    if (there.date === date && isWithin(hours, there.minutes)) return at;
    const next = (Math.floor(at / QUARTER_MS) + 1) * QUARTER_MS;
    // Within a quarter, no clock is changed.
    const opens = Math.floor(at / MINUTE_MS) * MINUTE_MS + (hours.start - there.minutes) * MINUTE_MS;
    if (there.date === date && opens > at && opens < next) return opens;
    at = next;
  }
  return null;
}

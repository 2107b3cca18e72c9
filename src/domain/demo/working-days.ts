import { makeZoneClock } from '../calling/zone-clock.ts';
import { addDaysTo, isoTime, momentOf, toLocalDate, weekdayOf } from '../dates/calendar.ts';
import type { Random } from './random.ts';

/** Office days and times around a moment: Monday to Friday, 8:30 to 17:30, in the user's zone. */
export interface WorkingDays {
  readonly today: string;
  /** The last working day at least so many days ago. */
  ago(days: number): string;
  /** The first working day at least so many days ahead. */
  ahead(days: number): string;
  /** A time of that day, UTC ISO 8601. */
  time(date: string, hours: number, minutes?: number): string;
  /** A time on an office day at least so many days ago; always in the past for 1 and more. */
  someTimeAgo(random: Random, days: number): string;
  /** The same local time in another zone (IANA name); the moment itself if that would be in the future. */
  there(at: string, zone: string): string;
}

const SATURDAY = 5;

/** `now` in milliseconds since the epoch. */
export function workingDays(now: number): WorkingDays {
  const today = toLocalDate(now);
  const clock = makeZoneClock();
  const time = (date: string, hours: number, minutes = 0) => isoTime(momentOf(date, hours, minutes));
  const ago = (days: number) => {
    const date = addDaysTo(today, -days);
    return addDaysTo(date, -Math.max(0, weekdayOf(date) - SATURDAY + 1));
  };
  return {
    today,
    ago,
    ahead(days) {
      const date = addDaysTo(today, days);
      return weekdayOf(date) < SATURDAY ? date : addDaysTo(date, 7 - weekdayOf(date));
    },
    time,
    someTimeAgo(random, days) {
      const minutes = random.int(8 * 60 + 30, 17 * 60 + 30);
      return time(ago(days), Math.floor(minutes / 60), minutes % 60);
    },
    there(at, zone) {
      const moment = clock.moment(zone, clock.at('', Date.parse(at)));
      return moment < now ? isoTime(moment) : at;
    },
  };
}

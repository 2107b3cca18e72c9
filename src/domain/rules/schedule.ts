import { addDaysTo, momentOf, partsOf, toLocalDate, weekdayOf } from '../dates/calendar.ts';
import { usage } from '../errors.ts';

/** When a rule is applied by itself: at times of certain days, or every so many minutes of a day. */
export type Schedule =
  | {
      readonly type: 'days';
      /** 0 for Monday to 6 for Sunday, or the first of each month. */
      readonly days: readonly number[] | 'month';
      /** Minutes since midnight, in order. */
      readonly times: readonly number[];
    }
  | { readonly type: 'interval'; readonly minutes: number };

const EVERY_DAY = [0, 1, 2, 3, 4, 5, 6];
const WEEKDAYS = [0, 1, 2, 3, 4];
const DAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];
const MINUTES_PER_DAY = 24 * 60;

/** The time of a day for which none is given: 8:00. */
const DEFAULT_TIME_MINUTES = 8 * 60;

/** Longest time between two moments of a schedule, in days. */
const MAX_GAP_DAYS = 32;

const TIME = /^(\d{1,2})(?:[:.](\d\d))?\s*(am|pm)?$/i;
const INTERVAL = /^(?:(\d{1,4})\s*)?(minute|min|hour)s?$/i;

/**
 * Reads when something recurs: `day`, `weekday`, `mon, thu`, `month`, `hour`, `15 minutes`; `times` are times of the day
 * such as `8:00`. Throws `usage`.
 */
export function readSchedule(when: string, times: readonly string[]): Schedule {
  const text = when.trim().toLowerCase();
  const [, count = '1', unit] = INTERVAL.exec(text) ?? [];
  if (unit !== undefined) {
    const minutes = Number(count) * (unit === 'hour' ? 60 : 1);
    if (minutes < 1 || minutes > MINUTES_PER_DAY)
      throw usage(`"every ${when.trim()}" is not between a minute and a day`);
    if (times.length > 0) throw usage(`"every ${when.trim()}" has no time of the day`);
    return { type: 'interval', minutes };
  }
  const minutes = times.length === 0 ? [DEFAULT_TIME_MINUTES] : times.map(readTimeOfDay);
  return {
    type: 'days',
    days: readDays(text),
    times: [...new Set(minutes)].sort((one, other) => one - other),
  };
}

function readDays(text: string): readonly number[] | 'month' {
  if (text === 'day') return EVERY_DAY;
  if (text === 'weekday') return WEEKDAYS;
  if (text === 'month') return 'month';
  const days = text.split(/\s*,\s*/).map((name) => DAYS.findIndex((day) => isShortFor(name, day)));
  if (days.includes(-1))
    throw usage(
      `cannot read "every ${text}"`,
      'Write it as: every day, every weekday, every mon,thu, every month, every hour, every 15 minutes',
    );
  return days;
}

const isShortFor = (name: string, day: string) => name.length >= 3 && day.startsWith(name.replace(/s$/, ''));

function readTimeOfDay(text: string): number {
  const [, hours, minutes = '0', half] = TIME.exec(text.trim()) ?? [];
  const hour = Number(hours);
  const isHalf = half !== undefined;
  if (hours === undefined || Number(minutes) > 59 || hour > (isHalf ? 12 : 23) || (isHalf && hour === 0))
    throw usage(`"${text}" is not a time of the day`, 'Write it as 8:00, 17:30 or 8am');
  const base = isHalf ? hour % 12 : hour;
  return (half?.toLowerCase() === 'pm' ? base + 12 : base) * 60 + Number(minutes);
}

/**
 * The latest moment of a schedule that is not after a time; both in milliseconds since the epoch, in the local zone. A time
 * of the day that is skipped in spring comes as much later as the clocks jump; one that occurs twice in autumn comes once.
 */
export function lastMoment(schedule: Schedule, now: number): number {
  let day = toLocalDate(now);
  if (schedule.type === 'interval') {
    const start = momentOf(day, 0, 0);
    const length = schedule.minutes * 60_000;
    return start + Math.floor((now - start) / length) * length;
  }
  for (let back = 0; back <= MAX_GAP_DAYS; back++, day = addDaysTo(day, -1)) {
    if (!isOn(schedule.days, day)) continue;
    const moments = schedule.times.map((time) => momentOf(day, Math.floor(time / 60), time % 60));
    const last = Math.max(...moments.filter((moment) => moment <= now));
    if (Number.isFinite(last)) return last;
  }
  return Number.NEGATIVE_INFINITY;
}

function isOn(days: readonly number[] | 'month', day: string): boolean {
  return days === 'month' ? partsOf(day)[2] === 1 : days.includes(weekdayOf(day));
}

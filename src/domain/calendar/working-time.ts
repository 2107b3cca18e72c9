import type { ZoneClock } from '../calling/zone-clock.ts';
import { DAY_MS, MINUTE_MS } from '../time-units.ts';
import type { Calendar } from './calendar.ts';
import type { WeekHours } from './week-hours.ts';

/** 1970-01-01 was a Thursday; 0 is Monday. */
const WEEKDAY_OF_EPOCH = 3;
/** Hours in which nobody ever works end the search. */
const MAX_MS_SEARCHED = 50 * 366 * DAY_MS;

/** When a team works: hours of a week in a zone, but for the holidays of a country. */
export interface WorkTimes {
  readonly hours: WeekHours;
  /** IANA name; empty for the user's own. */
  readonly zone: string;
  /** ISO 3166, two letters, which `calendar` has loaded; empty for no holidays. */
  readonly country: string;
}

/** A stretch of time, in milliseconds since the epoch; `to` is exclusive. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** A stretch in which a clock stands still; without an end it still does. */
export interface Stop {
  readonly from: number;
  readonly to: number | null;
}

/** What a clock shows that measures working time. */
export interface ClockState {
  /** When the time was used up; null for a clock that stood still before. */
  readonly due: number | null;
  /** What was left when it stood still, in milliseconds; 0 where the time was used up. */
  readonly leftMs: number;
}

/** Working time: where on the line of all moments it is, through every change of the clocks. */
export class WorkingTime {
  readonly #times: WorkTimes;
  readonly #clock: Pick<ZoneClock, 'offset'>;
  readonly #calendar: Pick<Calendar, 'holidayOn'>;
  /** Whether days are holidays, by days since 1970. */
  readonly #holidays = new Map<number, boolean>();

  constructor(times: WorkTimes, clock: Pick<ZoneClock, 'offset'>, calendar: Pick<Calendar, 'holidayOn'>) {
    this.#times = times;
    this.#clock = clock;
    this.#calendar = calendar;
  }

  /** The stretches of working time from a moment on, in order. */
  *from(moment: number): Generator<Stretch> {
    for (let at = moment; at < moment + MAX_MS_SEARCHED; ) {
      const offset = this.#offset(at);
      const day = Math.floor((at + offset) / DAY_MS);
      const midnight = day * DAY_MS - offset;
      // The clocks may change before the day is over.
      const end = this.#changeBetween(at, midnight + DAY_MS) ?? midnight + DAY_MS;
      for (const { start, end: close } of this.#hoursOn(day)) {
        const stretch = {
          from: Math.max(at, midnight + start * MINUTE_MS),
          to: Math.min(end, midnight + close * MINUTE_MS),
        };
        if (stretch.from < stretch.to) yield stretch;
      }
      at = end;
    }
  }

  /** Runs a clock from a moment until working time of this length is used up. Stops are in order. */
  run(start: number, neededMs: number, stops: readonly Stop[]): ClockState {
    let left = neededMs;
    let next = 0;
    for (const { from, to } of this.from(start)) {
      for (let at = from; at < to; ) {
        while (next < stops.length && (stops[next]?.to ?? Number.POSITIVE_INFINITY) <= at) next++;
        const stop = stops[next];
        if (stop && stop.from <= at) {
          if (stop.to === null) return { due: null, leftMs: left };
          at = stop.to;
          continue;
        }
        const end = Math.min(to, stop?.from ?? to);
        if (end - at >= left) return { due: at + left, leftMs: 0 };
        left -= end - at;
        at = end;
      }
    }
    return { due: null, leftMs: left };
  }

  #offset(moment: number): number {
    return this.#clock.offset(this.#times.zone, moment);
  }

  /** The first moment after `from` and before `to` at which the clocks show another offset; null for none. */
  #changeBetween(from: number, to: number): number | null {
    const before = this.#offset(from);
    if (this.#offset(to - 1) === before) return null;
    let [same, other] = [Math.floor(from / MINUTE_MS), Math.floor((to - 1) / MINUTE_MS)];
    while (other - same > 1) {
      const middle = Math.floor((same + other) / 2);
      if (this.#offset(middle * MINUTE_MS) === before) same = middle;
      else other = middle;
    }
    return other * MINUTE_MS;
  }

  #hoursOn(day: number) {
    const weekday = (((day + WEEKDAY_OF_EPOCH) % 7) + 7) % 7;
    const hours = this.#times.hours.days[weekday] ?? [];
    return hours.length > 0 && this.#isHoliday(day) ? [] : hours;
  }

  #isHoliday(day: number): boolean {
    if (this.#times.country === '') return false;
    let known = this.#holidays.get(day);
    if (known === undefined) {
      const date = new Date(day * DAY_MS).toISOString().slice(0, 10);
      known = this.#calendar.holidayOn(this.#times.country, date) !== null;
      this.#holidays.set(day, known);
    }
    return known;
  }
}

import { isWithin } from '../calling/hours.ts';
import type { ZoneClock } from '../calling/zone-clock.ts';
import { weekdayOf } from '../dates/calendar.ts';
import { makeCalendar } from './calendar.ts';
import { legalHoursOf } from './legal-hours.ts';
import type { Place } from './place.ts';
import { isWithinWeek, limitedTo, onDays, type WeekHours, weekHoursText } from './week-hours.ts';

/** When people may be called, in their own time. */
export interface CallingHours {
  /** For countries without hours of their own. */
  readonly usual: WeekHours;
  /** Whether nobody chose them: then the days are the working days of each country. */
  readonly areDefault: boolean;
  /** By ISO 3166 code. They hold as they are, whatever the law says. */
  readonly byCountry: ReadonlyMap<string, WeekHours>;
}

const EVERY_DAY = [0, 1, 2, 3, 4, 5, 6];

/** Says whether somebody may be called at a moment: by their clock, the hours of their country, and its holidays. */
export interface CallingTimes {
  readonly clock: ZoneClock;
  /** Reads what has to be known of these places. */
  load(places: Iterable<Place>): Promise<void>;
  /** The public holiday of a day (`YYYY-MM-DD`) in a place that was loaded; null for none. */
  holidayOn(place: Place, date: string): string | null;
  /** The calling hours of a country that was loaded. */
  hoursIn(country: string): WeekHours;
  /** Whether a place that was loaded may be called at a moment (milliseconds since the epoch). */
  isOpen(place: Place, moment: number): boolean;
  /** Until when it may be called at a moment, in minutes since midnight there; null where it may not. */
  closesAt(place: Place, moment: number): number | null;
  /** What is wrong with a call at a moment, as the end of a sentence that begins with it; null for nothing. */
  problemAt(place: Place, moment: number): string | null;
  /** The same for any time of a day (`YYYY-MM-DD`) there. */
  problemOn(place: Place, date: string): string | null;
}

/** Makes the times of these hours. */
export function makeCallingTimes(clock: ZoneClock, hours: CallingHours): CallingTimes {
  return new TimesOfCountries(clock, hours);
}

class TimesOfCountries implements CallingTimes {
  readonly calendar = makeCalendar();
  readonly clock: ZoneClock;
  readonly #hours: CallingHours;
  readonly #byCountry = new Map<string, WeekHours>();

  constructor(clock: ZoneClock, hours: CallingHours) {
    this.clock = clock;
    this.#hours = hours;
  }

  load(places: Iterable<Place>): Promise<void> {
    return this.calendar.load(new Set([...places].map(({ country }) => country)));
  }

  holidayOn({ country }: Place, date: string): string | null {
    return this.calendar.holidayOn(country, date);
  }

  hoursIn(country: string): WeekHours {
    let hours = this.#byCountry.get(country);
    if (!hours) {
      hours = this.#hours.byCountry.get(country) ?? this.#usualIn(country);
      this.#byCountry.set(country, hours);
    }
    return hours;
  }

  #usualIn(country: string): WeekHours {
    const { usual, areDefault } = this.#hours;
    const weekend = this.calendar.weekendOf(country);
    const hours = areDefault
      ? onDays(
          usual,
          EVERY_DAY.filter((day) => !weekend.includes(day)),
        )
      : usual;
    const legal = legalHoursOf(country);
    return legal ? limitedTo(hours, legal) : hours;
  }

  isOpen({ zone, country }: Place, moment: number): boolean {
    const { date, minutes } = this.clock.at(zone, moment);
    const hours = this.hoursIn(country);
    if (hours.restsOnHolidays && this.calendar.holidayOn(country, date) !== null) return false;
    return isWithinWeek(hours, weekdayOf(date), minutes);
  }

  closesAt(place: Place, moment: number): number | null {
    if (!this.isOpen(place, moment)) return null;
    const { date, minutes } = this.clock.at(place.zone, moment);
    const hours = this.hoursIn(place.country).days[weekdayOf(date)] ?? [];
    return hours.find((each) => isWithin(each, minutes))?.end ?? null;
  }

  problemAt(place: Place, moment: number): string | null {
    const { date, minutes } = this.clock.at(place.zone, moment);
    const hours = this.hoursIn(place.country);
    const isOff = this.problemOn(place, date);
    if (isOff !== null) return isOff;
    if (isWithinWeek(hours, weekdayOf(date), minutes)) return null;
    return `is outside their calling hours (${weekHoursText(hours)})`;
  }

  problemOn({ country }: Place, date: string): string | null {
    const holiday = this.calendar.holidayOn(country, date);
    if (holiday !== null) return `is a public holiday there (${holiday})`;
    const hours = this.hoursIn(country);
    const weekday = weekdayOf(date);
    // Hours that name their days say which are free.
    const isWeekend = this.calendar.weekendOf(country).includes(weekday);
    const isFree = hours.days[weekday]?.length === 0;
    if (isWeekend && (isFree || !hours.restsOnHolidays)) return 'is on their weekend';
    return isFree ? `is outside their calling hours (${weekHoursText(hours)})` : null;
  }
}

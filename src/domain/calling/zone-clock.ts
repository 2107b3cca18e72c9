import { dayOf, momentOf, partsOf } from '../dates/calendar.ts';

/** A time of day somewhere: its day, and minutes since midnight. */
export interface LocalTime {
  /** `YYYY-MM-DD` there. */
  readonly date: string;
  readonly minutes: number;
}

/** Tells the time in other zones. A zone is an IANA name; the empty text is the user's own. */
export interface ZoneClock {
  /** Whether there is a zone of that name. */
  knows(zone: string): boolean;
  /** The local time of a moment (milliseconds since the epoch). */
  at(zone: string, moment: number): LocalTime;
  /** The moment of a local time; of a time that comes twice the first, one that is skipped as much later. */
  moment(zone: string, local: LocalTime): number;
}

/** Makes a clock; what it learns of a zone, it keeps. */
export function makeZoneClock(): ZoneClock {
  const formats = new Map<string, Intl.DateTimeFormat | null>();

  const format = (zone: string): Intl.DateTimeFormat | null => {
    let known = formats.get(zone);
    if (known === undefined) {
      try {
        known = new Intl.DateTimeFormat('en-GB', { ...FIELDS, timeZone: zone });
      } catch {
        known = null;
      }
      formats.set(zone, known);
    }
    return known;
  };

  const at = (zone: string, moment: number): LocalTime => {
    if (zone === '') {
      const here = new Date(moment);
      return {
        date: dayOf(here.getFullYear(), here.getMonth() + 1, here.getDate()),
        minutes: here.getHours() * 60 + here.getMinutes(),
      };
    }
    const parts = format(zone)?.formatToParts(moment) ?? [];
    const part = (type: Intl.DateTimeFormatPartTypes) => parts.find((each) => each.type === type)?.value;
    return {
      date: `${part('year')}-${part('month')}-${part('day')}`,
      minutes: Number(part('hour')) * 60 + Number(part('minute')),
    };
  };

  /** Minutes since the epoch as the clock there shows them. */
  const shown = ({ date, minutes }: LocalTime): number => {
    const [year, month, day] = partsOf(date);
    return Date.UTC(year, month - 1, day) / 60_000 + minutes;
  };

  return {
    knows: (zone) => format(zone) !== null,
    at,
    moment(zone, local) {
      if (zone === '') return momentOf(local.date, Math.floor(local.minutes / 60), local.minutes % 60);
      const wanted = shown(local);
      const before = shown(at(zone, (wanted - DAY_MINUTES) * 60_000)) - (wanted - DAY_MINUTES);
      const moment = (wanted - before) * 60_000;
      if (shown(at(zone, moment)) === wanted) return moment;
      const after = shown(at(zone, (wanted + DAY_MINUTES) * 60_000)) - (wanted + DAY_MINUTES);
      const later = (wanted - after) * 60_000;
      return shown(at(zone, later)) === wanted ? later : moment;
    },
  };
}

const DAY_MINUTES = 1440;

const FIELDS = {
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
} as const;

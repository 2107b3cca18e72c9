import { localOffset, type OffsetAt, zoneOffset } from '../dates/offsets.ts';
import { DAY_MS, MINUTE_MS } from '../time-units.ts';

/** Clock changes happen at full quarters of an hour. */
const STEP_MS = 15 * MINUTE_MS;
const MAX_CACHED_OFFSETS = 20_000;

/** A local date and time of day. */
interface LocalTime {
  /** `YYYY-MM-DD`. */
  readonly date: string;
  /** Minutes since midnight. */
  readonly minutes: number;
}

/**
 * Converts between moments and local times of other zones. A zone is an IANA name; the empty text is the user's own.
 */
export interface ZoneClock {
  /** Whether the zone exists. */
  knows(zone: string): boolean;
  /** How far a zone is ahead of UTC at a moment; both in milliseconds. */
  offset(zone: string, moment: number): number;
  /** The local time of a moment (milliseconds since the epoch). */
  at(zone: string, moment: number): LocalTime;
  /**
   * The moment of a local time. If the time occurs twice, the first; if it is skipped, as much later as the clocks
   * jump.
   */
  moment(zone: string, local: LocalTime): number;
}

/** Makes a clock that caches the offsets of zones. */
export function makeZoneClock(): ZoneClock {
  const zones = new Map<string, OffsetAt | null>();

  const offsets = (zone: string): OffsetAt | null => {
    let known = zones.get(zone);
    if (known === undefined) {
      const offset = zone === '' ? localOffset : zoneOffset(zone);
      known = offset && cacheOffsets(offset);
      zones.set(zone, known);
    }
    return known;
  };
  const offset = (zone: string, moment: number): number => (offsets(zone)?.(moment) ?? 0) * MINUTE_MS;

  return {
    knows: (zone) => offsets(zone) !== null,
    offset,
    at(zone, moment) {
      const shown = moment + offset(zone, moment);
      const minutes = Math.floor((shown % DAY_MS) / MINUTE_MS);
      return { date: new Date(shown).toISOString().slice(0, 10), minutes };
    },
    moment(zone, { date, minutes }) {
      const shown = Date.parse(date) + minutes * MINUTE_MS;
      const before = shown - offset(zone, shown - DAY_MS);
      if (before + offset(zone, before) === shown) return before;
      const after = shown - offset(zone, shown + DAY_MS);
      return after + offset(zone, after) === shown ? after : before;
    },
  };
}

function cacheOffsets(offset: OffsetAt): OffsetAt {
  const known = new Map<number, number>();
  return (moment) => {
    const step = Math.floor(moment / STEP_MS);
    let minutes = known.get(step);
    if (minutes === undefined) {
      minutes = offset(moment);
      if (known.size >= MAX_CACHED_OFFSETS) known.clear();
      known.set(step, minutes);
    }
    return minutes;
  };
}

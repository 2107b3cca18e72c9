import { formatBoth } from '../domain/calendar/both-clocks.ts';
import type { CallingTimes } from '../domain/calendar/calling-times.ts';
import { type Place, placeText, type Whereabouts } from '../domain/calendar/place.ts';
import { makePlaceFinder } from '../domain/calendar/place-finder.ts';
import { isDate } from '../domain/dates/calendar.ts';
import type { TimeSettings } from '../domain/dates.ts';
import type { NamedRecord } from '../domain/record-ref.ts';
import { DAY_MS } from '../domain/time-units.ts';
import { whereabouts } from '../store/calls/whereabouts.ts';
import type { Deps } from './deps.ts';

/** The local time, calling hours and holidays of people in appointments. */
export interface TheirTime {
  /** How times with them are read: `their time` is theirs. */
  readonly settings: TimeSettings;
  /** A day or moment by both clocks, where theirs shows another time. */
  show(when: string, isInBrackets?: boolean): string;
  /** Why they should not be called then, as a sentence; null for no reason. */
  problem(when: string): string | null;
  /** Until when the first of them may be called at a moment, in minutes since midnight there; null where not all may be. */
  closesAt(moment: number): number | null;
  /** The first moment from this one on within the hours of all of them. Who has no known zone is taken to be in the user's. */
  nextOpen(moment: number): number;
}

/** Steps of the search for hours, and how far it goes. */
const STEP_MS = 15 * 60_000;
const MAX_SEARCH_MS = 21 * DAY_MS;

/** The time of the people of these records. Those in several zones have none together, but the hours of each. */
export async function theirTime(
  deps: Pick<Deps, 'store' | 'callingTimes' | 'timeSettings'>,
  parties: readonly Pick<NamedRecord, 'noun' | 'id'>[],
): Promise<TheirTime> {
  const people: Whereabouts[] = [];
  for (const [noun, some] of Map.groupBy(parties, (party) => party.noun)) {
    const found = await whereabouts(
      deps.store.db,
      noun,
      some.map(({ id }) => id),
    );
    people.push(...found.values());
  }
  return timeOfPeople(deps, people);
}

/** The holidays that days are read by: theirs, where their countries are known. */
export function holidaysOf(places: readonly Place[], times: CallingTimes): Pick<TimeSettings, 'holidayOn'> {
  const known = places.filter(({ country }) => country !== '');
  if (known.length === 0) return {};
  return {
    holidayOn(date) {
      for (const place of known) {
        const holiday = times.holidayOn(place, date);
        if (holiday !== null) return holiday;
      }
      return null;
    },
  };
}

/** The local time of people whose zone is known. */
export async function timeOfPeople(
  { callingTimes: times, timeSettings }: Pick<Deps, 'callingTimes' | 'timeSettings'>,
  people: readonly Whereabouts[],
): Promise<TheirTime> {
  const finder = makePlaceFinder(times.clock);
  await finder.prepare(people);
  const places = new Map<string, Place>();
  for (const person of people) {
    const place = finder.placeOf(person);
    places.set(placeText(place), place);
  }
  await times.load(places.values());
  const zones = new Set([...places.values()].map(({ zone }) => zone));
  const zone = zones.size === 1 ? ([...zones][0] ?? '') : '';
  return {
    settings: { ...timeSettings, theirZone: zone || null, ...holidaysOf([...places.values()], times) },
    show: (when, isInBrackets) => formatBoth(when, zone, times.clock, isInBrackets),
    closesAt(moment) {
      const ends = [...places.values()].map((place) => times.closesAt(place, moment));
      return ends.reduce(
        (first, end) => (first === null || end === null ? null : Math.min(first, end)),
        ends[0] ?? null,
      );
    },
    nextOpen(moment) {
      const isOpen = (at: number) => [...places.values()].every((place) => times.isOpen(place, at));
      if (isOpen(moment)) return moment;
      const first = Math.ceil(moment / STEP_MS) * STEP_MS;
      for (let at = first; at < moment + MAX_SEARCH_MS; at += STEP_MS) if (isOpen(at)) return at;
      return moment;
    },
    problem(when) {
      for (const place of places.values()) {
        // Without a known place, assume the user's own zone, and no working hours.
        if (place.zone === '') continue;
        const problem = isDate(when)
          ? times.problemOn(place, when)
          : times.problemAt(place, Date.parse(when));
        if (problem !== null) return `${formatBoth(when, place.zone, times.clock)} ${problem}`;
      }
      return null;
    },
  };
}

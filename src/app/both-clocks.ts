import { timeThere } from '../domain/calendar/both-clocks.ts';
import type { Whereabouts } from '../domain/calendar/place.ts';
import { makePlaceFinder } from '../domain/calendar/place-finder.ts';
import type { Noun } from '../domain/field.ts';
import { whereabouts } from '../store/calls/whereabouts.ts';
import type { Deps } from './deps.ts';

/** Something at a moment with the people of a record. */
interface TimedRecord {
  readonly noun: Noun;
  readonly id: number;
  /** A day, or a moment (UTC ISO 8601); null for neither. */
  readonly when: string | null;
}

/** What their clocks show at each of these moments; empty where it is what the user's shows. */
export async function timesThere(
  { store: { db }, callingTimes: { clock } }: Pick<Deps, 'store' | 'callingTimes'>,
  records: readonly TimedRecord[],
): Promise<readonly string[]> {
  const timed = records.filter(({ when }) => when !== null && when.length > 10);
  const known = new Map<string, Whereabouts>();
  for (const [noun, some] of Map.groupBy(timed, (record) => record.noun)) {
    const ids = some.map(({ id }) => id);
    for (const [id, person] of await whereabouts(db, noun, ids)) known.set(`${noun}:${id}`, person);
  }
  const finder = makePlaceFinder(clock);
  await finder.prepare(known.values());
  return records.map(({ noun, id, when }) => {
    const person = known.get(`${noun}:${id}`);
    return person && when !== null ? timeThere(when, finder.placeOf(person).zone, clock) : '';
  });
}

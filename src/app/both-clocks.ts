import { timeThere } from '../domain/calendar/both-clocks.ts';
import type { Whereabouts } from '../domain/calendar/place.ts';
import { makePlaceFinder } from '../domain/calendar/place-finder.ts';
import type { Noun, Row } from '../domain/field.ts';
import { whereabouts } from '../store/calls/whereabouts.ts';
import type { Deps } from './deps.ts';

/** Something at a moment with the people of a record. */
interface TimedRecord {
  readonly noun: Noun;
  readonly id: number;
  /** A day, or a moment (UTC ISO 8601); null for neither. */
  readonly when: string | null;
}

/** How many rows of a list are looked up at once. */
const ROWS_AT_ONCE = 500;

/** The rows of a list, each with what the clock of its people shows at the moment in a column, ` (00:00 there)`, as `as`. */
export function withTimesThere(
  deps: Parameters<typeof timesThere>[0],
  noun: Noun,
  columns: { readonly column: string; readonly as: string },
  rows: AsyncIterable<Row>,
): AsyncIterable<Row> {
  return lookedUp(deps, noun, columns, rows);
}

async function* lookedUp(
  deps: Parameters<typeof timesThere>[0],
  noun: Noun,
  { column, as }: { readonly column: string; readonly as: string },
  rows: AsyncIterable<Row>,
): AsyncGenerator<Row> {
  let some: Row[] = [];
  const withTimes = async () => {
    const timed = some.map((row) => ({ noun, id: Number(row.id), when: row[column] as string | null }));
    const times = await timesThere(deps, timed);
    return some.map((row, at) => ({ ...row, [as]: times[at] ? ` (${times[at]})` : '' }));
  };
  for await (const row of rows) {
    some.push(row);
    if (some.length < ROWS_AT_ONCE) continue;
    yield* await withTimes();
    some = [];
  }
  yield* await withTimes();
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

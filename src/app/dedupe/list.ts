import { refText } from '../../domain/record-ref.ts';
import { findPairs } from '../../store/dupes/dupes.ts';
import type { Pair, PairQuery } from '../../store/dupes/pairs.ts';
import { readTitles } from '../../store/titles.ts';
import type { Deps } from '../deps.ts';

/** Titles read per query. */
const TITLES_PER_QUERY = 500;

/** Two records that may be the same, by number and title. */
export interface NamedPair extends Pair {
  /** The titles; null for a record that was removed in the meantime. */
  readonly oneTitle: string | null;
  readonly otherTitle: string | null;
}

/** Finds pairs of likely duplicates, the most likely first. `onCompared` hears how many records were compared so far. */
export function findDuplicates(
  { store }: Deps,
  query: PairQuery,
  onCompared?: (records: number) => void,
): Promise<Pair[]> {
  return findPairs(store.engine, query, onCompared);
}

/** Adds the titles to pairs, as a stream. */
export async function* namePairs({ store }: Deps, pairs: readonly Pair[]): AsyncGenerator<NamedPair> {
  for (let i = 0; i < pairs.length; i += TITLES_PER_QUERY) {
    const batch = pairs.slice(i, i + TITLES_PER_QUERY);
    const titles = new Map<string, string>();
    const byNoun = Map.groupBy(
      batch.flatMap(({ one, other }) => [one, other]),
      ({ noun }) => noun,
    );
    for (const [noun, refs] of byNoun) {
      const ids = refs.map(({ id }) => id);
      for (const record of await readTitles(store.db, noun, ids)) titles.set(refText(record), record.title);
    }
    const titleOf = (ref: Pair['one']) => titles.get(refText(ref)) ?? null;
    for (const pair of batch) yield { ...pair, oneTitle: titleOf(pair.one), otherTitle: titleOf(pair.other) };
  }
}

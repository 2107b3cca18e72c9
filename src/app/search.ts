import type { Noun } from '../domain/field.ts';
import { type Hit, type NearHits, search, searchNear } from '../store/search.ts';
import type { Deps } from './deps.ts';

/** What to look for. */
export interface SearchInput {
  readonly text: string;
  /** Only records of these nouns. */
  readonly nouns?: readonly Noun[] | undefined;
  readonly limit: number;
}

/** The records that a search found. */
interface SearchResult {
  readonly hits: readonly Hit[];
  readonly hasMore: boolean;
  /** Where no record has all the words: the words that were found instead, by those that were looked for. */
  readonly nearWords: NearHits['words'] | null;
}

/** Finds records by any text they hold, the best first; without any, by words that are spelled almost the same. */
export async function searchRecords(deps: Deps, { text, nouns, limit }: SearchInput): Promise<SearchResult> {
  const { store } = deps;
  const options = { nouns, limit: limit + 1 };
  return store.read(async () => {
    const found = await search(store.engine, text, deps, options);
    const near = found.length > 0 ? null : await searchNear(store.engine, text, deps, options);
    const hits = near ? near.hits : found;
    return {
      hits: hits.slice(0, limit),
      hasMore: hits.length > limit,
      nearWords: near && near.hits.length > 0 ? near.words : null,
    };
  });
}

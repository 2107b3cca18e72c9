import type { Noun } from '../domain/field.ts';
import { type Hit, search } from '../store/search.ts';
import type { Deps } from './deps.ts';

/** What to look for. */
export interface SearchInput {
  readonly text: string;
  /** Only records of these nouns. */
  readonly nouns?: readonly Noun[] | undefined;
  readonly limit: number;
}

/** Finds records by any text they hold, the best first. */
export async function searchRecords(
  deps: Deps,
  { text, nouns, limit }: SearchInput,
): Promise<{ readonly hits: readonly Hit[]; readonly hasMore: boolean }> {
  const { store } = deps;
  const found = await store.read(() => search(store.engine, text, deps, { nouns, limit: limit + 1 }));
  return { hits: found.slice(0, limit), hasMore: found.length > limit };
}

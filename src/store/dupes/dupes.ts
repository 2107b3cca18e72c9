import { makeNameComparer } from '../../domain/name-similarity.ts';
import type { Engine } from '../engine.ts';
import { BLOCKS } from './blocks.ts';
import { FoundPairs } from './found-pairs.ts';
import { bySurety, distinctPairs, kindsOf, type Pair, type PairQuery } from './pairs.ts';
import { findSurest, lastNumber } from './surest.ts';

/**
 * Likely duplicates, the most likely first. Compares only records that share an address, a domain, a company or a name, so that
 * the work is not quadratic; with a limit it first looks for those that share an address or a name. Leaves out converted leads
 * and pairs marked as different. `onCompared` hears how many records were compared, counted once per comparison.
 */
export async function findPairs(
  engine: Engine,
  query: PairQuery,
  onCompared?: (records: number) => void,
): Promise<Pair[]> {
  const search = { names: await makeNameComparer(), distinct: await distinctPairs(engine), onCompared };
  const all: Pair[] = [];
  for (const kind of kindsOf(engine.nouns, query.noun)) {
    if ((await lastNumber(engine, kind)) === 0) continue;
    const found = new FoundPairs(engine, query, search);
    const isByAddress = query.limit !== undefined;
    if (isByAddress && (await findSurest(engine, kind, found))) {
      all.push(...found.sorted);
      continue;
    }
    // The surest are looked for by address first.
    const blocks = BLOCKS[kind].filter(
      ({ most = 100, isAddressed = false }) => most >= query.threshold && !(isAddressed && isByAddress),
    );
    await found.add(blocks, isByAddress);
    all.push(...found.sorted);
  }
  return all.sort(bySurety).slice(0, query.limit);
}

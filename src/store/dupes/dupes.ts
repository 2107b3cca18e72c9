import { makeNameComparer } from '../../domain/name-similarity.ts';
import type { Engine } from '../engine.ts';
import { inOrder } from '../merge/distinct.ts';
import { BLOCKS, type Member, membersOf } from './blocks.ts';
import { bySurety, distinctPairs, kindsOf, neighbours, type Pair, type PairQuery, scored } from './pairs.ts';
import { surestPairs } from './surest.ts';

/** Progress of a long search. */
export interface PairProgress {
  /** Number of records compared, counted once per comparison. */
  readonly onCompared?: (records: number) => void;
  /** Number of candidate pairs that were scored. */
  readonly onScored?: (pairs: number, all: number) => void;
}

/** Pairs scored per query. */
const PAIRS_PER_READ = 500;

/**
 * Likely duplicates, the most likely first. Compares only records that share an address, a domain, a company or a
 * name, so that the work is not quadratic; with a limit it first looks for those that share an address. Leaves out converted leads and pairs marked as different.
 */
export async function findPairs(
  engine: Engine,
  query: PairQuery,
  progress: PairProgress = {},
): Promise<Pair[]> {
  const { noun, threshold, limit } = query;
  const names = await makeNameComparer();
  const distinct = await distinctPairs(engine);
  if (limit !== undefined) {
    const surest = await surestPairs(engine, { ...query, limit }, { names, distinct });
    if (surest) return surest;
  }
  const found: Pair[] = [];
  let compared = 0;
  for (const kind of kindsOf(engine.nouns, noun)) {
    const candidates = new Map<string, readonly [Member, Member]>();
    for (const block of BLOCKS[kind]) {
      for await (const members of membersOf(engine, block)) {
        compared += members.length;
        progress.onCompared?.(compared);
        for (const [one, other] of neighbours(members)) {
          if (noun && one.noun !== noun && other.noun !== noun) continue;
          if (one.noun === other.noun && one.id === other.id) continue;
          if (!block.fits(one, other, names)) continue;
          const key = inOrder(one, other).join(' ');
          if (!distinct.has(key)) candidates.set(key, [one, other]);
        }
      }
    }
    const pairs = [...candidates.values()];
    for (let i = 0; i < pairs.length; i += PAIRS_PER_READ) {
      found.push(...(await scored(engine, pairs.slice(i, i + PAIRS_PER_READ), names, threshold)));
      progress.onScored?.(i + PAIRS_PER_READ, pairs.length);
    }
  }
  return found.sort(bySurety).slice(0, limit);
}

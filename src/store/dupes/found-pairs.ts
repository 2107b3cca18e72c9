import { mostOfNames } from '../../domain/most-of-names.ts';
import type { NameComparer } from '../../domain/name-similarity.ts';
import type { Engine } from '../engine.ts';
import { inOrder } from '../merge/distinct.ts';
import { type Block, type Member, neighboursOf } from './blocks.ts';
import { bySurety, keptFirst, type Pair, type PairQuery, scored } from './pairs.ts';

/** Pairs that are collected before they are compared: many are in several blocks. */
const MAX_CANDIDATES = 1_000;
/** Pairs compared per query. */
const PAIRS_PER_READ = 500;

/** What a search for pairs needs to know. */
export interface PairSearch {
  readonly names: NameComparer;
  /** Pairs that are marked as different. */
  readonly distinct: ReadonlySet<string>;
  /** Called with the number of records compared, counted once per comparison. */
  readonly onCompared?: ((records: number) => void) | undefined;
}

/** The pairs found so far; with a limit, only the surest are kept. */
export class FoundPairs {
  readonly #engine: Engine;
  readonly #query: PairQuery;
  readonly #search: PairSearch;
  readonly #pairs = new Map<string, Pair>();
  #compared = 0;
  /** The score that a further pair needs. */
  #least: number;

  constructor(engine: Engine, query: PairQuery, search: PairSearch) {
    this.#engine = engine;
    this.#query = query;
    this.#search = search;
    this.#least = query.threshold;
  }

  get threshold(): number {
    return this.#query.threshold;
  }

  /** The pairs, the surest first. */
  get sorted(): Pair[] {
    return [...this.#pairs.values()].sort(bySurety).slice(0, this.#query.limit);
  }

  /** Whether as many as are wanted have this score or more, and are sorted by a record with a number below `end`. */
  isFullOf(score: number, end = Infinity): boolean {
    const sure = this.sorted.filter((pair) => pair.score >= score && pair.one.id < end);
    return sure.length === this.#query.limit;
  }

  /**
   * Compares the records of blocks. `isApart` says that what shares an address was compared before.
   */
  async add(blocks: readonly Block[], isApart = false): Promise<void> {
    const { names, distinct, onCompared } = this.#search;
    const { noun } = this.#query;
    const candidates = new Map<string, readonly [Member, Member]>();
    for (const { query, fits } of blocks)
      for await (const { member: other, before } of neighboursOf(this.#engine, query)) {
        this.#compared++;
        onCompared?.(this.#compared);
        for (const one of before) {
          if (noun && one.noun !== noun && other.noun !== noun) continue;
          if (one.noun === other.noun && one.id === other.id) continue;
          const [kept, gone] = keptFirst(one, other) < 0 ? [one, other] : [other, one];
          if (mostOfNames(kept, gone, isApart, names) < this.#least || !fits(one, other, names)) continue;
          const key = inOrder(one, other).join(' ');
          if (!distinct.has(key) && !this.#pairs.has(key)) candidates.set(key, [one, other]);
          if (candidates.size === MAX_CANDIDATES) await this.#compare(candidates);
        }
      }
    await this.#compare(candidates);
  }

  async #compare(candidates: Map<string, readonly [Member, Member]>): Promise<void> {
    const pairs = [...candidates.values()];
    candidates.clear();
    for (let i = 0; i < pairs.length; i += PAIRS_PER_READ) {
      const batch = pairs.slice(i, i + PAIRS_PER_READ);
      for (const pair of await scored(this.#engine, batch, this.#search.names, this.threshold))
        this.#pairs.set(inOrder(pair.one, pair.other).join(' '), pair);
    }
    if (this.#query.limit === undefined || this.#pairs.size < this.#query.limit) return;
    const kept = this.sorted;
    this.#least = Math.max(this.#least, kept.at(-1)?.score ?? 0);
    this.#pairs.clear();
    for (const pair of kept) this.#pairs.set(inOrder(pair.one, pair.other).join(' '), pair);
  }
}

import type { ComparedKind } from '../../domain/duplicate-score.ts';
import { MOST_WITHOUT_ADDRESS } from '../../domain/duplicate-score.ts';
import type { NameComparer } from '../../domain/name-similarity.ts';
import type { Engine } from '../engine.ts';
import { inOrder } from '../merge/distinct.ts';
import { sql } from '../sql.ts';
import { type AddressedKind, type AddressTable, KEYS, type Member, membersOf, sharing } from './blocks.ts';
import { bySurety, kindsOf, neighbours, type Pair, type PairQuery, scored } from './pairs.ts';

/** Numbers of records that are looked at together; the next step takes twice as many, up to the most. */
const FIRST_STEP_ROWS = 2_000;
const MAX_STEP = 64_000;

const TABLES: readonly AddressTable[] = ['email', 'phone'];

/** The highest score. */
const SURE_SCORE = 100;

/**
 * The surest pairs, if they are surer than any pair can be that shares no address or number; null if they are not. Goes
 * through the records in their order, and ends when there are enough pairs that nothing can be before.
 */
export async function surestPairs(
  engine: Engine,
  { noun, threshold, limit }: PairQuery & { readonly limit: number },
  {
    names,
    distinct,
    firstStep = FIRST_STEP_ROWS,
  }: {
    readonly names: NameComparer;
    readonly distinct: ReadonlySet<string>;
    readonly firstStep?: number;
  },
): Promise<Pair[] | null> {
  const kinds = [...kindsOf(engine.nouns, noun)];
  const most = Math.max(...kinds.map((kind) => MOST_WITHOUT_ADDRESS[kind]));
  const addressed = kinds.filter((kind) => kind !== 'deals') as AddressedKind[];
  const last = await lastNumber(engine, addressed);
  const found: Pair[] = [];
  let step = firstStep;
  for (let from = 1; from <= last; from += step, step = Math.min(2 * step, MAX_STEP)) {
    const candidates = new Map<string, readonly [Member, Member]>();
    for (const kind of addressed)
      for (const table of TABLES) {
        const keys = await sharedKeys(engine, kind, table, [from, from + step]);
        if (keys.length === 0) continue;
        for await (const members of membersOf(engine, sharing(kind, table, keys)))
          for (const [one, other] of neighbours(members)) {
            if (noun && one.noun !== noun && other.noun !== noun) continue;
            if (one.noun === other.noun && one.id === other.id) continue;
            const key = inOrder(one, other).join(' ');
            if (!distinct.has(key)) candidates.set(key, [one, other]);
          }
      }
    const pairs = await scored(engine, [...candidates.values()], names, Math.max(threshold, most + 1));
    // Each pair counts with the record that it is sorted by.
    found.push(...pairs.filter(({ one }) => one.id >= from && one.id < from + step));
    if (found.filter(({ score }) => score === SURE_SCORE).length >= limit) break;
  }
  return found.length < limit && threshold <= most ? null : found.sort(bySurety).slice(0, limit);
}

async function lastNumber(engine: Engine, kinds: readonly ComparedKind[]): Promise<number> {
  let last = 0;
  for (const kind of kinds)
    for (const noun of engine.nouns.comparedAs(kind)) {
      const [row] = await sql<{ id: number | null }>`select max(id) as id from ${sql.ref(noun)}`.all(engine);
      last = Math.max(last, row?.id ?? 0);
    }
  return last;
}

/** The addresses or numbers of records in a range of numbers that other rows have too. */
async function sharedKeys(
  engine: Engine,
  kind: AddressedKind,
  table: AddressTable,
  [from, before]: readonly [number, number],
): Promise<string[]> {
  const keys = new Set<string>();
  for (const noun of engine.nouns.comparedAs(kind)) {
    const [rows, owner] = [sql.ref(table), sql.ref(`${noun}_id`)];
    const shared = await sql<{ key: string }>`
      select e.${KEYS[table]} as key from ${rows} e
      where e.${owner} >= ${from} and e.${owner} < ${before} and e.${KEYS[table]} is not null
        and exists (select 1 from ${rows} f where f.${KEYS[table]} = e.${KEYS[table]} and f.id <> e.id)`.all(
      engine,
    );
    for (const { key } of shared) keys.add(key);
  }
  return [...keys];
}

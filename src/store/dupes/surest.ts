import { type ComparedKind, MOST_WITHOUT } from '../../domain/duplicate-score.ts';
import type { Engine } from '../engine.ts';
import { sql } from '../sql.ts';
import {
  type AddressedKind,
  type AddressTable,
  type Block,
  KEYS,
  namesakes,
  sharedKeys,
  sharing,
} from './blocks.ts';
import type { FoundPairs } from './found-pairs.ts';
import { type NamePlace, type SharedNames, sharedNames } from './namesakes.ts';

/** Numbers of records that are looked at together; the next step takes twice as many, up to the most. */
const FIRST_STEP_ROWS = 2_000;
const MAX_STEP_ROWS = 64_000;
/** Shared addresses, and names, that are looked at together. */
const MAX_KEYS = 1_000;

const TABLES: readonly AddressTable[] = ['email', 'phone'];

/** The highest score. */
const SURE_SCORE = 100;

/** How much is looked at together; other sizes only for tests. */
export interface SearchSizes {
  readonly firstStep?: number;
  readonly maxKeys?: number;
}

/**
 * Finds the surest pairs of a kind and returns whether they are all that was asked for: whether they are surer than any pair can
 * be that shares neither an address nor a name. Looks for what is shared in the order in which pairs are shown, and ends when
 * nothing that follows can be before.
 */
export async function findSurest(
  engine: Engine,
  kind: ComparedKind,
  found: FoundPairs,
  sizes: SearchSizes = {},
): Promise<boolean> {
  const most = MOST_WITHOUT[kind];
  const isEnough = (score: number) => found.threshold > score || found.isFullOf(score);
  if (kind !== 'deals') await addAddressed(engine, kind, found, sizes);
  if (isEnough(most.address)) return true;
  await addNamesakes(engine, kind, found, sizes);
  return isEnough(most.name);
}

/** Adds the pairs that share an address or number: all if these are few, else in the order of the records until enough are sure. */
async function addAddressed(
  engine: Engine,
  kind: AddressedKind,
  found: FoundPairs,
  { firstStep = FIRST_STEP_ROWS, maxKeys = MAX_KEYS }: SearchSizes,
): Promise<void> {
  const few: Block[] = [];
  for (const table of TABLES) {
    const rows = await sql<{ key: string }>`${sharedKeys(kind, table)} limit ${maxKeys + 1}`.all(engine);
    if (rows.length > maxKeys) return addAddressedInOrder(engine, kind, found, firstStep);
    few.push(
      ...sharing(
        kind,
        table,
        rows.map(({ key }) => key),
      ),
    );
  }
  await found.add(few);
}

async function addAddressedInOrder(
  engine: Engine,
  kind: AddressedKind,
  found: FoundPairs,
  firstStep: number,
): Promise<void> {
  const last = await lastNumber(engine, kind);
  let [start, step] = [1, firstStep];
  const large = new Set<string>();
  // Pairs of later records may be found before others that come first.
  while (start <= last && !found.isFullOf(SURE_SCORE, start)) {
    const before = start + step;
    const blocks: Block[] = [];
    for (const table of TABLES)
      blocks.push(...sharing(kind, table, await sharedKeysIn(engine, kind, table, [start, before], large)));
    await found.add(blocks);
    start = before;
    step = Math.min(2 * step, MAX_STEP_ROWS);
  }
}

/** Adds the pairs of one name, in the order of the names until enough are as sure as such pairs can be. */
async function addNamesakes(
  engine: Engine,
  kind: ComparedKind,
  found: FoundPairs,
  { maxKeys = MAX_KEYS }: SearchSizes,
): Promise<void> {
  let after: NamePlace | null = null;
  do {
    const page: SharedNames = await sharedNames(engine, kind, after, maxKeys);
    await found.add(namesakes(kind, page.names), true);
    after = page.next;
  } while (after !== null && !found.isFullOf(MOST_WITHOUT[kind].address));
}

/** The highest number of a record of a kind; 0 if there is none. */
export async function lastNumber(engine: Engine, kind: ComparedKind): Promise<number> {
  let last = 0;
  for (const noun of engine.nouns.comparedAs(kind)) {
    const [row] = await sql<{ id: number | null }>`select max(id) as id from ${sql.ref(noun)}`.all(engine);
    last = Math.max(last, row?.id ?? 0);
  }
  return last;
}

/** Addresses that more rows have are looked at once, not again with each range of records that have them. */
const ROWS_OF_LARGE = 100;

/** The addresses or numbers of records in a range of numbers that other rows have too, without the `large` ones so far. */
async function sharedKeysIn(
  engine: Engine,
  kind: AddressedKind,
  table: AddressTable,
  [from, before]: readonly [number, number],
  large: Set<string>,
): Promise<string[]> {
  const keys = new Set<string>();
  for (const noun of engine.nouns.comparedAs(kind)) {
    const [rows, owner] = [sql.ref(table), sql.ref(`${noun}_id`)];
    const shared = await sql<{ key: string; n: number }>`
      select key, (select count(*) from (
          select 1 from ${rows} f where f.${KEYS[table]} = own.key limit ${ROWS_OF_LARGE + 1}) as alike) as n
      from (select distinct e.${KEYS[table]} as key from ${rows} e
        where e.${owner} >= ${from} and e.${owner} < ${before} and e.${KEYS[table]} is not null) as own`.all(
      engine,
    );
    for (const { key, n } of shared) {
      const isNew = n > 1 && !large.has(`${table} ${key}`);
      if (isNew) keys.add(key);
      if (isNew && n > ROWS_OF_LARGE) large.add(`${table} ${key}`);
    }
  }
  return [...keys];
}

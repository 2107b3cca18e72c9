import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isCrmError } from '../../../../src/domain/errors.ts';
import type { Field, Row } from '../../../../src/domain/field.ts';
import { makePhoneReader } from '../../../../src/domain/phones.ts';
import { builtInNouns } from '../../../../src/nouns/index.ts';
import { declareField } from '../../../../src/store/fields.ts';
import { Importer } from '../../../../src/store/import/importer.ts';
import { noProgress } from '../../../../src/store/progress.ts';
import type { Store } from '../../../../src/store/store.ts';
import { ensureUser } from '../../../../src/store/users.ts';
import type { WriteEnv } from '../../../../src/store/write/values.ts';
import { searchIndex, snapshot } from '../../../support/snapshot.ts';
import { openStore, rowsOf, writeEnv } from '../../../support/store.ts';

/** Milliseconds that a busy machine can need for many files imported twice. */
const PATIENCE = 120_000;

const SPEC = builtInNouns().get('lead');
const RANK: Field = { name: 'rank', type: 'text', label: 'Rank', access: 'edit', help: '', custom: true };
const FIELDS = [...SPEC.fields, RANK];

const few = <T>(...values: readonly T[]) => fc.constantFrom(null, ...values);
const rarely = <T>(value: T) => fc.oneof({ weight: 12, arbitrary: fc.constant(null) }, fc.constant(value));
const list = (...values: readonly string[]) =>
  fc.option(fc.array(fc.constantFrom(...values), { minLength: 1, maxLength: 3 }));

/** Rows that match one another in all possible ways. */
const rowArbitrary: fc.Arbitrary<Row> = fc.record(
  {
    id: rarely(1),
    external_id: few('a', 'b', 'c', 'd', 'e', 'f'),
    external_source: few('theirs'),
    name: few('Ann Lee', 'Lee, Ann', 'Acme'),
    first_name: few('Ann', 'ANN', 'Bob'),
    last_name: few('Lee', 'Léé', 'Ray'),
    company: few('Acme', 'ACME, Inc.', 'Zeta'),
    title: few('Buyer', 'Owner'),
    email: few('a@x.example', 'A@x.example', 'b@x.example'),
    other_emails: list('a@x.example', 'c@x.example', 'B@x.example'),
    phone: few('+1 212 555 0100', '(212) 555-0100', '415 555 0199', 'ask Bob'),
    other_phones: list('212.555.0100', '+442079460958', 'ask Bob'),
    website: few('https://acme.example', 'zeta.example'),
    status: fc.oneof(few('new', 'nurturing'), rarely('converted')),
    score: fc.oneof(few(5, 50), rarely(900)),
    owner: fc.oneof(few('ann'), rarely('Nobody')),
    do_not_call: few(true, false),
    tags: list('hot', 'Hot', 'uk; new', 'É'),
    attempts: rarely(2),
    account_id: rarely(7),
    created_at: rarely('2026-01-01T00:00:00.000Z'),
    rank: few('1', '2'),
  },
  { requiredKeys: [] },
);

const defaultsArbitrary: fc.Arbitrary<Row> = fc.record(
  {
    source: few('list'),
    title: few('Buyer'),
    owner: fc.constant('ann'),
    do_not_call: few(true),
    tags: fc.constant(['hot']),
    phone: fc.constant('212 555 0100'),
    status: few('nurturing'),
    score: rarely(500),
    rank: fc.constant('9'),
  },
  { requiredKeys: [] },
);

/** A file and the earlier content of the database. */
const fileArbitrary = fc.record({
  before: fc.array(rowArbitrary, { maxLength: 4 }),
  // Most columns of a file have one kind: a few complete rows would leave little for the fast path.
  columns: fc.subarray(FIELDS.map(({ name }) => name)),
  rows: fc.array(rowArbitrary, { minLength: 1, maxLength: 90, size: 'large' }),
  many: fc.constantFrom(1, 4, 1000),
  defaults: fc.oneof({ weight: 3, arbitrary: fc.constant({}) }, defaultsArbitrary),
});

interface TakenIn {
  readonly outcomes: readonly string[];
  readonly state: string;
  /** Number of rows imported by the fast path. */
  readonly quick: number;
}

/** Imports rows, by the fast path if possible, in their own change. */
async function takeIn(
  store: Store,
  rows: readonly Row[],
  defaults: Row,
  env: WriteEnv,
  many = 0,
): Promise<TakenIn> {
  const outcomes: string[] = [];
  let quick = 0;
  const fed = FIELDS.filter(({ name }) => rows.some((row) => name in row));
  await store.change(async (tx) => {
    await ensureUser(tx, 'ann');
    const rules = {
      spec: SPEC,
      declared: [RANK],
      fed,
      own: false,
      defaults,
      onMatch: 'update',
      create: new Set<string>(),
      origin: { system: 'ours', userIds: new Map<string, number>() },
      currency: 'USD',
      many,
    } as const;
    const importer = await Importer.open(tx, rules, env);
    for (const row of rows) {
      const now = importer.tryFast({ row });
      if (now) quick++;
      try {
        outcomes.push(JSON.stringify(now ?? (await importer.process({ row }))));
      } catch (error) {
        if (!isCrmError(error)) throw error;
        outcomes.push(error.message);
      }
    }
    await importer.settle(noProgress);
  });
  return { outcomes, state: await snapshot(store), quick };
}

async function empty(): Promise<Store> {
  const store = openStore();
  await store.change((tx) =>
    declareField(tx, 'lead', { name: RANK.name, label: RANK.label, type: 'text', choices: null }),
  );
  return store;
}

/** The whole history; rows of different tables can be in another order. */
function changes(store: Store) {
  return rowsOf(
    store.engine,
    'select change_id, tbl, row_id, last_id, op, before, after from change_row order by change_id, tbl, row_id',
  );
}

async function latest(store: Store): Promise<number> {
  const [row] = await rowsOf(store.engine, 'select coalesce(max(id), 0) as id from change');
  return row?.id as number;
}

test(
  'rows of the fast path have the same result as single rows, and undo leaves nothing',
  async () => {
    const careful = await writeEnv();
    const phones = await makePhoneReader('US');
    const both: WriteEnv = { ...careful, phoneReader: async () => phones };
    let quick = 0;
    await fc.assert(
      fc.asyncProperty(fileArbitrary, async ({ before, columns, rows, many, defaults }) => {
        const fed = rows.map((row) =>
          Object.fromEntries(Object.entries(row).filter(([name]) => columns.includes(name))),
        );
        const [weighed, atOnce] = [await empty(), await empty()];
        for (const store of [weighed, atOnce]) await takeIn(store, before, {}, careful);
        const untouched = await snapshot(atOnce);
        const newest = await latest(atOnce);
        for (let time = 0; time < 2; time++) {
          const expected = await takeIn(weighed, fed, defaults, careful);
          const found = await takeIn(atOnce, fed, defaults, both, many);
          quick += found.quick;
          expect({ ...found, quick: 0 }).toEqual(expected);
          expect(await changes(atOnce)).toEqual(await changes(weighed));
        }
        const { kept, rebuilt } = await searchIndex(atOnce);
        expect(kept).toBe(rebuilt);
        for (let change = await latest(atOnce); change > newest; change--)
          await atOnce.changes.undo(atOnce.act, change);
        expect(await snapshot(atOnce)).toBe(untouched);
        await weighed.close();
        await atOnce.close();
      }),
      { numRuns: 50 },
    );
    expect(quick).toBeGreaterThan(0);
  },
  PATIENCE,
);

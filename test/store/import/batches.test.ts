import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Field, Noun, Row } from '../../../src/domain/field.ts';
import { makePhoneReader } from '../../../src/domain/phones/readers.ts';
import { declareField } from '../../../src/store/fields.ts';
import { Importer } from '../../../src/store/import/importer.ts';
import type { ImportRow } from '../../../src/store/import/rules.ts';
import type { Store } from '../../../src/store/store.ts';
import { ensureUser } from '../../../src/store/users.ts';
import { searchIndex, snapshot } from '../../support/snapshot.ts';
import { openStore, rowsOf } from '../../support/store.ts';

/** Many files are imported twice: a busy machine may need as long. */
const TIMEOUT_MS = 120_000;

const RANK: Field = { name: 'rank', type: 'text', label: 'Rank', access: 'edit', help: '', custom: true };

const few = <T>(...values: readonly T[]) => fc.constantFrom(null, ...values);
const rarely = <T>(value: T) => fc.oneof({ weight: 12, arbitrary: fc.constant(null) }, fc.constant(value));
const list = (...values: readonly string[]) =>
  fc.option(fc.array(fc.constantFrom(...values), { minLength: 1, maxLength: 3 }));

const IDS = {
  id: rarely(1),
  external_id: few('a', 'b', 'c', 'd', 'e', 'f'),
  external_source: few('theirs'),
  created_at: rarely('2026-01-01T00:00:00.000Z'),
  owner: fc.oneof(few('ann'), rarely('Nobody')),
  rank: few('1', '2'),
};
const PERSON = {
  name: few('Ann Lee', 'Lee, Ann', 'Acme'),
  first_name: few('Ann', 'ANN', 'Bob'),
  last_name: few('Lee', 'Léé', 'Ray'),
  title: few('Buyer', 'Owner'),
  email: few('a@x.example', 'A@x.example', 'b@x.example'),
  other_emails: list('a@x.example', 'c@x.example', 'B@x.example'),
  phone: few('+1 212 555 0100', '(212) 555-0100', '415 555 0199', 'ask Bob'),
  other_phones: list('212.555.0100', '+442079460958', 'ask Bob'),
  do_not_call: few(true, false),
  tags: list('hot', 'Hot', 'uk; new', 'É'),
};

/** Values of rows that take turns in meaning one another, in all the ways there are. */
const ROWS: Partial<Record<Noun, Record<string, fc.Arbitrary<Row[string]>>>> = {
  lead: {
    ...IDS,
    ...PERSON,
    company: few('Acme', 'ACME, Inc.', 'Zeta'),
    website: few('https://acme.example', 'zeta.example'),
    status: fc.oneof(few('new', 'nurturing'), rarely('converted')),
    score: fc.oneof(few(5, 50), rarely(900)),
    account_id: rarely(7),
  },
  contact: {
    ...IDS,
    ...PERSON,
    account: few('Acme', 'ACME, Inc.', 'Zeta'),
    other_accounts: list('Acme', 'Acme (since 2024-01-01)', 'Zeta', 'New (2020 to 2021)'),
    related_contacts: list('Ann Lee (mentor)', 'Bob Ray (assistant)', 'Bob Ray (mentor)'),
  },
  account: {
    ...IDS,
    name: few('Acme', 'ACME, Inc.', 'Zeta', 'Zeta UK'),
    website: few('https://acme.example', 'zeta.example'),
    parent: few('Acme', 'Zeta', 'New'),
    employees: fc.oneof(few(5, 50), rarely(-1)),
    team: list('ann', 'ann (support)'),
    domains: list('acme.io', 'ACME.io', 'acme.de'),
  },
  opp: {
    ...IDS,
    name: few('Big', 'big', 'Small'),
    account: few('Acme', 'Zeta'),
    contact: few('Ann Lee', 'b@x.example'),
    other_contacts: list('Ann Lee (champion)', 'Bob Ray'),
    competitors: list('Globex', 'GLOBEX', 'Initech'),
    splits: list('ann', 'ann (60%)', 'tester (40%)'),
    stage: fc.oneof(few('prospecting', 'won', 'lost'), rarely('Odd')),
    lost_reason: few('price'),
    tags: list('hot', 'cold'),
  },
  task: {
    ...IDS,
    subject: few('Call', 'Write'),
    due_date: few('2026-04-01'),
    status: few('open', 'done'),
    every: few('1w'),
    lead: few('Ann Lee'),
    contact: few('Ann Lee', 'Bob Ray'),
    opp: few('Big'),
  },
  activity: {
    external_id: IDS.external_id,
    user: few('ann'),
    type: few('call', 'note'),
    at: few('2026-01-01T10:00:00.000Z'),
    subject: few('Hello'),
    body: few('Long', 'Short'),
    contact: few('Ann Lee', 'Bob Ray'),
  },
};

const DEFAULTS: fc.Arbitrary<Row> = fc.record(
  { owner: fc.constant('ann'), rank: fc.constant('9') },
  { requiredKeys: [] },
);

/** A file, and what a database holds before it. */
const fileOf = (noun: Noun) => {
  const values = ROWS[noun] as Record<string, fc.Arbitrary<Row[string]>>;
  const row = fc.record(values, { requiredKeys: [] }) as fc.Arbitrary<Row>;
  return fc.record({
    before: fc.array(row, { maxLength: 4 }),
    // Most columns of a file are all of the same: few rows have everything.
    columns: fc.subarray(Object.keys(values), { minLength: 2 }),
    rows: fc.array(row, { minLength: 1, maxLength: 24, size: 'large' }),
    size: fc.constantFrom(3, 20, 1000),
    defaults: DEFAULTS,
    own: fc.oneof({ weight: 3, arbitrary: fc.constant(false) }, fc.constant(true)),
    waits: fc.boolean(),
  });
};

interface ImportSetup {
  readonly noun: Noun;
  readonly defaults: Row;
  readonly own: boolean;
  /** Rows in a batch. */
  readonly size: number;
  /** Whether rows may wait for those after them, as those of a file do. */
  readonly waits?: boolean;
}

/** Imports rows in a change of its own; returns what became of them and how the database is then. */
async function importRows(store: Store, rows: readonly Row[], setup: ImportSetup) {
  const { noun, defaults, own, size, waits = false } = setup;
  const outcomes: string[] = [];
  const phones = await makePhoneReader('US');
  await store.change(async (tx) => {
    await ensureUser(tx, 'ann');
    const rules = {
      spec: store.engine.nouns.get(noun),
      declared: [RANK],
      own,
      defaults: noun === 'activity' ? {} : defaults,
      match: null,
      blankClears: false,
      onMatch: 'update',
      create: new Set(['account', 'contact', 'other_accounts', 'stage', 'parent']),
      origin: { system: 'ours', userIds: new Map<string, number>() },
      currency: 'USD',
    } as const;
    const importer = await Importer.open(tx, rules, (text, country) => phones.readAll(text, country));
    const importAll = async (all: readonly ImportRow[], last: boolean) => {
      const deferred: ImportRow[] = [];
      for (let at = 0; at < all.length; at += size) {
        const batch = all.slice(at, at + size);
        for (const [place, outcome] of (await importer.importRows(batch, last)).entries()) {
          outcomes.push(outcome.type === 'rejected' ? outcome.error.message : JSON.stringify(outcome));
          if (outcome.type === 'deferred') deferred.push(batch[place] as ImportRow);
        }
      }
      return deferred;
    };
    const numbered = rows.map((row, at) => ({ row, line: at + 2 }));
    await importAll(waits ? await importAll(numbered, false) : numbered, true);
    await importer.storeHeld();
  });
  return { outcomes, state: await snapshot(store) };
}

async function emptyStore(noun: Noun): Promise<Store> {
  const store = openStore();
  await store.change((tx) =>
    declareField(tx, noun, { name: RANK.name, label: RANK.label, type: 'text', choices: null }),
  );
  return store;
}

async function latestChange(store: Store): Promise<number> {
  const [row] = await rowsOf(store.engine, 'select coalesce(max(id), 0) as id from change');
  return row?.id as number;
}

/** All that the history holds; what is of different tables may have been written in another order. */
async function changes(store: Store) {
  const rows = await rowsOf(
    store.engine,
    'select change_id, tbl, row_id, last_id, op, before, after from change_row order by change_id, tbl, row_id',
  );
  return rows.map((row) => {
    const [before, after] = [row.before, row.after].map((text) =>
      JSON.parse((text as string | null) ?? '{}'),
    );
    // What changed and changed back in another batch is told with equal values.
    for (const name in after) if (row.op === 'update' && before[name] === after[name]) delete before[name];
    for (const name in after) if (row.op === 'update' && !(name in before)) delete after[name];
    return { ...row, before, after };
  });
}

test.each(Object.keys(ROWS) as Noun[])(
  'rows of %ss imported many at once end as they do one by one, and undone leave nothing',
  async (noun) => {
    await fc.assert(
      fc.asyncProperty(fileOf(noun), async ({ before, columns, rows, size, defaults, own, waits }) => {
        const fed = rows.map((row) =>
          Object.fromEntries(Object.entries(row).filter(([name]) => columns.includes(name))),
        );
        const [oneByOne, atOnce] = [await emptyStore(noun), await emptyStore(noun)];
        for (const store of [oneByOne, atOnce])
          await importRows(store, before, { noun, defaults: {}, own: false, size: 1 });
        const untouched = await snapshot(atOnce);
        const newest = await latestChange(atOnce);
        for (let time = 0; time < 2; time++) {
          const expected = await importRows(oneByOne, fed, { noun, defaults, own, size: 1, waits });
          expect(await importRows(atOnce, fed, { noun, defaults, own, size, waits })).toEqual(expected);
          expect(await changes(atOnce)).toEqual(await changes(oneByOne));
        }
        const { kept, rebuilt } = await searchIndex(atOnce);
        expect(kept).toBe(rebuilt);
        for (let change = await latestChange(atOnce); change > newest; change--)
          await atOnce.changes.undo(atOnce.act, change);
        expect(await snapshot(atOnce)).toBe(untouched);
        await oneByOne.close();
        await atOnce.close();
      }),
      { numRuns: 5, endOnFailure: true },
    );
  },
  TIMEOUT_MS,
);

test('of very many rows the last find what the first made, and all indexes are there in the end', async () => {
  const people = 4200;
  const rows: Row[] = Array.from({ length: people + 300 }, (_, at) => {
    const person = at < people ? at : (at - people) * 7;
    return { last_name: `Lee${person}`, email: `${person}@x.example`, title: at < people ? null : 'Owner' };
  });
  const store = await emptyStore('lead');
  const setup = { noun: 'lead', defaults: {}, own: false, size: 500, waits: true } as const;
  const { outcomes } = await importRows(store, rows, setup);
  expect(outcomes.filter((outcome) => outcome.includes('created'))).toHaveLength(people);
  expect(outcomes.filter((outcome) => outcome.includes('changed'))).toHaveLength(300);
  expect(await store.engine.check()).toEqual([]);
});

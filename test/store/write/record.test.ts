import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Noun } from '../../../src/domain/field.ts';
import { updateRecord, updateRecords } from '../../../src/store/write/record.ts';
import type { Values } from '../../../src/store/write/values.ts';
import { tableRows } from '../../support/snapshot.ts';
import { addRecords, openStore, writeEnv } from '../../support/store.ts';

const some = <T>(...values: readonly T[]) => fc.constantFrom(...values);

/** What records of a noun may have, and be changed to. */
const VALUES: Readonly<Partial<Record<Noun, fc.Arbitrary<Values>>>> = {
  lead: fc.record(
    {
      city: some('Rome', ' Oslo ', null),
      status: some('new', 'attempting', 'disqualified'),
      rating: some('hot', 'cold', null),
      source: some('web', 'fair', 'WEB'),
      do_not_call: fc.boolean(),
      email: some('jo@lake.test', null),
      phone: some('+14155550100', '+493012345', null),
      tags: some(['vip'], ['vip', 'east'], []),
      notes: some('Asked for prices', null),
    },
    { requiredKeys: [] },
  ),
  account: fc.record(
    { city: some('Rome', null), industry: some('Food', 'food', null), kind: some('customer', 'prospect') },
    { requiredKeys: [] },
  ),
  task: fc.record(
    {
      status: some('open', 'done', 'cancelled'),
      priority: some('high', 'low'),
      due_date: some('2026-03-20', null),
    },
    { requiredKeys: [] },
  ),
};

const TITLES: Readonly<Partial<Record<Noun, string>>> = { task: 'subject' };

test.each(Object.keys(VALUES) as Noun[])(
  'the same change to many of %s leaves what one change of each leaves, and undo takes both back',
  async (noun) => {
    const values = VALUES[noun] as fc.Arbitrary<Values>;
    await fc.assert(
      fc.asyncProperty(fc.array(values, { minLength: 1, maxLength: 8 }), values, async (given, change) => {
        const env = await writeEnv();
        const databases = [];
        for (const areMany of [false, true]) {
          const store = openStore();
          const named = given.map((each, at) => ({ [TITLES[noun] ?? 'name']: `Record ${at}`, ...each }));
          const ids = await addRecords(store, noun, named);
          const before = await tableRows(store);
          await store.change(async (tx) => {
            if (areMany) await updateRecords(tx, noun, ids, change, env);
            else for (const each of ids) await updateRecord(tx, noun, each, change, env);
          });
          const after = await tableRows(store);
          databases.push(after);
          if (after !== before) await store.changes.undo(store.act);
          expect(await tableRows(store)).toBe(before);
          await store.close();
        }
        expect(databases[1]).toBe(databases[0]);
      }),
      { numRuns: 25 },
    );
  },
);

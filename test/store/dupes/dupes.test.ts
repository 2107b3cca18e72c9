import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type ComparableRecord, scoreDuplicate } from '../../../src/domain/duplicate-score.ts';
import { makeNameComparer } from '../../../src/domain/name-similarity.ts';
import { findLikelyDuplicate } from '../../../src/store/dupes/alike.ts';
import type { ComparedNoun } from '../../../src/store/dupes/blocks.ts';
import { findPairs } from '../../../src/store/dupes/dupes.ts';
import { FoundPairs } from '../../../src/store/dupes/found-pairs.ts';
import type { Pair } from '../../../src/store/dupes/pairs.ts';
import { findSurest } from '../../../src/store/dupes/surest.ts';
import { traitsOf } from '../../../src/store/dupes/traits.ts';
import { inOrder, markDistinct } from '../../../src/store/merge/distinct.ts';
import type { Store } from '../../../src/store/store.ts';
import type { Values } from '../../../src/store/write/values.ts';
import { addRecords, execute, openStore, rowsOf } from '../../support/store.ts';

const THRESHOLD = 80;
const optional = <T>(...values: T[]) => fc.constantFrom(null, ...values);

const person = fc.record({
  first_name: optional('Jane', 'Jan', 'J.', 'Katherine', 'Catherine', 'Bob'),
  last_name: fc.constantFrom('Doe', 'Dow', 'Müller', 'Mueller-Roe'),
  email: optional('jane@acme.test', 'doe@acme.test', 'doe@gmail.com', 'bob@gmail.com'),
  phone: optional('+14155550100', '+14155550101'),
});
const lead = fc.tuple(
  person,
  fc.record({
    company: optional('Acme', 'ACME Inc.', 'Acmee', 'Globex'),
    website: optional('www.acme.test', 'globex.test'),
  }),
);
const account = fc.record({
  name: fc.constantFrom('Acme', 'ACME GmbH', 'Acme Industries', 'Acme Industry', 'Studio 54', 'Studio 55'),
  website: optional('www.acme.test', 'globex.test'),
  city: optional('Rome', 'Paris'),
  phone: optional('+14155550100'),
});

/** All pairs of the database above the threshold, by comparing all with all. */
async function everyPair(store: Store): Promise<string[]> {
  const names = await makeNameComparer();
  const all: [ComparedNoun, number, ComparableRecord][] = [];
  for (const noun of ['lead', 'contact', 'account'] as const) {
    const rows = await rowsOf(store.engine, `select id from "${noun}" order by id`);
    const traits = await traitsOf(
      store.engine,
      noun,
      rows.map(({ id }) => id as number),
    );
    for (const [id, each] of traits) all.push([noun, id, each]);
  }
  const found: string[] = [];
  for (const [i, [noun, id, one]] of all.entries()) {
    for (const [otherNoun, otherId, other] of all.slice(i + 1)) {
      if ((noun === 'account') !== (otherNoun === 'account')) continue;
      const { score } = scoreDuplicate(one, other, names);
      const pair = inOrder({ noun, id }, { noun: otherNoun, id: otherId }).join(' ');
      if (score >= THRESHOLD) found.push(`${pair} ${score}`);
    }
  }
  return found.toSorted();
}

test('comparing only records with shared keys finds the same pairs as comparing all', {
  timeout: 120_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(lead, { maxLength: 8 }),
      fc.array(fc.tuple(person, fc.nat(4)), { maxLength: 4 }),
      fc.array(account, { minLength: 1, maxLength: 5 }),
      async (leads, contacts, accounts) => {
        const store = openStore();
        await addRecords(store, 'account', accounts);
        await addRecords(
          store,
          'lead',
          leads.map(([who, where]) => ({ ...who, ...where })),
        );
        const at = (n: number) => (n < accounts.length ? n + 1 : null);
        await addRecords(
          store,
          'contact',
          contacts.map(([who, n]) => ({ ...who, account_id: at(n) })),
        );
        const pairs = await findPairs(store.engine, { threshold: THRESHOLD });
        const found = pairs.map(({ one, other, score }) => `${inOrder(one, other).join(' ')} ${score}`);
        expect(found.toSorted()).toEqual(await everyPair(store));
        expect(pairs.map(({ score }) => score)).toEqual(
          pairs.map(({ score }) => score).toSorted((a, b) => b - a),
        );
        const [names, distinct] = [await makeNameComparer(), new Set<string>()];
        for (const [threshold, limit] of [
          [80, 1],
          [80, 3],
          [99, 2],
          [100, 5],
        ] as const) {
          const wanted = pairs.filter(({ score }) => score >= threshold).slice(0, limit);
          expect(await findPairs(store.engine, { threshold, limit })).toEqual(wanted);
          for (const kind of ['people', 'accounts'] as const) {
            const isOfKind = ({ one }: Pair) => (one.noun === 'account') === (kind === 'accounts');
            const ofKind = pairs.filter((pair) => pair.score >= threshold && isOfKind(pair)).slice(0, limit);
            for (const maxKeys of [1, 2, 1000]) {
              const surest = new FoundPairs(store.engine, { threshold, limit }, { names, distinct });
              const isDone = await findSurest(store.engine, kind, surest, { firstStep: 2, maxKeys });
              if (isDone) expect(surest.sorted).toEqual(ofKind);
            }
          }
        }
        await store.close();
      },
    ),
    { numRuns: 60 },
  );
});

test('a pair marked as different is not reported again, nor is a converted lead', async () => {
  const store = openStore();
  const jane = { first_name: 'Jane', last_name: 'Doe', email: 'jane@acme.test' };
  const [one, other] = (await addRecords(store, 'lead', [jane, jane])) as [number, number];
  const pairs = () => findPairs(store.engine, { threshold: THRESHOLD });
  expect(await pairs()).toHaveLength(1);
  const { id } = await store.change((tx) =>
    markDistinct(tx, { noun: 'lead', id: other }, { noun: 'lead', id: one }),
  );
  expect(await pairs()).toEqual([]);
  await store.changes.undo(store.act, id as number);
  expect(await pairs()).toHaveLength(1);
  await execute(
    store.engine,
    "update lead set status = 'converted', converted_at = created_at where id = ?",
    [other],
  );
  expect(await pairs()).toEqual([]);
});

test('open deals with equal account and name are similar; closed ones can repeat', async () => {
  const store = openStore();
  await addRecords(store, 'account', [{ name: 'Acme' }]);
  const deal = { name: 'Renewal 2026', account_id: 1, pipeline_id: 1, currency: 'USD' };
  await addRecords(store, 'opp', [
    { ...deal, stage_id: 1 },
    { ...deal, stage_id: 2 },
    { ...deal, stage_id: 1, name: 'Renewal 2027' },
    { ...deal, stage_id: 5 },
  ]);
  const [pair, ...more] = await findPairs(store.engine, { threshold: THRESHOLD, noun: 'opp' });
  expect(more).toEqual([]);
  expect([pair?.one.id, pair?.other.id]).toEqual([1, 2]);
});

test.for<[string, Values, string | null]>([
  [
    'the same company, a slip in the name',
    { first_name: 'Jane', last_name: 'Dow', company: 'ACME' },
    'lead 1',
  ],
  ['the same name and domain', { first_name: 'Jane', last_name: 'Doe', email: 'jd@acme.test' }, 'lead 1'],
  ['somebody else at the company', { first_name: 'Bob', last_name: 'Roe', company: 'Acme' }, null],
  ['the same name elsewhere', { first_name: 'Jane', last_name: 'Doe', company: 'Globex' }, null],
  ['a contact of the account', { first_name: 'Zoe', last_name: 'Zoo', company: 'Globex GmbH' }, 'contact 1'],
])('before adding: %s', async ([_, values, expected]) => {
  const store = openStore();
  await addRecords(store, 'account', [{ name: 'Globex' }]);
  await addRecords(store, 'contact', [{ first_name: 'Zoë', last_name: 'Zoo', account_id: 1 }]);
  await addRecords(store, 'lead', [
    { first_name: 'Jane', last_name: 'Doe', company: 'Acme Inc', email: 'jane@acme.test' },
  ]);
  const found = await findLikelyDuplicate(store.engine, 'lead', values);
  expect(found && `${found.noun} ${found.id}`).toBe(expected);
});

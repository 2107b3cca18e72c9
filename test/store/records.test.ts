import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Field } from '../../src/domain/field.ts';
import { LEAD } from '../../src/nouns/lead/definition.ts';
import type { RecordQuery } from '../../src/store/record-select.ts';
import { records } from '../../src/store/records.ts';
import { addRecords, openStore } from '../support/store.ts';

/** More than are probed before the whole table is searched. */
const LEADS = 2_600;
const CITIES = ['Boston', 'boston', 'Chicago', 'Denver', null];

const field = (name: string) => LEAD.fields.find((one) => one.name === name) as Field;
const FIELDS = ['id', 'name', 'city', 'created_at'].map(field);

/** A tag of many records, one of a few of the oldest, and one of none. */
const WHERE: readonly RecordQuery['where'][] = [
  undefined,
  { type: 'compare', field: field('city'), op: '=', value: 'Boston' },
  { type: 'compare', field: field('company'), op: '=', value: 'First' },
  { type: 'compare', field: field('company'), op: '=', value: 'Nobody' },
  { type: 'empty', field: field('city') },
];

test('limit and offset cut the full list, for any filter and order', async () => {
  const store = openStore();
  await addRecords(
    store,
    'lead',
    Array.from({ length: LEADS }, (_, i) => ({
      name: `Lead ${(i * 7919) % LEADS}`,
      city: CITIES[i % CITIES.length] as string | null,
      company: i < 40 ? 'First' : 'Other',
      created_at: `2026-01-01T00:00:00.${String((i * 31) % 900).padStart(3, '0')}Z`,
    })),
  );
  const read = async (query: Omit<RecordQuery, 'noun' | 'fields'>) => {
    const ids = [];
    for await (const row of records(store.engine, { noun: 'lead', fields: FIELDS, ...query }))
      ids.push(row.id);
    return ids;
  };
  const query = fc.record({
    where: fc.constantFrom(...WHERE),
    sort: fc
      .constantFrom('created_at', 'name', 'city', 'id')
      .chain((name) => fc.boolean().map((descending) => [{ field: field(name), descending }])),
  });
  const cut = fc.record({
    limit: fc.oneof(fc.nat(70), fc.nat(LEADS), fc.constant(undefined)),
    offset: fc.oneof(fc.nat(70), fc.nat(LEADS), fc.constant(undefined)),
  });
  await fc.assert(
    fc.asyncProperty(query, cut, async (whole, { limit, offset = 0 }) => {
      const all = await read(whole);
      expect(await read({ ...whole, limit, offset })).toEqual(all.slice(offset, offset + (limit ?? LEADS)));
    }),
    { numRuns: 60 },
  );
});

test('equal records are in the order of their ids', async () => {
  const store = openStore();
  const ids = await addRecords(
    store,
    'lead',
    Array.from({ length: 120 }, (_, i) => ({ name: `Lead ${i}`, city: 'Boston' })),
  );
  for (const descending of [false, true]) {
    const read = [];
    const sort = [{ field: field('city'), descending }];
    for await (const row of records(store.engine, { noun: 'lead', fields: FIELDS, sort, limit: 110 }))
      read.push(row.id);
    expect(read).toEqual((descending ? ids.toReversed() : ids).slice(0, 110));
  }
});

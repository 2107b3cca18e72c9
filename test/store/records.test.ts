import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Field } from '../../src/domain/field.ts';
import { LEAD } from '../../src/nouns/lead/definition.ts';
import { customFields, declareField } from '../../src/store/fields.ts';
import type { RecordQuery } from '../../src/store/record-select.ts';
import { records } from '../../src/store/records.ts';
import { plansOf } from '../support/plans.ts';
import { addRecords, openStore } from '../support/store.ts';

/** More than are probed before the whole table is searched. */
const LEADS = 2_600;
const CITIES = ['Boston', 'boston', 'Chicago', 'Denver', null];

const field = (name: string) => LEAD.fields.find((one) => one.name === name) as Field;
const FIELDS = ['id', 'name', 'city', 'created_at'].map(field);

interface Lead {
  readonly name: string;
  readonly city: string | null;
  readonly company: string;
  readonly created_at: string;
}

/** Filters and what they mean: many match, a few of the oldest match, nobody matches. */
const FILTERS: readonly (readonly [RecordQuery['where'], (lead: Lead) => boolean])[] = [
  [undefined, () => true],
  [
    { type: 'compare', field: field('city'), op: '=', value: 'Boston' },
    ({ city }) => city?.toLowerCase() === 'boston',
  ],
  [
    { type: 'compare', field: field('company'), op: '=', value: 'First' },
    ({ company }) => company === 'First',
  ],
  [{ type: 'compare', field: field('company'), op: '=', value: 'Nobody' }, () => false],
  [{ type: 'empty', field: field('city') }, ({ city }) => city === null],
];

/** Sorts as a list does: text in any case, missing values last, equal ones by number in the same direction. */
function sorted(leads: readonly (Lead & { id: number })[], name: keyof Lead | 'id', descending: boolean) {
  const way = descending ? -1 : 1;
  const key = (lead: Lead & { id: number }) => {
    const value = lead[name];
    return typeof value === 'string' ? value.toLowerCase() : value;
  };
  return leads.toSorted((a, b) => {
    const [left, right] = [key(a), key(b)];
    if (left === right) return way * (a.id - b.id);
    if (left === null) return 1;
    if (right === null) return -1;
    return left < right ? -way : way;
  });
}

test('a list holds what matches, in its order, from the offset to the limit', async () => {
  const store = openStore();
  const leads: Lead[] = Array.from({ length: LEADS }, (_, i) => ({
    name: `Lead ${String((i * 7919) % LEADS).padStart(4, '0')}`,
    city: CITIES[i % CITIES.length] as string | null,
    company: i < 40 ? 'First' : 'Other',
    created_at: `2026-01-01T00:00:00.${String((i * 31) % 900).padStart(3, '0')}Z`,
  }));
  const ids = await addRecords(
    store,
    'lead',
    leads.map(({ name, ...lead }) => ({ ...lead, last_name: name })),
  );
  const numbered = leads.map((lead, at) => ({ ...lead, id: ids[at] as number }));
  const number = fc.oneof(fc.nat(70), fc.nat(LEADS), fc.constant(undefined));
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...FILTERS),
      fc.constantFrom('created_at', 'name', 'city', 'id'),
      fc.boolean(),
      number,
      number,
      async ([where, isMatch], name, descending, limit, offset) => {
        const read = [];
        const query = { where, sort: [{ field: field(name), descending }], limit, offset };
        for await (const row of records(store.engine, { noun: 'lead', fields: FIELDS, ...query }))
          read.push(row.id);
        const start = offset ?? 0;
        const all = sorted(numbered.filter(isMatch), name, descending).map(({ id }) => id);
        expect(read).toEqual(all.slice(start, start + (limit ?? LEADS)));
      },
    ),
    { numRuns: 80 },
  );
});

test('the first leads with a value of an indexed field are found without listing all that have it', async () => {
  const store = openStore();
  await store.change((tx) =>
    declareField(tx, 'lead', {
      name: 'tier',
      label: 'Tier',
      type: 'choice',
      choices: ['a', 'b'],
      indexed: true,
    }),
  );
  const [tier] = (await customFields(store.db, 'lead')) as [Field];
  const leads = ['a', 'b', 'b', 'a', 'a'].map((value, at) => ({ last_name: `Lead ${at}`, tier: value }));
  await addRecords(store, 'lead', leads);
  const read: unknown[] = [];
  const plan = await plansOf(store.engine, async (engine) => {
    const where = { type: 'compare', field: tier, op: '=', value: 'a' } as const;
    const query = { where, sort: [{ field: field('created_at'), descending: false }], limit: 2 };
    for await (const row of records(engine, { noun: 'lead', fields: [field('name')], ...query }))
      read.push(row.name);
  });
  expect(read).toEqual(['Lead 0', 'Lead 3']);
  expect(plan).not.toContainEqual(expect.stringContaining('custom lead tier'));
});

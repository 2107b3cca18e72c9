import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Noun, Row, Value } from '../../../src/domain/field.ts';
import { openStore } from '../../support/store.ts';
import { importFile, recordsOf } from './import-file.ts';
import { ImportModel, ManyFit, type ModelOutcome, type ModelRecord } from './model.ts';

/** Many files are imported: a busy machine may need as long. */
const TIMEOUT_MS = 240_000;

const some = <T>(...values: readonly T[]) => fc.option(fc.constantFrom(...values), { freq: 3 });
const rarely = <T>(...values: readonly T[]) => fc.option(fc.constantFrom(...values), { freq: 1 });

const PERSON = {
  first_name: fc.constantFrom('John', 'Joan', 'J.'),
  last_name: some('Poe', 'Ray'),
  email: some('us@poe.example', 'US@poe.example', 'j@poe.example'),
  other_emails: rarely(['j@poe.example'], ['x@poe.example', 'us@poe.example']),
  phone: some('(212) 555-0136', '+12125550136', '212 555 0137'),
  title: some('Cook', 'Chef'),
  city: some('York', 'Rome'),
  tags: rarely(['hot'], ['hot', 'new']),
  external_id: rarely('a', 'b'),
};

/** Values of rows that are about one another, in all the ways there are. */
const ROWS = {
  lead: { ...PERSON, company: some('Acme', 'Zeta') },
  contact: {
    ...PERSON,
    linkedin: rarely('https://www.linkedin.com/in/poe', 'https://www.linkedin.com/in/ray'),
  },
  account: {
    name: fc.constantFrom('Acme', 'ACME Inc', 'Zeta'),
    website: some('acme.example', 'https://www.acme.example', 'zeta.example'),
    city: some('York', 'YORK', 'Rome'),
    industry: some('Food', 'Steel'),
    external_id: rarely('a', 'b'),
  },
  opp: {
    name: fc.constantFrom('Renewal', 'New'),
    amount: some({ minor: 100, currency: 'USD' }, { minor: 200, currency: 'USD' }),
    stage: some('prospecting', 'won'),
    tags: rarely(['hot'], ['hot', 'new']),
    notes: some('one', 'two'),
    external_id: rarely('a', 'b'),
  },
  task: {
    subject: fc.constantFrom('Call', 'Write'),
    due_date: some('2031-01-01', '2031-02-01'),
    priority: some('high', 'low'),
    notes: some('one', 'two'),
  },
  meeting: {
    subject: fc.constantFrom('Demo', 'Review'),
    starts_at: some('2031-01-01T10:00:00.000Z', '2031-02-01T10:00:00.000Z'),
    place: some('Room 1', 'Room 2'),
    notes: some('one', 'two'),
  },
  activity: {
    type: fc.constantFrom('call', 'note'),
    at: fc.constantFrom('2026-01-01T10:00:00.000Z', '2026-01-02T10:00:00.000Z'),
    subject: some('Hi', 'Bye'),
    body: some('one', 'two'),
  },
} satisfies Partial<Record<Noun, Record<string, fc.Arbitrary<Value>>>>;

/** What records have where no row says it. */
const DEFAULTS: Row = { priority: 'normal', stage: 'prospecting' };

/** What the model makes of a file; null if its rules leave a choice. */
function modelOf(noun: Noun, rows: readonly Row[]) {
  const model = new ImportModel(noun);
  try {
    const outcomes = rows.map((row) => model.import(row));
    return { outcomes, records: model.records };
  } catch (error) {
    if (error instanceof ManyFit) return null;
    throw error;
  }
}

function expected(columns: readonly string[], { values, emails, phones, tags }: ModelRecord) {
  const fields = columns.map((name): [string, unknown] => {
    if (name === 'email' || name === 'other_emails') return ['emails', [...emails].sort()];
    if (name === 'phone') return ['phones', [...phones].sort()];
    if (name === 'tags') return ['tags', [...tags].sort()];
    if (name === 'amount')
      return ['amount_minor', (values.amount as { minor: number } | undefined)?.minor ?? null];
    return [name, values[name] ?? DEFAULTS[name] ?? null];
  });
  return Object.fromEntries(fields);
}

test.each(Object.keys(ROWS) as (keyof typeof ROWS)[])(
  'a file of %ss ends as the rules say, applied row by row',
  async (noun) => {
    const values: Record<string, fc.Arbitrary<Value>> = ROWS[noun];
    const [needed = ''] = Object.keys(values);
    const files = fc.record({
      columns: fc.subarray(Object.keys(values), { minLength: 2 }),
      rows: fc.array(fc.record(values) as fc.Arbitrary<Row>, { minLength: 2, maxLength: 8, size: 'large' }),
      size: fc.constantFrom(1, 3, 100),
    });
    await fc.assert(
      fc.asyncProperty(files, async ({ columns: some, rows: all, size }) => {
        const columns = [...new Set([needed, ...(noun === 'activity' ? ['at'] : []), ...some])];
        const rows = all.map(
          (row): Row => Object.fromEntries(columns.map((name) => [name, row[name] as Value])),
        );
        const model = modelOf(noun, rows);
        fc.pre(model !== null);
        const store = openStore();
        const { outcomes } = await importFile(store, noun, rows, size);
        const found = [...(await recordsOf(store, noun)).values()];
        await store.close();
        const shown = model.records.map((record) => expected(columns, record));
        expect(found.map((record) => pick(record, Object.keys(shown[0] ?? {})))).toEqual(shown);
        expect(outcomes.map(outcomeOf)).toEqual(model.outcomes);
      }),
      { numRuns: 15, endOnFailure: true },
    );
  },
  TIMEOUT_MS,
);

function pick(record: Record<string, unknown>, names: readonly string[]) {
  const shownValue = (name: string) => {
    const value = record[name] ?? null;
    return Array.isArray(value) ? [...value].sort() : value;
  };
  return Object.fromEntries(names.map((name) => [name, shownValue(name)]));
}

function outcomeOf(outcome: Awaited<ReturnType<typeof importFile>>['outcomes'][number]): ModelOutcome {
  if (!('id' in outcome)) return { type: 'rejected' };
  return { type: outcome.type === 'created' ? 'created' : 'kept', at: outcome.id - 1 };
}

import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Noun, Row, Value } from '../../../src/domain/field.ts';
import { emailKey } from '../../../src/domain/matching.ts';
import { phoneText } from '../../../src/domain/phones/phone.ts';
import { snapshot } from '../../support/snapshot.ts';
import { openStore, rowsOf } from '../../support/store.ts';
import { importFile, phones, recordsOf } from './import-file.ts';

/** Many files are imported twice: a busy machine may need as long. */
const TIMEOUT_MS = 240_000;

const some = <T>(...values: readonly T[]) => fc.option(fc.constantFrom(...values), { freq: 3 });

const PERSON = {
  first_name: some('John', 'Joan', 'J.', 'Jane', 'Johnny'),
  last_name: some('Poe', 'Poë', 'Ray'),
  email: some('us@poe.example', 'US@poe.example', 'j@poe.example'),
  other_emails: fc.option(fc.constantFrom(['j@poe.example'], ['x@poe.example', 'us@poe.example']), {
    freq: 2,
  }),
  phone: some('(212) 555-0136', '+12125550136', '212 555 0137'),
  title: some('Cook', 'Chef'),
  city: some('York', 'Rome'),
  notes: some('one', 'two'),
  tags: fc.option(fc.constantFrom(['hot'], ['hot', 'new']), { freq: 2 }),
  external_id: fc.option(fc.constantFrom('a', 'b'), { freq: 1 }),
};

/** Values of rows that are about one another, in all the ways there are. */
const ROWS: Partial<Record<Noun, Record<string, fc.Arbitrary<Value>>>> = {
  lead: { ...PERSON, company: some('Acme', 'Zeta') },
  contact: PERSON,
  account: {
    name: fc.constantFrom('Acme', 'ACME Inc', 'Zeta'),
    website: some('acme.example', 'https://www.acme.example', 'zeta.example'),
    city: some('York', 'YORK', 'Rome'),
    industry: some('Food', 'Steel'),
    notes: some('one', 'two'),
    external_id: fc.option(fc.constantFrom('a', 'b'), { freq: 1 }),
  },
  opp: {
    name: fc.constantFrom('Renewal', 'renewal', 'New'),
    amount: some({ minor: 100, currency: 'USD' }, { minor: 200, currency: 'USD' }),
    close_date: some('2031-01-01', '2031-02-01'),
    stage: some('prospecting', 'won', 'lost'),
    tags: fc.option(fc.constantFrom(['hot'], ['hot', 'new']), { freq: 2 }),
    notes: some('one', 'two'),
    external_id: fc.option(fc.constantFrom('a', 'b'), { freq: 1 }),
  },
  task: {
    subject: fc.constantFrom('Call', 'Write'),
    due_date: some('2031-01-01', '2031-02-01'),
    priority: some('high', 'low', 'normal'),
    status: some('open', 'done'),
    notes: some('one', 'two'),
  },
  activity: {
    type: fc.constantFrom('call', 'note'),
    at: some('2026-01-01T10:00:00.000Z', '2026-01-02T10:00:00.000Z'),
    subject: some('Hi', 'Bye'),
    body: some('one', 'two'),
    outcome: some('interested'),
  },
};

/** A file: rows of some columns, blank where they have no value. */
const fileOf = (noun: Noun) => {
  const values = ROWS[noun] as Record<string, fc.Arbitrary<Value>>;
  const columns = fc.subarray(Object.keys(values), { minLength: 2 });
  const rows = fc.array(fc.record(values) as fc.Arbitrary<Row>, {
    minLength: 1,
    maxLength: 9,
    size: 'large',
  });
  return fc.record({
    columns,
    rows,
    before: fc.array(fc.record(values) as fc.Arbitrary<Row>, { maxLength: 3 }),
  });
};

/** Whether a record holds a cell. */
function holds(record: Record<string, unknown>, name: string, value: Value): boolean {
  const all = (list: unknown, values: readonly string[]) =>
    values.every((each) => (list as string[]).includes(each));
  if (name === 'email') return all(record.emails, [emailKey(value as string)]);
  if (name === 'other_emails') return all(record.emails, (value as string[]).map(emailKey));
  if (name === 'phone') return all(record.phones, phones.readAll(value as string).map(phoneText));
  if (name === 'tags') return all(record.tags, value as string[]);
  if (name === 'amount') return record.amount_minor === (value as { minor: number }).minor;
  return record[name] === value;
}

test.each(Object.keys(ROWS) as Noun[])(
  'of a file of %ss no cell is lost, a second import changes nothing, and undo leaves no trace',
  async (noun) => {
    await fc.assert(
      fc.asyncProperty(fileOf(noun), async ({ columns, rows, before }) => {
        const needed = Object.keys(ROWS[noun] as object)[0] as string;
        const fed = rows.map((row) =>
          Object.fromEntries([...new Set([needed, ...columns])].map((name) => [name, row[name] as Value])),
        );
        const [store, other] = [openStore(), openStore()];
        for (const each of [store, other]) await importFile(each, noun, before, 100);
        const untouched = await snapshot(store);
        const { outcomes, notes } = await importFile(store, noun, fed, 100);
        expect((await importFile(other, noun, fed, 2)).outcomes.map(({ type }) => type)).toEqual(
          outcomes.map(({ type }) => type),
        );
        const after = await snapshot(store);
        expect(await snapshot(other)).toBe(after);

        const records = await recordsOf(store, noun);
        const told = new Set(notes.cells.map(({ field }) => field));
        for (const [at, outcome] of outcomes.entries()) {
          if (!('id' in outcome) || outcome.type === 'skipped') continue;
          const record = records.get(outcome.id) as Record<string, unknown>;
          for (const [name, value] of Object.entries(fed[at] as Row))
            if (value !== null && !holds(record, name, value)) expect([...told]).toContain(name);
        }

        const again = await importFile(store, noun, fed, 2);
        expect(await snapshot(store)).toBe(after);
        expect(again.outcomes.filter(({ type }) => type === 'created' || type === 'changed')).toEqual([]);
        const [change] = await rowsOf(store.engine, 'select max(id) as id from change');
        if (after !== untouched) await store.changes.undo(store.act, change?.id as number);
        expect(await snapshot(store)).toBe(untouched);
        await store.close();
        await other.close();
      }),
      { numRuns: 4, endOnFailure: true },
    );
  },
  TIMEOUT_MS,
);

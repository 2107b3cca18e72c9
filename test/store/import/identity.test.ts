import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Noun, Row, Value } from '../../../src/domain/field.ts';
import { emailKey } from '../../../src/domain/matching.ts';
import { phoneText } from '../../../src/domain/phones/phone.ts';
import { makePhoneReader } from '../../../src/domain/phones/readers.ts';
import type { ImportNotes } from '../../../src/store/import/import-notes.ts';
import { Importer } from '../../../src/store/import/importer.ts';
import type { RowOutcome } from '../../../src/store/import/rules.ts';
import type { Store } from '../../../src/store/store.ts';
import { snapshot } from '../../support/snapshot.ts';
import { openStore, rowsOf } from '../../support/store.ts';

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

const phones = await makePhoneReader('US');

async function importFile(store: Store, noun: Noun, rows: readonly Row[], size: number) {
  const outcomes: RowOutcome[] = [];
  let notes: ImportNotes | undefined;
  await store.change(async (tx) => {
    const rules = {
      spec: store.engine.nouns.get(noun),
      declared: [],
      own: false,
      defaults: {},
      match: null,
      blankClears: false,
      onMatch: 'update',
      create: new Set<string>(),
      origin: { system: 'theirs', userIds: new Map<string, number>() },
      currency: 'USD',
    } as const;
    const importer = await Importer.open(tx, rules, (text, country) => phones.readAll(text, country));
    const all = rows.map((row, at) => ({ row, line: at + 2 }));
    const later: number[] = [];
    for (let at = 0; at < all.length; at += size)
      for (const [index, outcome] of (await importer.importRows(all.slice(at, at + size))).entries()) {
        outcomes[at + index] = outcome;
        if (outcome.type === 'deferred') later.push(at + index);
      }
    importer.nextRound(true);
    const last = await importer.importRows(
      later.map((at) => all[at] as (typeof all)[number]),
      true,
    );
    for (const [index, at] of later.entries()) outcomes[at] = last[index] as RowOutcome;
    const undone = new Map((await importer.storeHeld()).map(({ id }) => [id, true]));
    for (const [at, outcome] of outcomes.entries())
      if (outcome.type === 'changed' && undone.has(outcome.id))
        outcomes[at] = { type: 'unchanged', id: outcome.id };
    notes = importer.notes;
  });
  return { outcomes, notes: notes as ImportNotes };
}

/** What a record holds, by field, as rows say it. */
async function recordsOf(store: Store, noun: Noun): Promise<Map<number, Record<string, unknown>>> {
  const read = (text: string) => rowsOf(store.engine, text);
  const records = new Map<number, Record<string, unknown>>();
  for (const row of await read(`select * from "${noun}"`))
    records.set(row.id as number, { ...row, emails: [], phones: [], tags: [] });
  const add = async (name: string, text: string) => {
    if (noun === 'task' || noun === 'activity') return;
    if (noun === 'opp' && name !== 'tags') return;
    for (const { id, value } of await read(text))
      (records.get(id as number)?.[name] as unknown[])?.push(value);
  };
  await add(
    'emails',
    `select ${noun}_id as id, address_key as value from email where ${noun}_id is not null`,
  );
  await add(
    'phones',
    `select ${noun}_id as id, coalesce(e164, typed) as value from phone where ${noun}_id is not null`,
  );
  await add('tags', `select ${noun}_id as id, tag as value from tagging where ${noun}_id is not null`);
  if (noun === 'opp')
    for (const { id, value } of await read(
      'select o.id, s.name as value from opp o join stage s on s.id = o.stage_id',
    ))
      (records.get(id as number) as Record<string, unknown>).stage = value;
  return records;
}

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
      { numRuns: 6, endOnFailure: true },
    );
  },
  TIMEOUT_MS,
);

import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { runCli } from '../../src/cli.ts';
import type { Noun, Value } from '../../src/domain/field.ts';
import { insertRecord } from '../../src/store/write/record.ts';
import { fakeIO } from '../render/fake-io.ts';
import { NOW } from '../support/program.ts';
import { databaseFolder, openStore, writeEnv } from '../support/store.ts';

const ORDER: readonly Noun[] = [
  'account',
  'contact',
  'opp',
  'product',
  'purchase',
  'lead',
  'case',
  'task',
  'meeting',
  'activity',
];
const USERS = ['tester', 'Ann Lee', 'Bob; "the closer"'];

type Given = Record<string, Value>;

const hostile = fc.constantFrom(
  'Acme, Inc.',
  'a "quoted" word',
  'two\nlines, and; more',
  'carriage\r\nreturn',
  '=1+1',
  "'=1",
  "''-",
  '+',
  '@home',
  'ends with \\',
  '\\;',
  'null',
  'N/A',
  '١٢٣ 日本 👩‍👩‍👧',
  'Totals (3 records)',
  '\u001b[31mred',
  'true',
);
const text = fc
  .oneof(hostile, fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }))
  .map((found) => found.replaceAll('\0', '').trim())
  .filter((found) => found !== '');
const moment = fc
  .integer({ min: Date.parse('2001-01-01'), max: Date.parse('2030-01-01') })
  .map((at) => new Date(at).toISOString());
const day = moment.map((at) => at.slice(0, 10));
const email = fc.integer({ min: 1, max: 9 }).map((number) => `Who${number}@mail.example`);
const phone = fc.oneof(
  fc.integer({ min: 100, max: 199 }).map((number) => `+1 415 555 0${number}`),
  fc.constantFrom('call me; later', 'ask, at the desk', '020 7946 0958 ext. 5'),
);
const index = fc.nat(30);
const tags = fc.uniqueArray(text, { maxLength: 3, selector: (tag) => tag.toLowerCase() });
/** Users of an account or a deal, by place. */
const users = fc.uniqueArray(fc.nat(2), { maxLength: 3 });
const words = fc.uniqueArray(text, { maxLength: 2, selector: (word) => word.toLowerCase() });
const some = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null });

const common = {
  created_at: moment,
  updated_at: moment,
  notes: some(text),
  external: some(fc.nat(1e6)),
  owner: index,
};
const addresses = {
  email: some(email),
  other_emails: fc.array(email, { maxLength: 2 }),
  phone: some(phone),
  other_phones: fc.array(phone, { maxLength: 2 }),
};

const world = fc.record({
  accounts: fc.array(
    fc.record({ ...common, ...addresses, name: text, tags, parent: some(index), users, domains: words }),
    {
      minLength: 1,
      maxLength: 5,
    },
  ),
  contacts: fc.array(
    fc.record({
      ...common,
      ...addresses,
      first_name: some(text),
      last_name: text,
      tags,
      account: some(index),
      others: fc.uniqueArray(index, { maxLength: 2 }),
      tenure: fc.constantFrom('', ' (since 2024-01-01)', ' (2019-03-01 to 2022-05-31)'),
      related: fc.uniqueArray(index, { maxLength: 2 }),
      vip: some(fc.boolean()),
    }),
    { minLength: 1, maxLength: 5 },
  ),
  opps: fc.array(
    fc.record({
      ...common,
      name: text,
      account: some(index),
      contact: some(index),
      others: fc.uniqueArray(index, { maxLength: 2 }),
      users,
      competitors: words,
      stage: fc.integer({ min: 1, max: 6 }),
      stage_since: moment,
      minor: some(fc.integer({ min: -1e9, max: 1e12 })),
      currency: fc.constantFrom('USD', 'JPY', 'KWD'),
      probability: some(fc.integer({ min: 0, max: 100 })),
      close_date: some(day),
      closed_on: day,
      tags,
    }),
    { minLength: 1, maxLength: 5 },
  ),
  leads: fc.array(
    fc.record({
      ...common,
      ...addresses,
      first_name: some(text),
      last_name: some(text),
      company: text,
      tags,
      converted: fc.boolean(),
      account: index,
      contact: index,
      opp: some(index),
      converted_at: moment,
      do_not_call: fc.boolean(),
      budget: some(fc.integer({ min: 0, max: 1e9 })),
    }),
    { maxLength: 5 },
  ),
  tasks: fc.array(
    fc.record({
      ...common,
      subject: text,
      due_at: some(moment),
      due_date: some(day),
      done: fc.boolean(),
      contact: some(index),
      opp: some(index),
    }),
    { maxLength: 4 },
  ),
  activities: fc.array(
    fc.record({
      ...common,
      type: fc.constantFrom('note', 'email'),
      at: moment,
      subject: some(text),
      body: some(text),
      lead: some(index),
      account: some(index),
      duration: some(fc.nat(9999)),
    }),
    { maxLength: 4 },
  ),
});

test('an export imported into an empty database is exported equally', {
  timeout: 120_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(world, fc.boolean(), async (made, forSpreadsheets) => {
      const folder = databaseFolder();
      const [from, to] = [join(folder, 'from.db'), join(folder, 'to.db')];
      await fill(from, made);
      await declareFields(to);
      for (const noun of ORDER) {
        const guard = forSpreadsheets ? ['--excel'] : [];
        await crm(from, noun, 'export', '--output', join(folder, `${noun}.csv`), ...guard);
        await crm(to, noun, 'import', join(folder, `${noun}.csv`), '--create', 'all');
      }
      for (const noun of ORDER) expect(await crm(to, noun, 'export')).toBe(await crm(from, noun, 'export'));
      const before = await crm(to, 'history');
      for (const noun of ORDER) await crm(to, noun, 'import', join(folder, `${noun}.csv`));
      expect(await crm(to, 'history')).toBe(before);
    }),
    { numRuns: 5 },
  );
});

/** Runs a command line in this process; it must succeed. */
async function crm(db: string, ...args: string[]): Promise<string> {
  const io = fakeIO(undefined, {
    env: { CRM_DB: db, CRM_NOW: NOW, HOME: db, XDG_CONFIG_HOME: `${db}-config` },
  });
  const code = await runCli(args, io);
  expect([code, io.stderr.text]).toEqual([0, expect.any(String)]);
  return io.stdout.text;
}

async function declareFields(db: string): Promise<void> {
  await crm(db, 'field', 'add', 'contact', 'vip', '--type', 'bool');
  await crm(db, 'field', 'add', 'lead', 'budget', '--type', 'money');
}

/** Puts a made-up world into a database, including the ids of references. */
async function fill(db: string, made: typeof world extends fc.Arbitrary<infer T> ? T : never): Promise<void> {
  await declareFields(db);
  const store = openStore({ path: db });
  const env = await writeEnv();
  await store.change(async (tx) => {
    const users: number[] = [tx.userId];
    for (const name of USERS.slice(1)) users.push(await tx.insert('user', { name } as never));
    const ids: Record<Noun, number[]> = {
      account: [],
      contact: [],
      opp: [],
      line: [],
      campaign: [],
      lead: [],
      case: [],
      task: [],
      meeting: [],
      product: [],
      quote: [],
      pricebook: [],
      price: [],
      purchase: [],
      contract: [],
      asset: [],
      expense: [],
      doc: [],
      activity: [],
    };
    const pick = (from: readonly number[], at: number | null) =>
      at === null ? null : (from[at % from.length] ?? null);
    const add = async (
      noun: Noun,
      { owner, external, ...values }: Given & { owner: number; external: number | null },
    ) => {
      const who = noun === 'activity' ? 'user_id' : 'owner_id';
      const outside =
        external === null
          ? {}
          : { external_id: `${external}-${ids[noun]?.length}`, external_source: 'old crm' };
      ids[noun]?.push(
        await insertRecord(
          tx,
          noun,
          { ...values, ...outside, [who]: users[owner % users.length] ?? null },
          env,
        ),
      );
    };
    for (const { parent, users: members, ...account } of made.accounts) {
      const team = members.map((at) => `${users[at]}${at === 1 ? ' (sales engineer)' : ''}`);
      await add('account', { ...account, parent_id: pick(ids.account, parent), team });
    }
    for (const { account, others, tenure, related, ...contact } of made.contacts) {
      const further = [...new Set(others.map((other) => `${pick(ids.account, other)}${tenure}`))];
      const before = ids.contact.length === 0 ? [] : related;
      const known = [...new Set(before.map((other) => `${pick(ids.contact, other)} (mentor)`))];
      await add('contact', {
        ...contact,
        account_id: pick(ids.account, account),
        other_accounts: further,
        related_contacts: known,
      });
    }
    for (const {
      account,
      contact,
      others,
      users: parts,
      stage,
      minor,
      currency,
      closed_on,
      ...opp
    } of made.opps) {
      const amount = minor === null ? null : { minor, currency };
      const further = [...new Set(others.map((other) => `${pick(ids.contact, other)}`))].map(
        (id) => `${id} (champion)`,
      );
      const closed = stage > 4 ? { closed_on } : {};
      await add('opp', {
        ...opp,
        ...closed,
        currency,
        amount,
        pipeline_id: 1,
        stage_id: stage,
        account_id: pick(ids.account, account),
        contact_id: pick(ids.contact, contact),
        other_contacts: further,
        splits: parts.map((at) => `${users[at]}`),
      });
    }
    for (const { converted, converted_at, account, contact, opp, budget, ...lead } of made.leads) {
      const became = converted
        ? {
            status: 'converted',
            converted_at,
            account_id: pick(ids.account, account),
            contact_id: pick(ids.contact, contact),
            opp_id: pick(ids.opp, opp),
          }
        : {};
      await add('lead', {
        ...lead,
        ...became,
        budget: budget === null ? null : { minor: budget, currency: budget % 2 === 0 ? 'USD' : 'EUR' },
      });
    }
    for (const { done, contact, opp, ...task } of made.tasks) {
      await add('task', {
        ...task,
        status: done ? 'done' : 'open',
        contact_id: pick(ids.contact, contact),
        opp_id: pick(ids.opp, opp),
      });
    }
    for (const { lead, account, ...activity } of made.activities) {
      await add('activity', {
        ...omitNotes(activity),
        lead_id: pick(ids.lead, lead),
        account_id: pick(ids.account, account),
      });
    }
  });
}

function omitNotes<T extends { notes: unknown }>({ notes: _, ...rest }: T): Omit<T, 'notes'> {
  return rest;
}

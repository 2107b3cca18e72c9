import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Field, Value } from '../../src/domain/field.ts';
import type { NounDefinition } from '../../src/nouns/definition.ts';
import { builtInNouns } from '../../src/nouns/index.ts';
import { mergeRecords } from '../../src/store/merge/merge.ts';
import { record } from '../../src/store/records.ts';
import type { RawRow } from '../../src/store/sql.ts';
import { insertRecord } from '../../src/store/write/record.ts';
import { crm, makeHome } from '../support/program.ts';
import { openStore, writeEnv } from '../support/store.ts';

type Cells = Readonly<Record<string, string>>;

/** What a record of each noun needs. */
const NEEDED: Readonly<Record<string, Cells>> = {
  lead: { last_name: 'Someone' },
  account: { name: 'Some company' },
  contact: { last_name: 'Someone' },
  opp: { name: 'Some deal' },
  line: { name: 'Something', opp: 'Deal', price: '50' },
  campaign: { name: 'Something' },
  quote: { name: 'Something', opp: 'Deal' },
  case: { subject: 'Something' },
  product: { name: 'Something' },
  pricebook: { name: 'Something' },
  price: { pricebook: 'EMEA', product: 'Meter X', price: '50' },
  purchase: { name: 'Something' },
  contract: { name: 'Something' },
  asset: { name: 'Something' },
  expense: { name: 'Something', amount: '50' },
  task: { subject: 'Something' },
  meeting: { subject: 'Something' },
  doc: { name: 'Something', url: 'https://files.example/a' },
  activity: { type: 'note' },
};

/** Values of fields that take only some, by noun and name or by name. */
const VALUES: Readonly<Record<string, string>> = {
  'lead.status': 'attempting',
  'lead.cadence': 'standard',
  'account.kind': 'other',
  'case.status': 'waiting',
  'case.on_hold': '2026-02-01T10:00:00.000Z/2026-02-01T11:00:00.000Z',
  'case.sla': 'gold',
  'task.kind': 'email',
  'task.every': '2 weeks',
  currency: 'EUR',
  lifecycle: 'customer',
  email_labels: 'work: first@mail.example',
  phone_labels: 'mobile: +14155550125',
  timezone: 'Europe/London',
  other_accounts: 'Globex (since 2024-01-01)',
  related_contacts: 'Bob Roe (assistant)',
  team: 'Ulla (sales engineer)',
  splits: 'Ulla (100%)',
  other_contacts: 'Bob Roe (champion)',
};

/** Other fields that a value needs, by noun and name or by name. */
const TOGETHER: Readonly<Record<string, Cells>> = {
  'lead.name': { last_name: '' },
  'contact.name': { last_name: '' },
  other_emails: { email: 'first@mail.example' },
  other_phones: { phone: '+14155550125' },
  email_labels: { email: 'first@mail.example' },
  phone_labels: { phone: '+14155550125' },
  lifecycle_since: { lifecycle: 'customer' },
  'lead.reason': { status: 'disqualified' },
  'opp.currency': { amount: '12.50' },
  'opp.closed_on': { stage: 'lost' },
  'opp.lost_reason': { stage: 'lost' },
  'line.currency': { opp: 'Euro deal' },
  'line.term': { recurring: 'year' },
  'quote.currency': { amount: '12.50' },
  'campaign.currency': { cost: '12.50' },
  'case.solved_at': { status: 'solved' },
  'case.purchase': { purchase_id: '1' },
  'doc.purchase': { purchase_id: '1' },
  'doc.contract': { contract_id: '1' },
  'doc.asset': { asset_id: '1' },
  'asset.purchase': { purchase_id: '1' },
  'contract.currency': { amount: '12.50' },
  'doc.task': { task_id: '1' },
  'doc.meeting': { meeting_id: '1' },
  'doc.line': { line_id: '1' },
  'doc.quote': { quote_id: '1' },
  'doc.price': { price_id: '1' },
  'doc.expense': { expense_id: '1' },
  'doc.activity': { activity_id: '1' },
  'product.currency': { price: '12.50' },
  'purchase.currency': { amount: '12.50' },
  'purchase.recurring_amount': { recurring: 'year' },
  'task.done_at': { status: 'done' },
  'task.due_at': { due_date: '2026-02-03' },
  'meeting.ends_at': { starts_on: '2026-02-03' },
  'activity.direction': { type: 'call' },
  'activity.disposition': { type: 'call' },
  'activity.outcome': { type: 'call' },
};

/** Fields that no single value of a file sets: numbers of relations, and what a conversion writes. */
const SET_OTHERWISE = new Set(['id', 'external_source', 'lead.converted_at']);

/** Fields that a merge decides by rules of their own, not by taking a value where there is none. */
const MERGED_BY_RULE = new Set([
  ...['id', 'name', 'created_at', 'updated_at', 'currency', 'external_source'],
  ...['lead.status', 'lead.reason', 'opp.pipeline', 'opp.stage', 'opp.stage_since', 'opp.probability'],
  ...['opp.forecast', 'opp.forecast_amount', 'opp.closed_on', 'opp.lost_reason', 'account.kind'],
  ...['case.status', 'case.priority', 'case.solved_at', 'case.resolution', 'case.first_response_at'],
  ...['case.follows', 'case.response_overdue_at', 'case.overdue_at', 'case.on_hold', 'case.reopened'],
  ...['campaign.status', 'purchase.quantity', 'purchase.bought_on', 'purchase.status', 'contract.status'],
  ...['contract.auto_renews', 'asset.quantity', 'asset.status', 'expense.spent_on', 'line.quantity'],
  ...['line.discount', 'line.discount_amount', 'line.recurring', 'line.term', 'price.valid_from'],
  ...['price.valid_until', 'quote.status', 'quote.amount', 'quote.valid_until', 'quote.sent_on'],
  ...['quote.answered_on', 'quote.customer', 'quote.notes', 'task.kind', 'task.priority', 'task.status'],
  ...['task.done_at', 'task.due_at', 'meeting.status', 'meeting.outcome', 'activity.at'],
]);

/** What a record needs to be one with another, from the row of that. */
const SHARED: Readonly<Record<string, (row: RawRow) => Record<string, Value>>> = {
  line: ({ opp_id, price_minor, currency }) => ({
    name: 'Something',
    opp_id: opp_id as number,
    price: { minor: price_minor as number, currency: currency as string },
  }),
  price: ({ pricebook_id, product_id, price_minor, currency }) => ({
    pricebook_id: pricebook_id as number,
    product_id: product_id as number,
    price: { minor: price_minor as number, currency: currency as string },
  }),
  quote: ({ opp_id, status }) => ({
    name: 'Something',
    opp_id: opp_id as number,
    status: status as string,
  }),
  doc: ({ url }) => ({ name: 'Something', url: url as string }),
  activity: ({ type, at }) => ({ type: type as string, at: at as string }),
};

const isIn = (set: ReadonlySet<string>, noun: string, { name }: Field) =>
  set.has(name) || set.has(`${noun}.${name}`);

/** What a file says of a field, and what is read back; null where no file says it alone. */
function example(noun: string, field: Field): { text: string; value: Value } | null {
  const { name, type, target, choices, element, access } = field;
  if (
    access === 'computed' ||
    isIn(SET_OTHERWISE, noun, field) ||
    (access === 'import' && /_ids?$/.test(name.replace('external_id', '')))
  )
    return null;
  const own = VALUES[`${noun}.${name}`] ?? VALUES[name];
  const text = (value: string) => ({ text: own ?? value, value: own ?? value });
  const targets = {
    account: 'Acme',
    contact: 'Ann Lee',
    lead: 'Leah Doe',
    opp: 'Deal',
    case: 'Trouble',
    product: 'Meter X',
    pricebook: 'EMEA',
    campaign: 'Spring fair',
    purchase: 'Meter X',
    contract: 'Support',
    asset: 'Boiler',
    task: 'Call',
    meeting: 'Demo',
    line: 'Installation',
    quote: 'Deal',
    price: 'Meter X',
    expense: 'Flight',
    activity: 'First call',
    user: 'Ulla',
  };
  switch (type) {
    case 'ref':
      if (target === 'pipeline') return text('sales');
      return text(target === 'stage' ? 'proposal' : targets[target as keyof typeof targets]);
    case 'choice':
      return text(choices?.at(-1) as string);
    case 'email':
      return text(`${name}@mail.example`);
    case 'phone':
      return text('+14155550123');
    case 'url':
      return text('https://site.example');
    case 'integer':
      return field.range && field.range[1] < 7 ? { text: '4', value: 4 } : { text: '7', value: 7 };
    case 'number':
      return { text: '7.5', value: 7.5 };
    case 'duration':
      return { text: '90', value: 90 };
    case 'bool':
      return { text: 'yes', value: true };
    case 'money':
      return { text: '12.50', value: { minor: 1250, currency: 'USD' } };
    case 'date':
      return text('2026-02-03');
    case 'datetime':
      return text('2026-02-03T04:05:06.000Z');
    case 'list': {
      const one =
        own ?? { email: 'more@mail.example', phone: '+14155550124', text: 'thing' }[element ?? 'text'];
      return { text: one, value: [one] };
    }
    case 'text':
      return text(`some ${name}`);
  }
}

/** A database with records to refer to, and a record for each field of a noun, imported from one file. */
async function importEachField({ noun, fields }: NounDefinition) {
  const home = makeHome();
  const db = join(home, 'crm.db');
  const run = async (...args: string[]) => {
    const { stdout, stderr, exitCode } = await crm(args, { home, db });
    if (exitCode !== 0) throw new Error(`crm ${args.join(' ')}: ${stderr}`);
    return stdout;
  };
  await run('user', 'add', 'Ulla');
  if (noun === 'doc') await run('activity', 'add', 'what was said', '--subject', 'First call');
  await run('account', 'add', 'Acme');
  await run('account', 'add', 'Globex');
  await run('contact', 'add', 'Ann Lee', '--account', 'Acme');
  await run('contact', 'add', 'Bob Roe');
  await run('lead', 'add', 'Leah Doe');
  await run('case', 'add', 'Trouble');
  await run('product', 'add', 'Meter X');
  await run('pricebook', 'add', 'EMEA');
  await run('purchase', 'add', '--product', 'Meter X');
  await run('contract', 'add', 'Support');
  await run('asset', 'add', 'Boiler');
  await run('task', 'add', 'Call');
  await run('meeting', 'add', 'Demo', '--start', '2026-02-03');
  await run('sla', 'add', 'gold', '--resolve', '8h', '--tz', 'UTC');
  await run('campaign', 'add', 'Spring fair');
  await run('opp', 'add', 'Euro deal', '--amount', 'EUR 5');
  await run('opp', 'add', 'Deal', '--account', 'Acme', '--contact', 'Ann Lee');
  if (noun === 'doc') {
    await run('line', 'add', 'Installation', '--opp', 'Deal', '--price', '5');
    await run('quote', 'add', 'Deal');
    await run('price', 'add', '--pricebook', 'EMEA', '--product', 'Meter X', '--price', '5');
    await run('expense', 'add', 'Flight', '--amount', '450');
  }
  const cases = fields.flatMap((field) => {
    const given = example(noun, field);
    return given ? [{ field, ...given }] : [];
  });
  const columns = ['external_id', ...fields.map(({ name }) => name).filter((name) => name !== 'external_id')];
  const rows = cases.map(({ field, text }) => {
    const cells: Cells = {
      external_id: `row-${field.name}`,
      ...NEEDED[noun],
      ...(TOGETHER[`${noun}.${field.name}`] ?? TOGETHER[field.name]),
      [field.name]: text,
    };
    return columns.map((column) => `"${cells[column] ?? ''}"`).join(',');
  });
  writeFileSync(join(home, 'in.csv'), `${columns.join(',')}\n${rows.join('\n')}\n`);
  const ids = (await run(noun, 'import', join(home, 'in.csv'), '--format', 'ids'))
    .trim()
    .split('\n')
    .map(Number);
  return { run, db, cases: cases.map((one, at) => ({ ...one, id: ids[at] as number })) };
}

describe.each([...builtInNouns()].map((definition) => [definition.noun, definition] as const))(
  'every field of %s',
  (noun, definition) => {
    test('is imported, read from its column with its type, exported, shown and merged', {
      timeout: 60_000,
    }, async () => {
      const { run, db, cases } = await importEachField(definition);
      const faults: string[] = [];

      const exported = (await run(noun, 'export', '--format', 'jsonl')).trim().split('\n');
      const byId = new Map(exported.map((line) => JSON.parse(line)).map((row) => [row.id, row]));
      const [first] = cases;
      const shown = JSON.parse(await run(noun, 'show', String(first?.id), '--json'));
      for (const { name } of definition.fields) {
        if (!(name in (byId.get(first?.id) ?? {}))) faults.push(`${name} is not exported`);
        if (!(name in shown)) faults.push(`${name} is not shown`);
      }

      const store = openStore({ path: db });
      const env = await writeEnv();
      const read = async (id: number, field: Field) =>
        (await record(store.engine, noun, [field], id))?.[field.name] ?? null;
      for (const { field, value, id } of cases) {
        const found = await read(id, field);
        if (JSON.stringify(found) !== JSON.stringify(value))
          faults.push(
            `${field.name} is ${JSON.stringify(found)} after an import of ${JSON.stringify(value)}`,
          );
        if (byId.get(id)?.[field.name] == null) faults.push(`${field.name} is exported blank`);
        if (!store.db.nouns.get(noun).merge || isIn(MERGED_BY_RULE, noun, field)) continue;
        const { result: keep } = await store.change(async (tx) => {
          const amount = noun === 'expense' ? { amount: { minor: 5000, currency: 'USD' } } : {};
          const opp = noun === 'opp' ? { pipeline_id: 1, stage_id: 1, currency: 'USD' } : {};
          const needed = SHARED[noun]?.((await tx.read(noun, id)) ?? {}) ?? NEEDED[noun];
          const blank = await insertRecord(tx, noun, { ...needed, ...amount, ...opp }, env);
          await mergeRecords(tx, noun, { keep: blank, others: [id] }, new Map(), env);
          return blank;
        });
        const kept = await read(keep, field);
        const isNeeded = field.name in (NEEDED[noun] ?? {});
        if (!isNeeded && JSON.stringify(kept) !== JSON.stringify(value))
          faults.push(`${field.name} is ${JSON.stringify(kept)} after a merge with ${JSON.stringify(value)}`);
      }
      expect(faults).toEqual([]);
    });
  },
);

import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { runCli } from '../../src/cli.ts';
import { picklistKey } from '../../src/domain/picklists.ts';
import { builtInNouns } from '../../src/nouns/index.ts';
import { exportedTables } from '../../src/store/archive/tables.ts';
import { ensureQueue, verifyQueue } from '../../src/store/projections/call-queue.ts';
import type { RawRow } from '../../src/store/sql.ts';
import { sql } from '../../src/store/sql.ts';
import type { Store } from '../../src/store/store.ts';
import { fakeIO } from '../render/fake-io.ts';
import { NOW } from '../support/program.ts';
import { searchIndex } from '../support/snapshot.ts';
import { databaseFolder, execute, openStore, rowsOf, writeEnv } from '../support/store.ts';
import { later, morning, story, take } from '../support/story.ts';

/** Every row of every exported table. */
async function allRows({ engine }: Store): Promise<Record<string, RawRow[]>> {
  const tables: Record<string, RawRow[]> = {};
  for (const table of exportedTables(builtInNouns()))
    tables[table] = await rowsOf(engine, `select * from "${table}" order by 1`);
  return tables;
}

/** Runs a command line in this process; it must succeed. */
async function crm(db: string, ...args: string[]): Promise<string> {
  const io = fakeIO(undefined, {
    env: { CRM_DB: db, CRM_NOW: NOW, CRM_USER: 'mover', HOME: db, XDG_CONFIG_HOME: `${db}-config` },
  });
  const code = await runCli(args, io);
  expect([code, io.stderr.text]).toEqual([0, expect.any(String)]);
  return io.stdout.text;
}

const pathOf = async ({ engine }: Store) =>
  (await rowsOf(engine, "select file from pragma_database_list where name = 'main'"))[0]?.file as string;

/** Texts that quoting, escaping or trimming could change. */
const text = fc.oneof(
  fc.constantFrom(
    '',
    ' ',
    '"',
    '""',
    'a,b',
    'a\nb',
    'a\r\nb',
    '\r',
    "'=1",
    '{}',
    'null',
    '\ufeffx',
    '0042',
    '\u001b[31m',
  ),
  fc.string({ unit: 'grapheme', maxLength: 9 }),
);
const settings = fc.record({
  notes: fc.array(fc.option(text), { maxLength: 6 }),
  custom: fc.dictionary(
    fc.constantFrom('a', 'b', '7'),
    fc.oneof(text, fc.double({ noNaN: true }), fc.boolean()),
  ),
});

const listed = (list: string, name: string) => ({ list, name, name_key: picklistKey(name) });

/** Tables that stories do not use: users, lists, rules, cases, meetings, products, lines, segments, cadences and texts of every kind. */
async function setUp(
  store: Store,
  { notes, custom }: typeof settings extends fc.Arbitrary<infer T> ? T : never,
) {
  await store.change(async (tx) => {
    const zoe = await tx.insert('user', { name: 'Zoë "Z"', full_name: notes[0] ?? null });
    await tx.insert('rate', {
      currency: 'EUR',
      base: 'USD',
      day: '2026-03-01',
      numerator: 108,
      denominator: 100,
    });
    for (const user_id of [null, zoe])
      await tx.insert('target', {
        user_id,
        from_day: '2026-03-01',
        to_day: '2026-03-31',
        measure: 'amount',
        wanted: 5_000_000,
        currency: 'USD',
      });
    await tx.insert('user_external', { user_id: zoe, source: notes[0] ?? '', external_id: '0051' });
    await tx.insert('segment', { name: 'new, hot', noun: 'lead', filter: 'status = new' });
    const list = await tx.insert('segment', { name: 'fair', noun: 'lead', filter: '' });
    await tx.insert('segment_member', { segment_id: list, record_id: 1 });
    await tx.insert('suppression', { e164: '+14155550199', reason: notes[1] ?? null });
    const gone = await tx.insert('account', { name: 'gone', name_key: 'gone' });
    await tx.remove('account', gone);
    await tx.update('cadence', 1, { attempts: 9 });
    await tx.insert('sla', {
      name: 'gold',
      position: 1,
      hours: 'mon-fri 09:00-17:00',
      timezone: 'Europe/Berlin',
      holidays: 'DE',
      resolve: 28_800,
    });
    const [status] = await rowsOf(
      tx,
      "select id from picklist_value where list = 'lead-status' order by position desc limit 1",
    );
    await tx.update('picklist_value', status?.id as number, { position: 70 });
    const radio = await tx.insert('picklist_value', { ...listed('source', 'Radio'), position: 90 });
    await tx.insert('picklist_value', { ...listed('source', 'Wireless'), position: 91, alias_of: radio });
    const role = notes[3]?.trim() ? notes[3] : null;
    if (role !== null) await tx.insert('picklist_value', { ...listed('role', role), position: 92 });
    await tx.insert('rule', { text: 'on lead.created then tag new', enabled: 0 });
    await tx.insert('case', {
      subject: notes[0]?.trim() || 'Trouble',
      name_key: 'trouble',
      product: notes[1] ?? null,
      contact_id: 1,
      sla: 'gold',
      on_hold: `${NOW}/`,
      response_overdue_at: NOW,
      overdue_at: NOW,
      satisfaction: 4,
    });
    await tx.insert('meeting', {
      subject: notes[0]?.trim() || 'Demo',
      starts_at: NOW,
      ends_at: NOW,
      attendees: notes[1] ?? 'Ann Lee; Bob Roe',
      lead_id: 1,
      custom: JSON.stringify(custom),
    });
    const product = await tx.insert('product', {
      name: notes[0]?.trim() || 'Meter X',
      name_key: 'meter x',
      code: notes[1] ?? 'MX-1',
      price_minor: 12_000,
      currency: 'EUR',
      active: 0,
    });
    const message = await tx.insert('message', {
      message_id: '<one@us.example>',
      account: 'work',
      state: 'sent',
      sender: 'us@us.example',
      recipient: 'ann@acme.example',
      subject: notes[0] ?? 'Hello',
      text: notes[1] ?? 'Hi',
      html: '<p>Hi</p>',
      send_at: NOW,
      sent_at: '2026-03-01T09:00:00.000Z',
      about: 'lead:1',
    });
    await tx.insert('account_member', { account_id: 1, user_id: 1, role: 'sales engineer' });
    await tx.insert('account_domain', { account_id: 1, domain: 'acme.test' });
    await tx.insert('picklist_value', { ...listed('competitor', 'Globex'), position: 93 });
    await tx.insert('opp_competitor', { opp_id: 1, name: 'Globex' });
    await tx.insert('opp_split', { opp_id: 1, user_id: 1, share: 10_000 });
    await tx.insert('mail_suppression', { address_key: 'no@acme.example', reason: 'asked' });
    await tx.insert('template', { name: 'intro', subject: 'Hello {{ first_name }}', body: notes[0] ?? 'Hi' });
    const sequence = await tx.insert('sequence', { name: 'cold', version: 1 });
    await tx.insert('sequence_version', { sequence_id: sequence, number: 1, text: '- day 0 email intro' });
    const inSequence = await tx.insert('sequence_run', {
      sequence_id: sequence,
      version: 1,
      lead_id: 1,
      state: 'stopped',
      step: 2,
      kind: 'email',
      reason: 'replied',
      detail: notes[0] ?? null,
      account: 'work',
      user_id: 1,
      started_at: NOW,
      starts_at: NOW,
      ended_at: NOW,
    });
    await tx.insert('sequence_touch', {
      run_id: inSequence,
      lead_id: 1,
      step: 1,
      kind: 'email',
      variant: 'intro',
      at: NOW,
      message_id: message,
    });
    const campaign = await tx.insert('campaign', {
      name: notes[0]?.trim() || 'Spring fair',
      name_key: 'spring fair',
      type: 'event',
      cost_minor: 90_000,
      currency: 'EUR',
      custom: JSON.stringify(custom),
    });
    await tx.insert('campaign_status', {
      type: 'event',
      name: notes[0]?.trim() || 'came late',
      name_key: 'came late',
      is_response: 1,
      position: 9,
    });
    await tx.insert('campaign_member', { campaign_id: campaign, lead_id: 1, status: 'attended', since: NOW });
    // Whom it names is linked.
    await tx.insert('meeting', { subject: 'Tour', attendees: `me; ${notes[1] ?? ''}` });
    await tx.insert('tier', { name: 'gold', filter: 'sum(purchases.amount) > 10k', position: 1 });
    const quote = await tx.insert('quote', {
      name: notes[0]?.trim() || 'Offer',
      opp_id: 1,
      status: 'sent',
      amount_minor: 39_375,
      currency: 'EUR',
      customer: notes[1] ?? 'Acme',
      valid_until: '2026-05-31',
      custom: JSON.stringify(custom),
    });
    await tx.insert('quote_line', {
      quote_id: quote,
      position: 1,
      name: notes[0]?.trim() || 'Meter X',
      product_id: product,
      quantity: 2.5,
      price_minor: 12_000,
      currency: 'EUR',
      discount: 12.5,
      recurring: 'year',
      term: 18,
      amount_minor: 39_375,
    });
    const pricebook = await tx.insert('pricebook', {
      name: notes[0]?.trim() || 'EMEA',
      name_key: 'emea',
      valid_until: '2027-01-31',
      custom: JSON.stringify(custom),
    });
    await tx.insert('price', {
      name: notes[0]?.trim() || 'Meter X',
      pricebook_id: pricebook,
      product_id: product,
      price_minor: 11_000,
      currency: 'EUR',
      valid_from: '2026-01-31',
      custom: JSON.stringify(custom),
    });
    await tx.insert('line', {
      opp_id: 1,
      name: notes[0]?.trim() || 'Meter X',
      product_id: product,
      quantity: 2.5,
      price_minor: 12_000,
      currency: 'EUR',
      discount: 12.5,
      recurring: 'year',
      term: 18,
      amount_minor: 39_375,
      custom: JSON.stringify(custom),
    });
    await tx.insert('purchase', {
      name: notes[0]?.trim() || 'Meter X',
      product_id: product,
      quantity: 2.5,
      amount_minor: -30_000,
      currency: 'EUR',
      ends_on: '2027-01-31',
      account_id: 1,
      custom: JSON.stringify(custom),
    });
    const contract = await tx.insert('contract', {
      name: notes[0]?.trim() || 'Support',
      account_id: 1,
      amount_minor: 12_000,
      currency: 'EUR',
      recurring: 'year',
      term: 12,
      ends_on: '2027-01-31',
      auto_renews: 1,
      custom: JSON.stringify(custom),
    });
    await tx.insert('asset', {
      name: notes[0]?.trim() || 'Boiler',
      serial: notes[1] ?? '47',
      product_id: product,
      service_months: 12,
      service_due: '2027-01-31',
      custom: JSON.stringify(custom),
    });
    await tx.insert('expense', {
      name: notes[0]?.trim() || 'Flight',
      amount_minor: -450,
      currency: 'EUR',
      opp_id: 1,
      custom: JSON.stringify(custom),
    });
    const [hash, former] = ['ab'.repeat(32), 'cd'.repeat(32)] as const;
    for (const each of [hash, former])
      await tx.executeUnjournaled(
        sql`insert into stored_file (hash, size, added_at) values (${each}, 5, ${NOW})`,
      );
    await tx.insert('message_file', { message_id: message, hash, name: 'offer.pdf' });
    const file = { hash, size: 5, file_name: 'a.txt', file_at: NOW, file_user_id: 1 };
    const doc = await tx.insert('doc', {
      name: 'a',
      name_key: 'a',
      ...file,
      version: 2,
      content: notes[0] ?? null,
      contract_id: contract,
    });
    await tx.insert('doc_version', { doc_id: doc, number: 1, name: 'b', hash: former, size: 5, at: NOW });
    await tx.executeUnjournaled(
      sql`insert into review (user_id, pipeline_id, since) values (1, 1, '2026-03-01T09:00:00.000Z')`,
    );
    await tx.executeUnjournaled(
      sql`insert into review_answer (user_id, opp_id, at, decided) values (1, 1, ${NOW}, '[]')`,
    );
    await tx.insert('former', { lead_id: 1, kind: 'name', value: notes[2] ?? 'Jane' });
    await tx.insert('distinct_pair', { one: 'lead:1', other: 'lead:2' });
    await tx.insert('forecast_call', {
      user_id: 1,
      from_day: '2026-01-01',
      to_day: '2026-03-31',
      commit_minor: 100,
      currency: 'EUR',
      note: notes[0]?.trim() || null,
      at: NOW,
    });
    const team = await tx.insert('team', { name: notes[0]?.trim() || 'emea' });
    await tx.insert('team_member', { team_id: team, user_id: 1 });
    const queue = await tx.insert('user', { name: 'inbound', is_queue: 1 });
    await tx.insert('queue_member', { queue_id: queue, user_id: 1 });
    await tx.insert('import_map', { name: 'fair', noun: 'lead', said: '{"map":["a=b"]}' });
    await tx.insert('saved_report', { name: 'by owner', definition: '{}' });
    await tx.insert('score_rule', {
      name: 'r',
      noun: 'lead',
      filter: 'source = web',
      points: 5,
      part: 'fit',
    });
    await tx.insert('compliance_rule', { name: 'r', noun: 'opp', filter: 'amount is empty', severity: 2 });
    await tx.insert('score_cap', { part: 'fit', cap: 40 });
    await tx.insert('dashboard_tile', {
      dashboard: 'team',
      position: 1,
      title: notes[1]?.trim() || null,
      line: 'next',
    });
    await tx.insert('noun', { name: 'project', plural: 'projects', label: 'Project', title: 'name' });
    await tx.insert('board_view', {
      name: 'mine',
      key: '6',
      shape: 'list',
      lanes: 'owner',
      sort: 'age',
      filter: notes[1] ?? null,
      owner: 'me',
      pipeline_id: 1,
      columns: 'name,amount',
      collapsed: 1,
    });
    await tx.insert('webhook', { url: 'https://example.com/', types: 'opp.*', secret: role });
    await tx.insert('contact_account', { contact_id: 1, account_id: 2 });
    await tx.insert('lifecycle_history', { lead_id: 1, stage: 'subscriber', reached_on: '2026-01-01' });
    await tx.insert('contact_relation', { contact_id: 1, other_id: 2, kind: 'manager' });
    await tx.insert('contact_profile', { contact_id: 1, address: 'https://x.com/jane' });
    await tx.insert('opp_contact', { opp_id: 1, contact_id: 2, role });
    for (const note of notes)
      await tx.insert('activity', {
        type: 'note',
        at: NOW,
        subject: note,
        body: note,
        custom: JSON.stringify(custom),
      });
  });
}

const PICKLISTS = 'select * from picklist_value order by id';

test('an export of everything into an empty database is equal, as lines and as a folder', {
  timeout: 240_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(story(12), settings, async (steps, set) => {
      const from = await morning();
      await setUp(from, set);
      const blank = Object.entries(await allRows(from)).filter(([, rows]) => rows.length === 0);
      // Put something there.
      expect(blank.map(([table]) => table)).toEqual([]);
      const env = await writeEnv();
      for (const [i, step] of steps.entries()) await take(later(from, i), step, env);
      const source = await pathOf(from);
      const empty = openStore({ path: join(databaseFolder(), 'empty.db') });
      const folder = mkdtempSync(join(databaseFolder(), 'out-'));
      const lines = await crm(source, 'export', 'all');
      for (const format of ['jsonl', 'csv-folder']) {
        const file = join(folder, format);
        const db = join(folder, `${format}.db`);
        await crm(source, 'export', 'all', '--format', format, '--output', file);
        await crm(db, 'import', 'all', file);
        expect(await crm(db, 'export', 'all')).toBe(lines);
        const to = openStore({ path: db });
        const rows = await allRows(from);
        expect(await allRows(to)).toEqual(rows);
        const { kept, rebuilt } = await searchIndex(to);
        expect(kept).toBe(rebuilt);
        await ensureQueue(to.engine, Date.parse(NOW));
        expect(await verifyQueue(to.engine, Date.parse(NOW))).toEqual({ missing: 0, stale: 0, wrong: 0 });
        // One change, undone and redone as a whole.
        await crm(db, 'undo');
        expect(await crm(db, 'lead', 'export', '--no-header')).toBe('');
        expect(await crm(db, 'account', 'export', '--no-header')).toBe('');
        expect(await rowsOf(to.engine, PICKLISTS)).toEqual(await rowsOf(empty.engine, PICKLISTS));
        await crm(db, 'redo');
        // The acting user is a user of the database, as always.
        await execute(to.engine, "delete from user where name = 'mover'");
        // The progress of a review belongs to the pipeline.
        expect(await allRows(to)).toEqual({ ...rows, review: [], review_answer: [] });
        await to.close();
      }
      await empty.close();
      await from.close();
    }),
    { numRuns: 6 },
  );
});

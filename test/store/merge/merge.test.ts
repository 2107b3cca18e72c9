import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isCrmError } from '../../../src/domain/errors.ts';
import type { Noun } from '../../../src/domain/field.ts';
import { builtInNouns } from '../../../src/nouns/index.ts';
import { type MergeResult, mergeRecords } from '../../../src/store/merge/merge.ts';
import type { Store } from '../../../src/store/store.ts';
import { searchIndex, snapshot } from '../../support/snapshot.ts';
import { addRecords, openStore, rowsOf, writeEnv } from '../../support/store.ts';
import { later, morning, story, take } from '../../support/story.ts';

/** Columns of all tables that reference records of a noun, according to the database. */
async function references(store: Store, noun: Noun): Promise<{ table: string; column: string }[]> {
  const rows = await rowsOf(
    store.engine,
    `select m.name as "table", f."from" as "column" from sqlite_schema m, pragma_foreign_key_list(m.name) f
     where m.type = 'table' and f."table" = ? order by 1, 2`,
    [noun],
  );
  return rows as unknown as { table: string; column: string }[];
}

async function count(store: Store, sql: string, ...params: number[]): Promise<number> {
  const [row] = await rowsOf(store.engine, `select count(*) as n from ${sql}`, params);
  return row?.n as number;
}

async function merge(
  store: Store,
  noun: Noun,
  keep: number,
  others: number[],
  takes: Readonly<Record<string, number>> = {},
): Promise<MergeResult> {
  const env = await writeEnv();
  return (
    await store.change((tx) => mergeRecords(tx, noun, { keep, others }, new Map(Object.entries(takes)), env))
  ).result;
}

test('merge handles every table that references a record', async () => {
  const store = openStore();
  for (const noun of builtInNouns().mergeable) {
    const known = new Set(store.db.nouns.childrenOf(noun).map(({ table, column }) => `${table} ${column}`));
    for (const { table, column } of await references(store, noun)) {
      const name = `${table} ${column}`;
      // The queue is updated automatically.
      expect(known.has(name) || name === 'call_queue lead_id', `${name} of a ${noun} that is merged`).toBe(
        true,
      );
    }
  }
});

test('a merge moves everything, leaves no reference to the other record, and can be undone exactly', {
  timeout: 120_000,
}, async () => {
  const env = await writeEnv();
  let merges = 0;
  await fc.assert(
    fc.asyncProperty(story(8), fc.nat(99), fc.nat(5), fc.nat(5), async (steps, n, a, b) => {
      const store = await morning();
      for (const [i, step] of steps.entries()) await take(later(store, i), step, env);
      const several: Noun[] = [];
      for (const each of builtInNouns().mergeable)
        if ((await count(store, `"${each}"`)) > 1) several.push(each);
      const noun = several[n % several.length];
      if (noun === undefined) return;
      const rows = await rowsOf(store.engine, `select id from "${noun}" order by id`);
      const [keep, other] = [rows[a % rows.length]?.id, rows[b % rows.length]?.id] as (number | undefined)[];
      if (keep === undefined || other === undefined || keep === other) return;
      const before = await snapshot(store);
      const own = new Set(
        store.db.nouns
          .childrenOf(noun)
          .flatMap(({ table, column }) => (column === `${noun}_id` ? [table] : [])),
      );
      const all = async (table: string, ids: readonly number[]) => {
        const counts = own.has(table)
          ? ids.map((id) => count(store, `"${table}" where ${noun}_id = ?`, id))
          : [];
        return (await Promise.all(counts)).reduce((sum, n) => sum + n, 0);
      };
      const had = {
        activities: await all('activity', [keep, other]),
        tasks: await all('task', [keep, other]),
      };
      const tags = own.has('tagging')
        ? await count(
            store,
            `(select distinct lower(tag) from tagging where ${noun}_id in (?, ?))`,
            keep,
            other,
          )
        : 0;
      const leads = await rowsOf(store.engine, `select * from "${noun}" where id in (?, ?)`, [keep, other]);
      try {
        await merge(later(store, 100), noun, keep, [other]);
      } catch (error) {
        if (!isCrmError(error)) throw error;
        expect(await snapshot(store)).toBe(before);
        return;
      }
      merges++;
      for (const { table, column } of await references(store, noun))
        expect(await count(store, `"${table}" where "${column}" = ?`, other)).toBe(0);
      expect(await count(store, `"${noun}" where id = ?`, other)).toBe(0);
      expect(await all('activity', [keep])).toBe(had.activities + (own.has('activity') ? 1 : 0));
      expect(await all('task', [keep])).toBe(had.tasks);
      expect(await all('tagging', [keep])).toBe(tags);
      if (noun === 'lead') {
        const [row] = await rowsOf(store.engine, 'select * from lead where id = ?', [keep]);
        const sum = leads.reduce((n, lead) => n + Number(lead.attempts), 0);
        expect(row?.attempts).toBe(sum);
        expect(row?.do_not_call).toBe(Math.max(...leads.map((lead) => Number(lead.do_not_call))));
      }
      expect(await store.engine.check()).toEqual([]);
      const { kept, rebuilt } = await searchIndex(store);
      expect(kept).toBe(rebuilt);
      await later(store, 100).changes.undo(later(store, 100).act);
      expect(await snapshot(store)).toBe(before);
      await store.close();
    }),
    { numRuns: 40 },
  );
  expect(merges).toBeGreaterThan(10);
});

test('the kept record wins, blanks are filled, and other values are noted on the timeline', async () => {
  const store = openStore();
  const [keep, other] = (await addRecords(store, 'lead', [
    {
      first_name: 'Jane',
      last_name: 'Doe',
      title: 'CEO',
      email: 'jane@acme.test',
      tags: ['hot'],
      city: 'Rome',
    },
    {
      first_name: 'Jane',
      last_name: 'Doe',
      company: 'Acme',
      title: 'CTO',
      email: 'j.doe@acme.test',
      phone: '+14155550100',
      tags: ['Hot', 'uk'],
      city: 'Paris',
      street: 'Rue 1',
      do_not_call: true,
      external_id: 'A-2',
    },
  ])) as [number, number];
  const { notKept } = await merge(store, 'lead', keep, [other]);
  const [row] = await rowsOf(store.engine, 'select * from lead');
  // A street in Paris is no part of an address in Rome.
  expect(row).toMatchObject({
    title: 'CEO',
    company: 'Acme',
    city: 'Rome',
    street: null,
    do_not_call: 1,
    external_id: 'A-2',
  });
  const emails = await rowsOf(store.engine, 'select address from email order by position');
  expect(emails.map(({ address }) => address)).toEqual(['jane@acme.test', 'j.doe@acme.test']);
  expect(notKept.map(({ field, value, of }) => `${field} ${value} ${of}`)).toEqual([
    `title CTO ${other}`,
    `city Paris ${other}`,
    `street Rue 1 ${other}`,
  ]);
  const [event] = await rowsOf(store.engine, "select subject, body from activity where type = 'event'");
  expect(event?.subject).toBe(`Merged lead ${other}  Jane Doe · Acme into this lead`);
  expect(event?.body).toContain(`Not kept: title of lead ${other}: CTO`);
});

test('a chosen value wins, an address moves as a whole, a chosen number becomes the first', async () => {
  const store = openStore();
  const [keep, other] = (await addRecords(store, 'contact', [
    { last_name: 'Doe', title: 'CEO', city: 'Rome', street: 'Via 1', phone: '+14155550100' },
    { last_name: 'Dough', title: 'CTO', city: 'Paris', phone: '+14155550101' },
  ])) as [number, number];
  await merge(store, 'contact', keep, [other], { title: other, address: other, phone: other, name: other });
  const [row] = await rowsOf(store.engine, 'select * from contact');
  expect(row).toMatchObject({ name: 'Dough', title: 'CTO', city: 'Paris', street: null });
  const phones = await rowsOf(store.engine, 'select e164 from phone order by position');
  expect(phones.map(({ e164 }) => e164)).toEqual(['+14155550101', '+14155550100']);
});

test('a contact of another account keeps it as well; an account keeps its people and deals', async () => {
  const store = openStore();
  const [acme, globex] = (await addRecords(store, 'account', [
    { name: 'Acme', kind: 'prospect' },
    { name: 'Globex', kind: 'customer' },
  ])) as [number, number];
  const [jane, joan] = (await addRecords(store, 'contact', [
    { last_name: 'Doe', account_id: acme },
    { last_name: 'Doe', account_id: globex },
  ])) as [number, number];
  const deal = { pipeline_id: 1, stage_id: 1, currency: 'USD' };
  await addRecords(store, 'opp', [
    { ...deal, name: 'One', account_id: acme, contact_id: jane },
    { ...deal, name: 'Two', account_id: globex, contact_id: joan, other_contacts: [`${jane} (champion)`] },
  ]);
  await merge(store, 'contact', jane, [joan]);
  const links = 'select contact_id, account_id from contact_account';
  expect(await rowsOf(store.engine, links)).toEqual([{ contact_id: jane, account_id: globex }]);
  expect(await rowsOf(store.engine, 'select * from opp_contact')).toEqual([]);
  await merge(store, 'account', acme, [globex]);
  expect(await rowsOf(store.engine, links)).toEqual([]);
  expect(await rowsOf(store.engine, 'select account_id, contact_id from opp order by id')).toEqual([
    { account_id: acme, contact_id: jane },
    { account_id: acme, contact_id: jane },
  ]);
  const [account] = await rowsOf(store.engine, 'select kind from account');
  expect(account?.kind).toBe('customer');
});

test('a deal has one stage at a time: the history of the other counts from before the first was created', async () => {
  const store = openStore();
  const deal = { name: 'One', pipeline_id: 1, currency: 'USD' };
  const [older] = await addRecords(store, 'opp', [
    { ...deal, stage_id: 1, stage_since: '2026-01-01T00:00:00.000Z' },
  ]);
  const [kept] = await addRecords(store, 'opp', [
    { ...deal, stage_id: 2, stage_since: '2026-02-01T00:00:00.000Z' },
  ]);
  await merge(store, 'opp', kept as number, [older as number]);
  const history = await rowsOf(
    store.engine,
    'select stage_id from stage_history where opp_id = ? order by id',
    [kept as number],
  );
  expect(history.map(({ stage_id }) => stage_id)).toEqual([1, 2]);
});

test.for([
  ['a converted lead', 'lead', /was converted/],
  ['an account and its parent', 'account', /belongs to account/],
  ['an open deal and a won one that would go', 'opp', /is won/],
] as const)('refused: %s', async ([_, noun, message]) => {
  const store = openStore();
  const deal = { name: 'One', pipeline_id: 1, currency: 'USD' };
  const [acme] = await addRecords(store, 'account', [{ name: 'Acme' }]);
  await addRecords(store, 'account', [{ name: 'Acme UK', parent_id: acme as number }]);
  const [jane] = await addRecords(store, 'contact', [{ last_name: 'Doe' }]);
  const links = { account_id: acme as number, contact_id: jane as number };
  await addRecords(store, 'lead', [
    { last_name: 'Doe' },
    { last_name: 'Doe', status: 'converted', converted_at: '2026-01-01T00:00:00.000Z', ...links },
  ]);
  await addRecords(store, 'opp', [
    { ...deal, stage_id: 1 },
    { ...deal, stage_id: 5 },
  ]);
  const before = await snapshot(store);
  await expect(merge(store, noun, 1, [2])).rejects.toThrow(message);
  await expect(merge(store, noun, 1, [1])).rejects.toThrow(/into itself/);
  expect(await snapshot(store)).toBe(before);
});

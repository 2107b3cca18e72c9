import { expect, test } from 'vitest';
import { callResult } from '../../../src/domain/call-results.ts';
import type { Field } from '../../../src/domain/field.ts';
import { LEAD } from '../../../src/nouns/lead/definition.ts';
import { logCall } from '../../../src/store/activities/call.ts';
import { claimNextLead, previewQueue, releaseLeads, skipLeads } from '../../../src/store/calls/claim-next.ts';
import type { QueueStatus } from '../../../src/store/calls/queue.ts';
import { rebuildQueue, verifyQueue } from '../../../src/store/projections/call-queue.ts';
import { Store } from '../../../src/store/store.ts';
import type { Values } from '../../../src/store/write/values.ts';
import { everyDay } from '../../support/calling-times.ts';
import { addRecords, addUser, execute, openStore, writeEnv } from '../../support/store.ts';

/** Thursday 12:00 in London, 4:00 in California. */
const NOON = '2026-03-12T12:00:00.000Z';
const LONDON = '+442079461001';
const CALIFORNIA = '+14155550100';

const asking = (now = NOON, where = undefined) => ({
  now: Date.parse(now),
  times: everyDay(),
  where,
});

/** The same database for another user, or at another time. */
const as = (store: Store, user: string, now = NOON) =>
  new Store(store.engine, { user, now, command: 'test' });

async function withLeads(...leads: Values[]) {
  const store = openStore({ user: 'ann', now: NOON });
  const ids = await addRecords(
    store,
    'lead',
    leads.map((lead, i) => ({ first_name: `Lead ${i + 1}`, phone: LONDON, ...lead })),
  );
  return { store, ids };
}

async function order(store: Store, now = NOON): Promise<number[]> {
  return (await previewQueue(store, asking(now), 100)).leads.map(({ leadId }) => leadId);
}

async function standing(store: Store, now = NOON): Promise<Partial<Record<QueueStatus, number>>> {
  return Object.fromEntries((await previewQueue(store, asking(now), 0)).counts);
}

async function call(store: Store, id: number, word: string, at = NOON): Promise<void> {
  const env = await writeEnv();
  const result = callResult(word);
  if (!result) throw new Error(`no result ${word}`);
  await store.change((tx) =>
    logCall(
      tx,
      {
        type: 'call',
        with: { noun: 'lead', id, title: '' },
        at,
        direction: 'out',
        duration: null,
        outcome: null,
        subject: null,
        body: null,
        next: null,
        result,
        number: null,
        override: null,
      },
      env,
    ),
  );
}

test('due callbacks come first, then by score, then leads never tried, then those tried longest ago', async () => {
  const { store, ids } = await withLeads(
    { score: 10 },
    { score: 90, attempts: 1, last_attempt_at: '2026-03-02T12:00:00.000Z' },
    { score: 90 },
    { score: 90, attempts: 2, last_attempt_at: '2026-03-03T12:00:00.000Z' },
    { next_attempt_at: '2026-03-12T11:00:00.000Z' },
    { next_attempt_at: '2026-03-12T10:00:00.000Z' },
    {},
  );
  const [low, longAgo, fresh, lately, later, sooner, none] = ids;
  expect(await order(store)).toEqual([sooner, later, fresh, longAgo, lately, low, none]);
});

test('leads that cannot be called are held back, each for one reason', async () => {
  const { store } = await withLeads(
    {},
    { do_not_call: true },
    { phone: CALIFORNIA },
    { phone: 'ask at the desk' },
    { attempts: 6, last_attempt_at: '2026-03-02T12:00:00.000Z' },
    { attempts: 1, last_attempt_at: '2026-03-12T11:00:00.000Z' },
    { next_attempt_at: '2026-03-13T11:00:00.000Z' },
    { status: 'disqualified', reason: 'no budget' },
  );
  const bob = await addUser(store, 'bob');
  await addRecords(store, 'lead', [{ first_name: 'His', phone: LONDON, owner_id: bob }]);
  await store.change((tx) => tx.insert('suppression', { e164: '+442079461002' } as never));
  await addRecords(store, 'lead', [{ first_name: 'Listed', phone: '+442079461002' }]);
  expect(await standing(store)).toEqual({
    ahead: 1,
    'do-not-call': 2,
    'out of hours': 1,
    'no number': 1,
    attempts: 1,
    'tried too recently': 1,
    'callback later': 1,
    'owned by others': 1,
  });
});

test('the next due time belongs to the requested leads only', async () => {
  const { store, ids } = await withLeads(
    { next_attempt_at: '2026-03-13T11:00:00.000Z' },
    { next_attempt_at: '2026-03-12T13:00:00.000Z' },
    { do_not_call: true, next_attempt_at: '2026-03-12T12:30:00.000Z' },
  );
  const bob = await addUser(store, 'bob');
  await addRecords(store, 'lead', [
    { first_name: 'His', phone: LONDON, owner_id: bob, next_attempt_at: '2026-03-12T12:15:00.000Z' },
  ]);
  const field = LEAD.fields.find(({ name }) => name === 'id') as Field;
  const due = async (id?: number) => {
    const where = id === undefined ? undefined : ({ type: 'compare', field, op: '=', value: id } as const);
    return (await previewQueue(store, { ...asking(NOON), where }, 0)).nextDue?.at ?? null;
  };
  expect(await due()).toBe('2026-03-12T13:00:00.000Z');
  expect(await due(ids[0])).toBe('2026-03-13T11:00:00.000Z');
  expect(await due(ids[2])).toBeNull();
});

test("the lead's own zone overrides that of its number", async () => {
  const { store, ids } = await withLeads(
    { phone: CALIFORNIA, timezone: 'Europe/Paris' },
    { phone: CALIFORNIA, timezone: 'somewhere' },
  );
  expect(await order(store)).toEqual([ids[0]]);
});

test('after an attempt the lead waits, and returns after the pause in another part of the day', async () => {
  const { store, ids } = await withLeads({});
  await order(store);
  await call(store, ids[0] as number, 'no-answer', '2026-03-12T12:00:00.000Z');
  expect(await order(store)).toEqual([]);
  expect(await order(store, '2026-03-12T15:59:00.000Z')).toEqual([]);
  expect(await order(store, '2026-03-12T16:00:00.000Z')).toEqual(ids);
});

test('an unanswered callback waits like any attempt, and remains a callback', async () => {
  const { store, ids } = await withLeads({ next_attempt_at: '2026-03-12T11:00:00.000Z' }, { score: 90 });
  const [callback, other] = ids as [number, number];
  expect(await order(store)).toEqual([callback, other]);
  await call(store, callback, 'voicemail');
  expect(await order(store)).toEqual([other]);
  expect(await standing(store)).toEqual({ ahead: 1, 'callback later': 1 });
  expect(await order(store, '2026-03-16T15:00:00.000Z')).toEqual([callback, other]);
  await call(store, callback, 'connected', '2026-03-16T15:00:00.000Z');
  expect(await order(store, '2026-03-20T15:00:00.000Z')).toEqual([other, callback]);
});

test('a wrong number is replaced by the next one at once', async () => {
  const { store, ids } = await withLeads({ other_phones: ['+442079461009'] });
  await call(store, ids[0] as number, 'wrong-number');
  expect((await previewQueue(store, asking(), 5)).leads.map(({ phone }) => phone)).toEqual(['+442079461009']);
});

test('a claimed lead is held back from others, until it is released, logged or expired', async () => {
  const { store, ids } = await withLeads({ score: 2 }, { score: 1 });
  const bob = as(store, 'bob');
  expect((await claimNextLead(store, asking(), { minutes: 10, terminal: null }))?.leadId).toBe(ids[0]);
  expect((await claimNextLead(bob, asking(), { minutes: 10, terminal: null }))?.leadId).toBe(ids[1]);
  expect(await claimNextLead(bob, asking(), { minutes: 10, terminal: null })).toBeNull();
  expect(await releaseLeads(store, null)).toEqual([ids[0]]);
  expect((await claimNextLead(bob, asking(), { minutes: 10, terminal: null }))?.leadId).toBe(ids[0]);
  await call(bob, ids[0] as number, 'busy');
  expect(await standing(bob)).toEqual({ 'tried too recently': 1, claimed: 1 });
  expect(await order(store, '2026-03-12T12:11:00.000Z')).toEqual([ids[1]]);
});

test('a skipped lead waits only for the user who skipped it', async () => {
  const { store, ids } = await withLeads({});
  await skipLeads(store, ids, '2026-03-12T14:00:00.000Z');
  expect(await order(store)).toEqual([]);
  expect(await order(as(store, 'bob'))).toEqual(ids);
  expect(await order(store, '2026-03-12T14:00:00.000Z')).toEqual(ids);
});

test('a claim with a future time, made by a wrong clock, does not hold', async () => {
  const { store, ids } = await withLeads({});
  await claimNextLead(as(store, 'bob', '2026-03-12T19:00:00.000Z'), asking('2026-03-12T19:00:00.000Z'), {
    minutes: 10,
    terminal: null,
  });
  expect(await order(store)).toEqual(ids);
});

test('claims are not in the history: undo reverts the last change of a record', async () => {
  const { store } = await withLeads({});
  await claimNextLead(store, asking(), { minutes: 10, terminal: null });
  await store.changes.undo(store.act);
  expect(await standing(store)).toEqual({});
});

test('undo restores the place of a lead, a new cadence recomputes all places', async () => {
  const { store, ids } = await withLeads({});
  await order(store);
  await call(store, ids[0] as number, 'no-answer');
  expect(await order(store)).toEqual([]);
  await store.changes.undo(store.act);
  expect(await order(store)).toEqual(ids);
  await call(store, ids[0] as number, 'no-answer');
  await store.change((tx) => tx.update('cadence', 1, { attempts: 1 }));
  expect(await standing(store)).toEqual({ attempts: 1 });
});

test('a new do-not-call number holds back all its leads, a removed one releases them', async () => {
  const { store, ids } = await withLeads({}, {});
  await order(store);
  const { result: id } = await store.change((tx) => tx.insert('suppression', { e164: LONDON } as never));
  expect(await standing(store)).toEqual({ 'do-not-call': 2 });
  await store.change((tx) => tx.remove('suppression', id));
  expect(await order(store)).toEqual(ids);
});

test('an outdated queue is detected and rebuilt', async () => {
  const { store, ids } = await withLeads({}, {}, {}, { status: 'disqualified', reason: 'no budget' }, {});
  await order(store);
  await call(store, ids[4] as number, 'no-answer');
  const gaps = (now = NOON) => verifyQueue(store.engine, Date.parse(now));
  expect(await gaps()).toEqual({ missing: 0, stale: 0, wrong: 0 });
  const [first, second, third, fourth] = ids;
  await execute(store.engine, 'delete from call_queue where lead_id = ?', [first as number]);
  await execute(store.engine, `update call_queue set phone = '${CALIFORNIA}' where lead_id = ?`, [
    second as number,
  ]);
  await execute(store.engine, 'update call_queue set lead_id = ? where lead_id = ?', [
    fourth as number,
    third as number,
  ]);
  expect(await gaps()).toEqual({ missing: 2, stale: 1, wrong: 1 });

  await rebuildQueue(store.engine, Date.parse(NOON));
  expect(await gaps()).toEqual({ missing: 0, stale: 0, wrong: 0 });
  // Time alone does not make it outdated.
  await order(store, '2026-03-16T15:00:00.000Z');
  expect(await gaps('2026-03-16T15:00:00.000Z')).toEqual({ missing: 0, stale: 0, wrong: 0 });
});

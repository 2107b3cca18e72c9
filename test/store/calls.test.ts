import { expect, test } from 'vitest';
import { callResult } from '../../src/domain/call-results.ts';
import type { Moment } from '../../src/domain/dates.ts';
import type { Noun } from '../../src/domain/field.ts';
import { type Call, type LoggedCall, logCall } from '../../src/store/activities/call.ts';
import type { RowOf } from '../../src/store/schema.ts';
import { sql } from '../../src/store/sql.ts';
import type { Store } from '../../src/store/store.ts';
import { updateRecord } from '../../src/store/write/record.ts';
import { crmErrorOf } from '../support/crm-error.ts';
import { NOW } from '../support/program.ts';
import { addRecords, openStore, rowsOf, writeEnv } from '../support/store.ts';

const PHONES = { phone: '+1 415 555 0100', other_phones: ['+1 415 555 0101'] };
const TUESDAY: Moment = { date: '2026-03-17', time: '15:00', at: Date.parse('2026-03-17T15:00:00.000Z') };

async function call(
  store: Store,
  word: string,
  given: Partial<Call> & { noun?: Noun; id?: number } = {},
): Promise<LoggedCall> {
  const { noun = 'lead', id = 1, ...rest } = given;
  const result = callResult(word);
  if (!result) throw new Error(`no result ${word}`);
  const env = await writeEnv();
  const { result: logged } = await store.change((tx) =>
    logCall(
      tx,
      {
        type: 'call',
        with: { noun, id, title: 'them' },
        at: NOW,
        direction: 'out',
        duration: null,
        outcome: null,
        subject: null,
        body: null,
        next: null,
        result,
        number: null,
        override: null,
        ...rest,
      },
      env,
    ),
  );
  return logged;
}

const lead = (store: Store) =>
  sql<
    Pick<
      RowOf<'lead'>,
      'status' | 'reason' | 'attempts' | 'last_attempt_at' | 'next_attempt_at' | 'do_not_call'
    >
  >`
    select status, reason, attempts, last_attempt_at, next_attempt_at, do_not_call
    from lead where id = 1`.one(store.db);
const tasks = (store: Store) =>
  rowsOf(store.db, 'select subject, kind, status, due_date, due_at from task order by id');
const activities = (store: Store) => rowsOf(store.db, 'select * from activity order by id');

async function storeWithLead(): Promise<Store> {
  const store = openStore();
  await addRecords(store, 'lead', [{ first_name: 'Jane', last_name: 'Doe', ...PHONES }]);
  return store;
}

test('an unanswered dial counts as an attempt and keeps the planned callback', async () => {
  const store = await storeWithLead();
  await call(store, 'callback', { next: TUESDAY });
  const { status, nextAttempt, task } = await call(store, 'no-answer');
  expect({ status, nextAttempt, task }).toEqual({
    status: null,
    nextAttempt: '2026-03-17T15:00:00.000Z',
    task: null,
  });
  expect(await lead(store)).toMatchObject({ status: 'connected', attempts: 2, last_attempt_at: NOW });
  expect((await activities(store))[1]).toMatchObject({
    type: 'call',
    disposition: 'no-answer',
    outcome: 'no-answer',
    direction: 'out',
    lead_id: 1,
  });
});

test('a callback is the next attempt and a task, which a conversation completes', async () => {
  const store = await storeWithLead();
  const { status, task } = await call(store, 'callback', { next: TUESDAY });
  expect(status).toEqual({ from: 'new', to: 'connected' });
  expect(task).toMatchObject({ subject: 'Call back Jane Doe', due: '2026-03-17T15:00:00.000Z' });
  expect(await tasks(store)).toMatchObject([{ kind: 'callback', status: 'open', due_date: '2026-03-17' }]);

  await call(store, 'connected');
  expect(await lead(store)).toMatchObject({ next_attempt_at: null });
  expect(await tasks(store)).toMatchObject([{ kind: 'callback', status: 'done' }]);
});

test('interest is followed up tomorrow, a meeting at its time', async () => {
  const store = await storeWithLead();
  await call(store, 'interested');
  await call(store, 'meeting-set', { next: TUESDAY });
  expect(await tasks(store)).toMatchObject([
    { subject: 'Follow up with Jane Doe', kind: 'todo', due_date: '2026-03-13', due_at: null },
  ]);
  expect(await rowsOf(store.db, 'select subject, status, starts_at from meeting')).toEqual([
    { subject: 'Meeting with Jane Doe', status: 'planned', starts_at: '2026-03-17T15:00:00.000Z' },
  ]);
  expect(await lead(store)).toMatchObject({ status: 'qualified', next_attempt_at: null });
});

test('no interest puts the lead into nurturing, with the reason and a day', async () => {
  const store = await storeWithLead();
  await call(store, 'not-interested', { next: { date: '2026-06-01', time: null, at: null } });
  expect(await lead(store)).toMatchObject({ status: 'nurturing', reason: 'not interested' });
  expect((await lead(store)).next_attempt_at).toMatch(/^2026-06-01T/);
  expect(await tasks(store)).toEqual([]);
});

test('a wrong number is marked, then the next one is tried, until none is left', async () => {
  const store = await storeWithLead();
  expect(await call(store, 'wrong-number')).toMatchObject({ badNumber: '+14155550100', noNumberLeft: false });
  expect(await call(store, 'failed')).toMatchObject({ badNumber: '+14155550101', noNumberLeft: true });
  expect(await lead(store)).toMatchObject({ status: 'attempting', attempts: 2 });
});

test('the called number is the one that is marked', async () => {
  const store = await storeWithLead();
  const { badNumber } = await call(store, 'failed', { number: '(415) 555-0101' });
  expect(badNumber).toBe('+14155550101');
  expect(await crmErrorOf(() => call(store, 'failed', { number: '415 555 0199' }))).toMatchObject({
    kind: 'usage',
    message: 'lead 1 has no number "415 555 0199"',
  });
});

test('do-not-call blocks every number, for every record that has one', async () => {
  const store = await storeWithLead();
  await addRecords(store, 'contact', [{ last_name: 'Twin', phone: '415-555-0101' }]);
  const { blocked } = await call(store, 'do-not-call');
  expect(blocked).toEqual(['+14155550100', '+14155550101']);
  expect(await lead(store)).toMatchObject({
    status: 'disqualified',
    reason: 'do not call',
    do_not_call: 1,
  });
  for (const party of [{}, { noun: 'contact', id: 1 }] as const) {
    expect(await crmErrorOf(() => call(store, 'no-answer', party))).toMatchObject({ kind: 'refused' });
  }
  expect(await activities(store)).toHaveLength(1);

  await call(store, 'connected', { override: 'she wrote to us', body: 'all settled' });
  await call(store, 'connected', { direction: 'in' });
  const [, overridden, incoming] = await activities(store);
  expect(overridden?.body).toBe('all settled\nCalled in spite of do-not-call: she wrote to us');
  expect(incoming?.body).toBe(null);
  expect(await lead(store)).toMatchObject({ attempts: 2 });
});

test('one blocked number does not block the others', async () => {
  const store = await storeWithLead();
  await store.change((tx) =>
    tx.insert('suppression', {
      e164: '+14155550100',
      reason: 'listed',
      source: null,
      user_id: null,
      created_at: NOW,
    }),
  );
  expect(await call(store, 'failed')).toMatchObject({ badNumber: '+14155550101' });
  expect(await crmErrorOf(() => call(store, 'busy', { number: '+14155550100' }))).toMatchObject({
    message: '+14155550100 is on the do-not-call list: listed',
  });
});

test('a callback or a meeting needs a time, do-not-call does not allow one', async () => {
  const store = await storeWithLead();
  for (const word of ['callback', 'meeting-set'])
    expect(await crmErrorOf(() => call(store, word))).toMatchObject({ kind: 'usage' });
  expect(await crmErrorOf(() => call(store, 'do-not-call', { next: TUESDAY }))).toMatchObject({
    kind: 'usage',
  });
  expect(await activities(store)).toEqual([]);
});

test('a call logged late does not change the last attempt to an earlier one', async () => {
  const store = await storeWithLead();
  await call(store, 'busy');
  await call(store, 'busy', { at: '2026-03-10T09:00:00.000Z' });
  expect(await lead(store)).toMatchObject({ attempts: 2, last_attempt_at: NOW });
});

test('a call on a deal is with its contact, and shown for the account too', async () => {
  const store = openStore();
  await addRecords(store, 'account', [{ name: 'Acme' }]);
  await addRecords(store, 'contact', [{ last_name: 'Poe', account_id: 1, ...PHONES }]);
  const [pipeline, stage] = [1, 1];
  await addRecords(store, 'opp', [
    { name: 'Deal', contact_id: 1, account_id: 1, currency: 'USD', pipeline_id: pipeline, stage_id: stage },
  ]);
  const { task } = await call(store, 'callback', { noun: 'opp', id: 1, next: TUESDAY });
  expect(await activities(store)).toMatchObject([{ opp_id: 1, contact_id: 1, account_id: 1, lead_id: null }]);
  expect(task?.subject).toBe('Call back Deal');
  await call(store, 'do-not-call', { noun: 'opp', id: 1 });
  expect(await rowsOf(store.db, 'select do_not_call from contact')).toEqual([{ do_not_call: 1 }]);
});

test('a converted lead accepts no call, and undoing a call leaves no trace', async () => {
  const store = await storeWithLead();
  const before = await lead(store);
  const env = await writeEnv();
  await call(store, 'do-not-call');
  await store.changes.undo(store.act);
  expect(await lead(store)).toEqual(before);
  expect(await activities(store)).toEqual([]);
  expect(await rowsOf(store.db, 'select * from suppression')).toEqual([]);

  await addRecords(store, 'account', [{ name: 'Acme' }]);
  await store.change((tx) =>
    updateRecord(tx, 'lead', 1, { status: 'converted', converted_at: NOW, account_id: 1 }, env),
  );
  expect(await crmErrorOf(() => call(store, 'busy'))).toMatchObject({
    kind: 'refused',
    message: 'lead 1 was converted on 2026-03-12 into account 1',
  });
});

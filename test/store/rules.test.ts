import { describe, expect, test } from 'vitest';
import { completeTask, reopenTask, snoozeTask } from '../../src/app/tasks/status-changes.ts';
import type { Noun } from '../../src/domain/field.ts';
import type { RowOf } from '../../src/store/schema.ts';
import { sql } from '../../src/store/sql.ts';
import type { Store } from '../../src/store/store.ts';
import { updateRecord } from '../../src/store/write/record.ts';
import type { Values } from '../../src/store/write/values.ts';
import { crmErrorOf } from '../support/crm-error.ts';
import { NOW } from '../support/program.ts';
import { addRecords, openStore, rowsOf, writeEnv } from '../support/store.ts';

async function update(store: Store, noun: Noun, values: Values, id = 1): Promise<boolean> {
  const env = await writeEnv();
  return (await store.change((tx) => updateRecord(tx, noun, id, values, env))).result;
}

const task = (store: Store, id = 1) => sql<RowOf<'task'>>`select * from task where id = ${id}`.one(store.db);

describe('a converted lead', () => {
  async function converted(): Promise<Store> {
    const store = openStore();
    await addRecords(store, 'account', [{ name: 'Acme' }]);
    await addRecords(store, 'lead', [
      {
        last_name: 'Doe',
        email: 'doe@acme.example',
        tags: ['hot'],
        status: 'converted',
        converted_at: NOW,
        account_id: 1,
      },
    ]);
    return store;
  }

  test.each<Values>([{ score: 5 }, { email: 'other@acme.example' }, { tags: [] }, { status: 'new' }])(
    'cannot be changed: %j',
    async (values) => {
      const store = await converted();
      expect(await crmErrorOf(() => update(store, 'lead', values))).toMatchObject({
        kind: 'refused',
        message: 'lead 1 was converted on 2026-03-12 into account 1',
      });
      expect(await rowsOf(store.db, 'select score from lead')).toEqual([{ score: null }]);
      expect(await rowsOf(store.db, 'select address from email')).toEqual([{ address: 'doe@acme.example' }]);
    },
  );

  test('can be written unchanged, as by a repeated import', async () => {
    const store = await converted();
    const same = { last_name: 'Doe', email: 'doe@acme.example', tags: ['HOT'], status: 'converted' };
    expect(await update(store, 'lead', same)).toBe(false);
  });

  test('is created only by convert', async () => {
    const store = openStore();
    await addRecords(store, 'lead', [{ last_name: 'Doe' }]);
    const message = 'a lead becomes "converted" only by being converted';
    expect(await crmErrorOf(() => update(store, 'lead', { status: 'converted' }))).toMatchObject({ message });
    expect(
      await crmErrorOf(() => addRecords(store, 'lead', [{ last_name: 'Poe', status: 'converted' }])),
    ).toMatchObject({ message });
  });
});

test.each<[Noun, Values, string]>([
  ['lead', { last_name: 'Doe', score: 101 }, 'the score goes from 0 to 100, not to 101'],
  ['account', { name: 'Acme', employees: -1 }, 'the number of employees cannot be -1'],
  ['task', { subject: 'x', every: 'blue moon' }, 'cannot read "blue moon" as a recurrence'],
])('a %s with %j is rejected', async (noun, values, message) => {
  expect(await crmErrorOf(() => addRecords(openStore(), noun, [values]))).toMatchObject({
    kind: 'usage',
    message,
  });
});

test('parents of accounts cannot be circular', async () => {
  const store = openStore();
  await addRecords(store, 'account', [
    { name: 'A' },
    { name: 'B', parent_id: 1 },
    { name: 'C', parent_id: 2 },
  ]);
  for (const [parent, message] of [
    [1, 'an account cannot belong to itself'],
    [3, 'account 3 belongs to account 1: it cannot be the other way round too'],
  ] as const)
    expect(await crmErrorOf(() => update(store, 'account', { parent_id: parent }))).toMatchObject({
      message,
    });
  expect(await update(store, 'account', { parent_id: 1 }, 3)).toBe(true);
});

test('the result of a call follows from its outcome, if known', async () => {
  const store = openStore();
  await addRecords(store, 'activity', [
    { type: 'call', at: NOW, outcome: 'No Answer' },
    { type: 'call', at: NOW, outcome: 'left a parcel' },
    { type: 'meeting', at: NOW, outcome: 'busy' },
  ]);
  const rows = await rowsOf(store.db, 'select outcome, disposition from activity order by id');
  expect(rows).toEqual([
    { outcome: 'no-answer', disposition: 'no-answer' },
    { outcome: 'left a parcel', disposition: null },
    { outcome: 'busy', disposition: null },
  ]);
});

describe('a task', () => {
  test('is due on the day of its time', async () => {
    const store = openStore();
    await addRecords(store, 'task', [{ subject: 'Call', due_at: '2026-03-17T15:00:00.000Z' }]);
    expect(await task(store)).toMatchObject({ due_date: '2026-03-17' });
    await update(store, 'task', { due_date: '2026-03-18' });
    expect(await task(store)).toMatchObject({ due_date: '2026-03-18', due_at: null });
  });

  test('keeps its time of day when postponed, unless another is given', async () => {
    const store = openStore();
    await addRecords(store, 'task', [{ subject: 'Call', due_at: '2026-03-17T15:00:00.000Z' }]);
    const until = { date: '2026-03-20', time: null, at: null };
    await store.change((tx) => snoozeTask(tx, 1, until));
    expect(await task(store)).toMatchObject({ due_date: '2026-03-20', due_at: '2026-03-20T15:00:00.000Z' });
    const at = Date.parse('2026-03-21T08:30:00.000Z');
    await store.change((tx) => snoozeTask(tx, 1, { date: '2026-03-21', time: '08:30', at }));
    expect(await task(store)).toMatchObject({ due_date: '2026-03-21', due_at: '2026-03-21T08:30:00.000Z' });
  });

  test('creates the next one when it recurs and is done by any command', async () => {
    const store = openStore();
    await addRecords(store, 'task', [
      { subject: 'Review', every: 'weekly', due_at: '2026-02-26T08:30:00.000Z', priority: 'high' },
    ]);
    const { result } = await store.change((tx) => completeTask(tx, 1));
    expect(result).toEqual({ wasDone: false, next: { id: 2, due: '2026-03-19' } });
    expect(await task(store)).toMatchObject({ status: 'done', done_at: NOW });
    expect(await task(store, 2)).toMatchObject({
      status: 'open',
      done_at: null,
      every: 'week',
      priority: 'high',
      due_at: '2026-03-19T08:30:00.000Z',
    });
    await update(store, 'task', { status: 'done' }, 2);
    expect(await task(store, 3)).toMatchObject({ status: 'open', due_date: '2026-03-26' });
  });

  test('is done once, and can be reopened', async () => {
    const store = openStore();
    await addRecords(store, 'task', [{ subject: 'Review', every: 'week', due_date: '2026-03-12' }]);
    await store.change((tx) => completeTask(tx, 1));
    const again = await store.change((tx) => completeTask(tx, 1));
    expect(again).toEqual({ id: null, result: { wasDone: true, next: null } });
    await store.change((tx) => reopenTask(tx, 1));
    expect(await task(store)).toMatchObject({ status: 'open', done_at: null });
  });

  test('cannot be postponed when done', async () => {
    const store = openStore();
    await addRecords(store, 'task', [{ subject: 'Review', status: 'done' }]);
    const until = { date: '2026-03-20', time: null, at: null };
    expect(await crmErrorOf(() => store.change((tx) => snoozeTask(tx, 1, until)))).toMatchObject({
      kind: 'refused',
      message: 'task 1  Review is done',
    });
  });
});

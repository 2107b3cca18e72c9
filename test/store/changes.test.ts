import { expect, test } from 'vitest';
import { refused } from '../../src/domain/errors.ts';
import { Changes } from '../../src/store/changes.ts';
import { changesOf } from '../../src/store/history.ts';
import { mergeRecords } from '../../src/store/merge/merge.ts';
import { sql } from '../../src/store/sql.ts';
import { Store } from '../../src/store/store.ts';
import type { Tx } from '../../src/store/tx.ts';
import { updateRecord } from '../../src/store/write/record.ts';
import { removeRecord } from '../../src/store/write/remove.ts';
import type { Values } from '../../src/store/write/values.ts';
import { crmErrorOf } from '../support/crm-error.ts';
import { addRecords, openStore, rowsOf, writeEnv } from '../support/store.ts';

const as = (store: Store, user: string, command = `by ${user}`) =>
  new Store(store.engine, { ...store.act, user, command });

async function edit(store: Store, noun: 'lead' | 'opp', id: number, values: Values): Promise<number | null> {
  const env = await writeEnv();
  return (await store.change((tx) => updateRecord(tx, noun, id, values, env), `edited ${noun} ${id}`)).id;
}

const undo = (store: Store, id?: number) => store.changes.undo(store.act, id);
const redo = (store: Store, id?: number) => store.changes.redo(store.act, id);

async function lead(store: Store, id: number): Promise<Record<string, unknown> | undefined> {
  return (await rowsOf(store.engine, 'select * from lead where id = ?', [id]))[0];
}

test('undo without a number reverts the user’s own latest change; other changes need their number', async () => {
  const store = openStore();
  await addRecords(store, 'lead', [{ last_name: 'Doe' }]);
  const ann = as(store, 'ann');
  const bob = as(store, 'bob');
  await edit(ann, 'lead', 1, { city: 'Rome' });
  const bobs = await edit(bob, 'lead', 1, { title: 'CEO' });
  await undo(as(store, 'Ann'));
  expect(await lead(store, 1)).toMatchObject({ city: null, title: 'CEO' });
  expect(await crmErrorOf(() => undo(ann))).toMatchObject({
    kind: 'refused',
    message: 'nothing to undo for ann',
  });
  await undo(ann, bobs as number);
  expect(await lead(store, 1)).toMatchObject({ city: null, title: null });
});

test('an older change can be undone unless later ones changed the same values', async () => {
  const store = openStore();
  await addRecords(store, 'lead', [{ last_name: 'Doe' }]);
  const city = await edit(store, 'lead', 1, { city: 'Rome' });
  const title = await edit(as(store, 'tester', 'lead edit 1 --title CEO'), 'lead', 1, { title: 'CEO' });
  await undo(store, city as number);
  expect(await lead(store, 1)).toMatchObject({ city: null, title: 'CEO' });
  await edit(as(store, 'tester', 'lead edit 1 --title CTO'), 'lead', 1, { title: 'CTO' });
  expect(await crmErrorOf(() => undo(store, title as number))).toMatchObject({
    kind: 'conflict',
    message: 'cannot undo change 3: lead 1 was changed later (title), by change 5 (edited lead 1)',
    detail: { code: 'changed-later', by: { id: 5, isUndo: false } },
  });
});

test('a change that only set the time of a record can be undone after a later change', async () => {
  const store = openStore();
  await addRecords(store, 'opp', [{ name: 'Kept', pipeline_id: 1, stage_id: 1, currency: 'USD' }]);
  await addRecords(store, 'opp', [{ name: 'Twin', pipeline_id: 1, stage_id: 1, currency: 'USD' }]);
  const at = (hour: string) =>
    new Store(store.engine, { ...store.act, now: `2026-03-16T${hour}:00:00.000Z` });
  const env = await writeEnv();
  const merge = { keep: 1, others: [2] };
  const merged = await at('12').change((tx) => mergeRecords(tx, 'opp', merge, new Map(), env));
  await edit(at('13'), 'opp', 1, { name: 'Renamed' });
  await undo(at('14'), merged.id as number);
  expect(await rowsOf(store.engine, 'select id, name from opp order by id')).toEqual([
    { id: 1, name: 'Renamed' },
    { id: 2, name: 'Twin' },
  ]);
});

test('concurrent undos revert one change each', async () => {
  const store = openStore();
  await addRecords(store, 'lead', [{ last_name: 'Doe' }]);
  await edit(store, 'lead', 1, { city: 'Rome' });
  await edit(store, 'lead', 1, { title: 'CEO' });
  const undone = await Promise.all([undo(store), undo(store)]);
  expect(undone.map((each) => each.undone.id)).toEqual([3, 2]);
  expect(await lead(store, 1)).toMatchObject({ city: null, title: null });
});

test('a record that others now need cannot be removed by undo', async () => {
  const store = openStore();
  await addRecords(store, 'account', [{ name: 'Acme' }]);
  await addRecords(store, 'contact', [{ last_name: 'Doe', account_id: 1 }]);
  expect(await crmErrorOf(() => undo(store, 1))).toMatchObject({
    kind: 'conflict',
    message: 'cannot undo change 1: contact 1, which came later, needs account 1, by change 2 (test)',
    detail: { code: 'changed-later', by: { id: 2, isUndo: false } },
  });
  await undo(store, 2);
  await undo(store, 1);
  expect(await rowsOf(store.engine, 'select * from account')).toEqual([]);
});

test('a record cannot be restored if its references are gone', async () => {
  const store = openStore();
  await addRecords(store, 'account', [{ name: 'Acme' }]);
  await addRecords(store, 'contact', [{ last_name: 'Doe', account_id: 1 }]);
  await store.change((tx) => removeRecord(tx, 'contact', 1), 'removed contact 1');
  await store.change((tx) => removeRecord(tx, 'account', 1), 'removed account 1');
  expect(await crmErrorOf(() => undo(store, 3))).toMatchObject({
    kind: 'conflict',
    message:
      'cannot undo change 3: contact 1 needs account 1, which was removed later, by change 4 (removed account 1)',
  });
});

test('undo and redo work by their own numbers or that of the change', async () => {
  const store = openStore();
  await addRecords(store, 'lead', [{ last_name: 'Doe' }]);
  await edit(store, 'lead', 1, { city: 'Rome' });
  const city = async () => (await lead(store, 1))?.city;
  expect((await undo(store)).undone.id).toBe(2);
  expect(await crmErrorOf(() => undo(store, 2))).toMatchObject({
    message: 'change 2 is already undone, by change 3',
    detail: { code: 'change-undone', id: 2 },
  });
  expect(await crmErrorOf(() => undo(store, 3))).toMatchObject({ message: 'change 3 is an undo' });
  expect(await city()).toBeNull();
  await redo(store, 2);
  expect(await city()).toBe('Rome');
  expect(await crmErrorOf(() => redo(store, 3))).toMatchObject({
    message: 'change 3 is already redone, by change 4',
  });
  await undo(store, 2);
  await redo(store);
  await undo(store);
  expect(await city()).toBeNull();
  expect((await changesOf(store.db, { limit: 9 })).map(({ kind, undoneBy }) => [kind, undoneBy])).toEqual([
    ['undo', null],
    ['redo', 7],
    ['undo', 6],
    ['redo', 5],
    ['undo', 4],
    ['do', 3],
    ['do', null],
  ]);
});

test('redo after other work succeeds unless that conflicts', async () => {
  const store = openStore();
  await addRecords(store, 'lead', [{ last_name: 'Doe' }]);
  await edit(store, 'lead', 1, { city: 'Rome' });
  await undo(store);
  await edit(store, 'lead', 1, { title: 'CEO' });
  await redo(store);
  expect(await lead(store, 1)).toMatchObject({ city: 'Rome', title: 'CEO' });
  await undo(store);
  await edit(store, 'lead', 1, { city: 'Paris' });
  expect(await crmErrorOf(() => redo(store))).toMatchObject({
    kind: 'conflict',
    message: 'cannot redo change 6: lead 1 was changed later (city), by change 7 (edited lead 1)',
  });
});

test('a tag that was removed and added again is not restored twice', async () => {
  const store = openStore();
  await addRecords(store, 'lead', [{ last_name: 'Doe', tags: ['hot'] }]);
  await edit(store, 'lead', 1, { tags: [] });
  await edit(store, 'lead', 1, { tags: ['hot'] });
  const error = await crmErrorOf(() => undo(store, 2));
  expect(error).toMatchObject({
    kind: 'conflict',
    message: expect.stringContaining('cannot undo change 2: '),
  });
  expect(await rowsOf(store.engine, 'select tag from tagging')).toEqual([{ tag: 'hot' }]);
});

test('in one change a value can move from one row to another and back', async () => {
  const store = openStore();
  await addRecords(store, 'lead', [{ last_name: 'Doe', tags: ['hot'] }]);
  const env = await writeEnv();
  await store.change(async (tx) => {
    await updateRecord(tx, 'lead', 1, { tags: ['hot', 'new'] }, env);
    await updateRecord(tx, 'lead', 1, { tags: ['new'] }, env);
    await updateRecord(tx, 'lead', 1, { tags: ['new', 'hot'] }, env);
  });
  await undo(store);
  expect(await rowsOf(store.engine, 'select id, tag from tagging')).toEqual([{ id: 1, tag: 'hot' }]);
});

test('a change without effect is not stored', async () => {
  const store = openStore();
  await addRecords(store, 'lead', [{ last_name: 'Doe' }]);
  expect(await edit(store, 'lead', 1, { last_name: 'Doe' })).toBeNull();
  expect(await changesOf(store.db, { limit: 9 })).toHaveLength(1);
});

/** A transaction kept beyond its change. */
async function leak(store: Store, ending: 'commit' | 'rollback') {
  let leaked: Tx | undefined;
  const work = store.change(async (tx) => {
    await tx.insert('account', { name: 'Acme', name_key: 'acme' });
    leaked = tx;
    if (ending === 'rollback') throw new Error('taken back');
  });
  await work.catch(() => {});
  if (!leaked) throw new Error('the change did not run');
  return leaked;
}

test.each(['commit', 'rollback'] as const)(
  'after its %s a transaction does nothing any more',
  async (ending) => {
    const store = openStore();
    const tx = await leak(store, ending);
    const before = await rowsOf(store.engine, 'select * from account');
    const ended = 'a Tx was used after the end of its transaction';
    await expect(tx.insert('account', { name: 'Late', name_key: 'late' })).rejects.toThrow(ended);
    await expect(tx.update('account', 1, { name: 'Late' })).rejects.toThrow(ended);
    await expect(tx.remove('account', 1)).rejects.toThrow(ended);
    await expect(tx.touch('account', 1)).rejects.toThrow(ended);
    await expect(tx.insertRaw('account', { id: 9, name: 'Late' })).rejects.toThrow(ended);
    await expect(tx.reinsert('account', { id: 9, name: 'Late' })).rejects.toThrow(ended);
    await expect(tx.overwrite('account', 1, { name: 'Late' })).rejects.toThrow(ended);
    await expect(tx.read('account', 1)).rejects.toThrow(ended);
    await expect(tx.executeUnjournaled(sql`delete from account`)).rejects.toThrow(ended);
    expect(() => tx.all(sql`select 1`)).toThrow(ended);
    await expect(tx.insertMany('account', ['id', 'name'], [9, 'Late'])).rejects.toThrow(ended);
    await expect(
      tx.updateMany('account', [{ id: 1, before: { name: 'Acme' }, after: { name: 'Late' } }]),
    ).rejects.toThrow(ended);
    expect(() => tx.nextId('account')).toThrow(ended);
    expect(() => tx.beginBulk()).toThrow(ended);
    expect(await rowsOf(store.engine, 'select * from account')).toEqual(before);
  },
);

test('a leaked transaction cannot write into the current change', async () => {
  const store = openStore();
  const tx = await leak(store, 'commit');
  await expect(store.change(() => tx.insert('account', { name: 'Late', name_key: 'late' }))).rejects.toThrow(
    'a Tx was used after the end of its transaction',
  );
  expect(await rowsOf(store.engine, 'select name from account')).toEqual([{ name: 'Acme' }]);
});

test('a write without await comes too late for the journal, and is refused', async () => {
  const store = openStore();
  const [id] = await addRecords(store, 'account', [{ name: 'Acme' }]);
  let kept: Tx | undefined;
  let late: Promise<unknown> = Promise.resolve();
  await store.change(
    async (tx) => {
      await tx.insert('account', { name: 'Other', name_key: 'other' });
      kept = tx;
    },
    () => {
      late = (kept as Tx).update('account', id as number, { name: 'Late' });
      late.catch(() => {});
      return '';
    },
  );
  await expect(late).rejects.toThrow('a Tx was written to after its change was journaled');
  expect(await rowsOf(store.engine, 'select name from account')).toEqual([
    { name: 'Acme' },
    { name: 'Other' },
  ]);
});

test('reads through a transaction cannot write past the journal', async () => {
  const store = openStore();
  await addRecords(store, 'account', [{ name: 'Acme' }]);
  const sql = "update account set name = 'Unseen' returning id";
  await store.change(async (tx) => {
    await expect(rowsOf(tx, sql)).rejects.toThrow('a reading statement would write');
    await expect(rowsOf(tx, sql)).rejects.toThrow('a reading statement would write');
  });
  expect(await rowsOf(store.engine, 'select name from account')).toEqual([{ name: 'Acme' }]);
});

test('who listens to changes may refuse one or add to it, and hears of what is committed', async () => {
  const { engine, act } = openStore();
  const heard: string[] = [];
  const changes = new Changes(engine, [
    {
      async beforeCommit(tx, { kind }) {
        const { rows } = tx;
        if (rows.some(({ table }) => table === 'opp')) throw refused('no deals today');
        if (kind === 'do') await tx.insert('tagging', { tag: 'seen', account_id: rows[0]?.id ?? null });
      },
    },
    { afterCommit: ({ id, kind, summary, rows }) => heard.push(`${id} ${kind} ${summary} ${rows.length}`) },
  ]);
  const store = new Store(engine, act, changes);
  await store.change((tx) => tx.insert('account', { name: 'Acme', name_key: 'acme' }), 'added Acme');
  const deal = { name: 'Deal', name_key: 'deal', pipeline_id: 1, stage_id: 1, currency: 'USD' };
  expect(await crmErrorOf(() => store.change((tx) => tx.insert('opp', deal)))).toMatchObject({
    message: 'no deals today',
  });
  expect(await rowsOf(engine, 'select name from opp')).toEqual([]);
  expect(await rowsOf(engine, 'select tag, account_id from tagging')).toEqual([
    { tag: 'seen', account_id: 1 },
  ]);
  await undo(store);
  expect(await rowsOf(engine, 'select tag from tagging')).toEqual([]);
  expect(heard).toEqual(['1 do added Acme 2', '2 undo added Acme 2']);
});

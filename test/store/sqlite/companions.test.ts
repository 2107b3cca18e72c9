import { copyFileSync, existsSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { addRecords, databaseFolder, openStore, rowsOf } from '../../support/store.ts';

/** A database that stays open, with a change that SQLite keeps beside it, and one to take its place. */
async function place() {
  const folder = databaseFolder();
  const [path, other] = [join(folder, 'crm.db'), join(folder, 'other.db')];
  openStore({ path: other });
  copyFileSync(other, `${other}.next`);
  const store = openStore({ path });
  // Somebody else has it open too, as a second screen does.
  const second = new Database(path);
  second.pragma('user_version');
  expect(store.engine.place()).toBe('here');
  await addRecords(store, 'lead', [{ name: 'Jane Doe' }]);
  expect(existsSync(`${path}-wal`)).toBe(true);
  return { path, next: `${other}.next`, store, second };
}

const soundness = (path: string) => {
  const db = new Database(path);
  const found = db.pragma('integrity_check', { simple: true });
  const leads = db.prepare('select count(*) from lead').pluck().get();
  db.close();
  return [found, leads];
};

test('what is beside a database that was moved is not read as part of the one that takes its place', async () => {
  const { path, next, store } = await place();
  renameSync(path, `${path}.moved`);
  expect(store.engine.place()).toBe('away');
  renameSync(next, path);
  expect(store.engine.place()).toBe('replaced');
  expect(await store.engine.reconnect()).toBe(true);
  expect(store.engine.place()).toBe('here');
  expect(await rowsOf(store.engine, 'select name from lead')).toEqual([]);
  await addRecords(store, 'lead', [{ name: 'Zoe Roe' }, { name: 'Max Roe' }]);
  await store.close();
  expect(soundness(path)).toEqual(['ok', 2]);
  expect(soundness(`${path}.moved`)).toEqual(['ok', 1]);
});

test('a database that was deleted leaves nothing behind, and can be read until there is another', async () => {
  const { path, store } = await place();
  rmSync(path);
  expect(store.engine.place()).toBe('away');
  expect(existsSync(`${path}-wal`)).toBe(false);
  expect(existsSync(`${path}-shm`)).toBe(false);
  expect(await rowsOf(store.engine, 'select name from lead')).toEqual([{ name: 'Jane Doe' }]);
  expect(() => store.engine.requireInPlace()).toThrow('moved or deleted');
});

test('a file that is no database leaves the connection as it is', async () => {
  const { path, store } = await place();
  rmSync(path);
  new Database(path).exec('create table song (title text)').close();
  expect(store.engine.place()).toBe('replaced');
  await expect(store.engine.reconnect()).rejects.toThrow('another program');
  expect(await rowsOf(store.engine, 'select name from lead')).toEqual([{ name: 'Jane Doe' }]);
});

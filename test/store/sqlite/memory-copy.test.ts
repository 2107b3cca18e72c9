import { appendFileSync, copyFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { readIntoMemory } from '../../../src/store/sqlite/memory-copy.ts';
import { databaseFolder } from '../../support/store.ts';

/** A database in WAL mode with 100 rows in the file, and 200 more and a change to the first only in its log. */
function withLog() {
  const path = join(databaseFolder(), 'written.db');
  const writer = new Database(path);
  writer.pragma('journal_mode = wal');
  writer.pragma('wal_autocheckpoint = 0');
  writer.exec('create table row (id integer primary key, text text)');
  const insert = writer.prepare('insert into row (text) values (?)');
  const add = writer.transaction((count: number) => {
    for (let i = 0; i < count; i++) insert.run('x'.repeat(300));
  });
  add(100);
  writer.pragma('wal_checkpoint(truncate)');
  add(100);
  writer.exec("update row set text = 'changed' where id = 1");
  add(100);
  return { writer, path };
}

/** Copies of the file and its log, as after a power failure or a copy of the folder. */
function copied(path: string): string {
  const copy = join(databaseFolder(), 'crm.db');
  copyFileSync(path, copy);
  copyFileSync(`${path}-wal`, `${copy}-wal`);
  return copy;
}

function contents(path: string) {
  const db = new Database(readIntoMemory(path), { readonly: true });
  const found = {
    rows: db.prepare('select count(*) from row').pluck().get(),
    first: db.prepare('select text from row where id = 1').pluck().get(),
    check: db.pragma('integrity_check', { simple: true }),
  };
  db.close();
  return found;
}

test('the log is read with the file, and nothing is written', () => {
  const { writer, path } = withLog();
  const copy = copied(path);
  expect(contents(copy)).toEqual({ rows: 300, first: 'changed', check: 'ok' });
  expect(existsSync(`${copy}-shm`)).toBe(false);
  writer.close();
});

test('an incomplete transaction in the log is ignored', () => {
  const { writer, path } = withLog();
  const copy = copied(path);
  const log = readFileSync(`${copy}-wal`);
  writeFileSync(`${copy}-wal`, log.subarray(0, -5000));
  expect(contents(copy)).toMatchObject({ rows: 200, check: 'ok' });
  // Data after the end of the log is of an earlier use of the file.
  writeFileSync(`${copy}-wal`, log);
  appendFileSync(`${copy}-wal`, Buffer.alloc(10_000, 7));
  expect(contents(copy)).toMatchObject({ rows: 300, check: 'ok' });
  const flipped = Buffer.from(log);
  flipped[100] = (flipped[100] as number) ^ 1;
  writeFileSync(`${copy}-wal`, flipped);
  expect(contents(copy)).toMatchObject({ rows: 100, check: 'ok' });
  writer.close();
});

test('a file with a hot rollback journal is not read directly', () => {
  const { writer, path } = withLog();
  const copy = copied(path);
  writeFileSync(`${copy}-journal`, 'journal');
  expect(readIntoMemory(copy)).toBeUndefined();
  writer.close();
});

import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { hintsOf } from '../../../src/cli/hints.ts';
import { type CrmError, isCrmError } from '../../../src/domain/errors.ts';
import { builtInNouns } from '../../../src/nouns/index.ts';
import { examine } from '../../../src/store/health.ts';
import { sql } from '../../../src/store/sql.ts';
import { explain } from '../../../src/store/sqlite/errors.ts';
import { MIGRATIONS } from '../../../src/store/sqlite/migrations/index.ts';
import { openSqlite } from '../../../src/store/sqlite/open.ts';
import { Store } from '../../../src/store/store.ts';
import { crmErrorOf } from '../../support/crm-error.ts';
import { NOW } from '../../support/program.ts';
import { addRecords, databaseFolder, openStore, rowsOf } from '../../support/store.ts';

const open = (path: string, busyTimeout = 20) =>
  openSqlite({ nouns: builtInNouns(), path, now: NOW, busyTimeout });

async function changeCount(store: Store): Promise<unknown> {
  const [row] = await rowsOf(store.engine, 'select count(*) as n from change');
  return row?.n;
}

describe('a file that is not ours is refused and left as it is', () => {
  test.each([
    [
      'text',
      (path: string) => writeFileSync(path, 'name,company\nJane,Acme\n'.repeat(100)),
      'is not a database',
    ],
    [
      'the database of another program',
      (path: string) => new Database(path).exec('create table song (title text)').close(),
      'is an SQLite database of another program',
    ],
    [
      'a database of a newer crm',
      (path: string) => {
        openStore({ path });
        new Database(path).exec('pragma user_version = 99').close();
      },
      `was made by a newer crm (schema 99, this one knows ${MIGRATIONS.length})`,
    ],
  ])('%s', async (_, make, message) => {
    const path = join(databaseFolder(), 'crm.db');
    make(path);
    const before = readFileSync(path);
    const error = await crmErrorOf(() => open(path));
    expect(error.kind).toBe('failed');
    expect(error.message).toContain(`"${path}" ${message}`);
    expect(hintsOf(error).join()).toContain('--db');
    expect(readFileSync(path).equals(before)).toBe(true);
  });
});

test('a folder is no database, and a missing one is made with its folder, for the owner alone', async () => {
  const folder = databaseFolder();
  expect((await crmErrorOf(() => open(folder))).message).toBe(`"${folder}" is a folder`);

  writeFileSync(join(folder, 'file'), '');
  for (const inside of [join(folder, 'file', 'crm.db'), join(folder, 'file', 'deeper', 'crm.db')]) {
    expect((await crmErrorOf(() => open(inside))).message).toBe(`the folder of "${inside}" is a file`);
  }

  const path = join(folder, 'new', 'crm.db');
  await open(path).close();
  expect(statSync(path).mode & 0o777).toBe(0o600);
  expect(statSync(join(folder, 'new')).mode & 0o777).toBe(0o700);
});

test('a database that another program holds longer than the timeout is said to be locked, and nothing changes', async () => {
  const path = join(databaseFolder(), 'crm.db');
  const store = new Store(open(path), { user: 'tester', now: NOW, command: 'test' });
  const other = new Database(path);
  other.exec('begin immediate');
  const error = await crmErrorOf(() => addRecords(store, 'lead', [{ first_name: 'Jane' }]));
  expect(error).toMatchObject({
    kind: 'locked',
    message: `the database "${path}" is locked by another program`,
  });

  other.exec('commit');
  other.close();
  expect(await changeCount(store)).toBe(0);
  await addRecords(store, 'lead', [{ first_name: 'Jane' }]);
  await store.close();
});

test('an older database is copied before its schema is changed', async () => {
  const path = join(databaseFolder(), 'crm.db');
  await openStore({ path }).close();
  const added = [...MIGRATIONS, (db: Database.Database) => db.exec('create table extra (id integer) strict')];
  await openSqlite({ nouns: builtInNouns(), path, now: NOW, migrations: added }).close();
  const copy = new Database(`${path}.v${MIGRATIONS.length}.bak`, { readonly: true });
  expect(copy.pragma('user_version', { simple: true })).toBe(MIGRATIONS.length);
  expect(statSync(copy.name).mode & 0o777).toBe(0o600);
  copy.close();
});

test('a schema change that fails leaves the database as it was', async () => {
  const path = join(databaseFolder(), 'crm.db');
  await openStore({ path }).close();
  const broken = (db: Database.Database) => {
    db.exec('create table extra (id integer) strict');
    throw new Error('broken');
  };
  expect(() =>
    openSqlite({ nouns: builtInNouns(), path, now: NOW, migrations: [...MIGRATIONS, broken] }),
  ).toThrow('broken');
  const engine = open(path);
  expect(await rowsOf(engine, "select name from sqlite_schema where name = 'extra'")).toEqual([]);
  await engine.close();
});

test('a damaged file is said to be, whichever way it is read', async () => {
  const path = join(databaseFolder(), 'crm.db');
  const store = openStore({ path });
  await addRecords(store, 'lead', [{ first_name: 'Jane', notes: 'long '.repeat(2000) }]);
  const [schema] = await rowsOf(store.engine, "select rootpage from sqlite_schema where name = 'lead'");
  await store.close();
  const bytes = readFileSync(path);
  const size = bytes.readUInt16BE(16);
  writeFileSync(
    path,
    bytes.fill(0xa5, ((schema?.rootpage as number) - 1) * size, (schema?.rootpage as number) * size),
  );

  const engine = open(path);
  const read = async () => {
    for await (const row of engine.iterate(sql`select notes from lead`)) expect(row).toBeDefined();
  };
  const ways = [() => rowsOf(engine, 'select notes from lead'), read];
  for (const way of ways) {
    expect(await crmErrorOf(way)).toMatchObject({
      kind: 'failed',
      message: `the database "${path}" is damaged`,
    });
  }
  await engine.close();

  const findings = await examine(openStore({ path }));
  expect(findings.filter(({ problem }) => problem).map(({ what }) => what)).toContain('integrity');
});

test('a change that fails half-way has changed nothing', async () => {
  const store = openStore();
  await addRecords(store, 'lead', [{ first_name: 'Jane' }]);
  const failing = store.change(async (tx) => {
    await tx.update('lead', 1, { notes: 'half' } as never);
    throw new Error('power cut');
  });
  await expect(failing).rejects.toThrow('power cut');
  expect(await rowsOf(store.engine, 'select notes from lead')).toEqual([{ notes: null }]);
  expect(await changeCount(store)).toBe(1);
});

test('changes made at the same time by one process take turns', async () => {
  const store = openStore();
  const names = Array.from({ length: 20 }, (_, i) => `Lead ${i}`);
  await Promise.all(names.map((first_name) => addRecords(store, 'lead', [{ first_name }])));
  const rows = await rowsOf(store.engine, 'select first_name from lead');
  expect(rows.map((row) => row.first_name).sort()).toEqual(names.sort());
});

test('a backup that cannot be finished leaves no file', async () => {
  const store = openStore();
  const taken = join(databaseFolder(), 'taken.db');
  writeFileSync(taken, 'mine');
  expect((await crmErrorOf(() => store.engine.backup(taken))).message).toBe(
    `cannot write "${taken}": it exists`,
  );
  expect(readFileSync(taken, 'utf8')).toBe('mine');
  const nowhere = join(databaseFolder(), 'none', 'copy.db');
  expect((await crmErrorOf(() => store.engine.backup(nowhere))).message).toContain('no such folder');
  expect(existsSync(nowhere)).toBe(false);
});

test.each([
  ['SQLITE_FULL', 'the disk is full: "crm.db" was left as it was'],
  ['ENOSPC', 'the disk is full: "crm.db" was left as it was'],
  ['SQLITE_IOERR_WRITE', 'cannot write to "crm.db", which was left as it was'],
  ['SQLITE_IOERR_READ', 'the disk failed while using "crm.db"'],
  ['SQLITE_BUSY_SNAPSHOT', 'the database "crm.db" is locked by another program'],
  ['SQLITE_READONLY_DIRECTORY', 'the database "crm.db" cannot be written'],
  ['SQLITE_CORRUPT_VTAB', 'the database "crm.db" is damaged'],
  ['EROFS', '"crm.db" is on a read-only disk'],
  ['EACCES', 'no permission to use "crm.db"'],
])('%s is told as something a person can act on', (code, message) => {
  const explained = explain(Object.assign(new Error('technical'), { code }), 'crm.db');
  expect(isCrmError(explained) && { ...explained, message: explained.message }).toMatchObject({
    kind: code.startsWith('SQLITE_BUSY') ? 'locked' : 'failed',
    message,
  });
  expect(hintsOf(explained as CrmError)).toEqual([expect.any(String)]);
});

test('a fault of our own is not blamed on the machine', () => {
  const fault = Object.assign(new Error('no such column'), { code: 'SQLITE_ERROR' });
  expect(explain(fault, 'crm.db')).toBe(fault);
});

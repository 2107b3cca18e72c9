import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { execa } from 'execa';
import { expect, test } from 'vitest';
import { builtInNouns } from '../../../src/nouns/index.ts';
import { search } from '../../../src/store/search.ts';
import { MIGRATIONS } from '../../../src/store/sqlite/migrations/index.ts';
import { openSqlite } from '../../../src/store/sqlite/open.ts';
import { makeFirstSchema } from '../../support/first-schema.ts';
import { environment, NOW } from '../../support/program.ts';
import { searchIndex } from '../../support/snapshot.ts';
import { addRecords, databaseFolder, openStore, rowsOf, writeEnv } from '../../support/store.ts';
import { PROGRAM, ROOT } from '../../support/under-test.ts';

/** A database as the first schema left it, with a lead. */
function firstSchema(leads = 1): string {
  const path = join(databaseFolder(), 'crm.db');
  makeFirstSchema(path, leads);
  return path;
}

test('a database of the first schema keeps its records and learns to queue calls', async () => {
  const path = firstSchema();
  const store = openStore({ path });
  const [lead] = await rowsOf(store.db, 'select * from lead');
  expect(lead).toMatchObject({ name: 'Lead 1', score: 80, cadence: null });
  const outcomes = await rowsOf(store.db, 'select word from outcome');
  expect(outcomes.map(({ word }) => word)).toContain('meeting-set');
  expect(await addRecords(store, 'lead', [{ first_name: 'Ann', cadence: 'standard' }])).toEqual([2]);
});

test('numbers stored before get the extensions that they were typed with', async () => {
  const path = firstSchema();
  const typed: readonly (readonly [typed: string, extension: string | null])[] = [
    ['+1 212 555 0187', null],
    ['(212) 555-0187 ext. 31', '31'],
    ['+1-212-555-0187x0042', '0042'],
    ['+12125550187;ext=5', '5'],
    ['212.555.0187 доб. 7', '7'],
    ['212 555 0187,,8#', '8'],
    ['212/555-0187', null],
    ['+1 212 555 0187 x12345678', null],
  ];
  const db = new Database(path);
  db.prepare('delete from phone').run();
  const add = db.prepare("insert into phone (lead_id, e164, typed) values (1, '+12125550187', ?)");
  for (const [text] of typed) add.run(text);
  db.prepare("insert into phone (lead_id, typed) values (1, 'ask Bob x5')").run();
  db.close();
  const store = openStore({ path });
  const rows = await rowsOf(store.db, 'select typed, extension from phone order by id');
  expect(rows.map((row) => [row.typed, row.extension])).toEqual([...typed, ['ask Bob x5', null]]);
});

test('the older file is copied first, as it was', async () => {
  const path = firstSchema();
  openStore({ path });
  const copy = `${path}.v1.bak`;
  expect(existsSync(copy)).toBe(true);
  const db = new Database(copy, { readonly: true });
  expect(db.pragma('user_version', { simple: true })).toBe(1);
  expect(db.prepare('select count(*) as n from lead').get()).toEqual({ n: 1 });
  db.close();
});

test('an index of the first schema finds the same with documents of its own, and so do records without', async () => {
  const path = firstSchema(2100);
  const store = openStore({ path });
  expect(await store.engine.search.gaps()).toEqual([]);
  const { kept, rebuilt } = await searchIndex(store);
  expect(kept).toBe(rebuilt);
  const hits = await search(store.engine, 'shade2099', await writeEnv(), { limit: 5 });
  expect(hits.map(({ noun, id }) => `${noun}:${id}`)).toEqual(['lead:2099']);
});

test('a campaign that an update makes of the words of leads is found by a search', async () => {
  const path = firstSchema();
  const db = new Database(path);
  db.prepare("update lead set campaign = 'Spring fair'").run();
  db.close();
  const store = openStore({ path });
  expect(await store.engine.search.gaps()).toEqual([]);
  const { kept, rebuilt } = await searchIndex(store);
  expect(kept).toBe(rebuilt);
  const hits = await search(store.engine, 'spring fair', await writeEnv(), { limit: 5 });
  expect(hits.map(({ noun, id }) => `${noun}:${id}`)).toContain('campaign:1');
});

test('a long update reports how far it is', () => {
  const path = firstSchema(2100);
  const reports: (readonly [number, number])[] = [];
  const onUpdate = (done: number, all: number) => void reports.push([done, all]);
  openSqlite({ path, nouns: builtInNouns(), now: NOW, onUpdate });
  expect(reports).toEqual([
    [1023, 2100],
    [2047, 2100],
    [2100, 2100],
  ]);
});

test('migrations know nothing of the program, which changes', () => {
  for (const file of globSync('src/store/sqlite/migrations/*.ts', { cwd: ROOT })) {
    const text = readFileSync(join(ROOT, file), 'utf8');
    const imported = [...text.matchAll(/ from '([^']+)'/g)].map(([, name]) => name);
    expect(imported.filter((name) => !/^(\.\/[\w-]+\.ts|better-sqlite3)$/.test(name ?? ''))).toEqual([]);
  }
});

/** Enough for an update that takes a while; `npm run torture` does the same with a million. */
const LEADS = 20_000;

test('an update that is killed half-way leaves the database as it was, to be updated by the next command', async () => {
  const path = firstSchema(LEADS);
  for (const delay of [0, 100, 200, 400]) {
    const program = execa(PROGRAM.command, [...PROGRAM.before, '--db', path, 'lead', 'show', '1'], {
      env: environment({}),
      extendEnv: false,
      reject: false,
    });
    await waitUntil(() => existsSync(`${path}.v1.bak`));
    await setTimeout(delay);
    program.kill('SIGKILL');
    await program;
  }
  const store = openStore({ path });
  expect(await rowsOf(store.db, 'select count(*) as n from lead')).toEqual([{ n: LEADS }]);
  expect(await store.engine.check()).toEqual([]);
  expect(await store.engine.search.gaps()).toEqual([]);
  expect(await store.engine.catalog.schemaVersion()).toBe(MIGRATIONS.length);
});

async function waitUntil(isSo: () => boolean): Promise<void> {
  for (const end = Date.now() + 60_000; !isSo(); await setTimeout(5))
    if (Date.now() > end) throw new Error('what was waited for did not come');
}

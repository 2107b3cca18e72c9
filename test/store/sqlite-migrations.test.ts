import { existsSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { builtInNouns } from '../../src/nouns/index.ts';
import { indexGaps } from '../../src/store/projections/search-index.ts';
import { search } from '../../src/store/search.ts';
import { MIGRATIONS } from '../../src/store/sqlite/migrations/index.ts';
import { openSqlite } from '../../src/store/sqlite/open.ts';
import { NOW } from '../support/program.ts';
import { searchIndex } from '../support/snapshot.ts';
import { addRecords, databaseFolder, execute, openStore, rowsOf, writeEnv } from '../support/store.ts';

/** A database as the first schema left it, with a lead. */
async function firstSchema(): Promise<string> {
  const path = join(databaseFolder(), 'crm.db');
  const engine = openSqlite({ nouns: builtInNouns(), path, now: NOW, migrations: MIGRATIONS.slice(0, 1) });
  await execute(
    engine,
    `insert into lead (name, name_key, score, created_at, updated_at) values ('Jane Doe', 'jane doe', 80, ?, ?)`,
    [NOW, NOW],
  );
  await execute(
    engine,
    "insert into phone (lead_id, e164, typed) values (1, '+14155550100', '415 555 0100')",
  );
  await engine.close();
  return path;
}

test('a database of the first schema keeps its records and learns to queue calls', async () => {
  const path = await firstSchema();
  const store = openStore({ path });
  const [lead] = await rowsOf(store.db, 'select * from lead');
  expect(lead).toMatchObject({ name: 'Jane Doe', score: 80, cadence: null });
  const outcomes = await rowsOf(store.db, 'select word from outcome');
  expect(outcomes.map(({ word }) => word)).toContain('meeting-set');
  expect(await addRecords(store, 'lead', [{ first_name: 'Ann', cadence: 'standard' }])).toEqual([2]);
});

test('the older file is copied first, as it was', async () => {
  const path = await firstSchema();
  openStore({ path });
  const copy = `${path}.v1.bak`;
  expect(existsSync(copy)).toBe(true);
  const db = new Database(copy, { readonly: true });
  expect(db.pragma('user_version', { simple: true })).toBe(1);
  expect(db.prepare('select count(*) as n from lead').get()).toEqual({ n: 1 });
  db.close();
});

test('an index of the first schema finds the same with documents of its own, and so do records without', async () => {
  const path = await firstSchema();
  const db = new Database(path);
  const add = db.prepare(
    'insert into lead (name, name_key, custom, created_at, updated_at) values (?, ?, ?, ?, ?)',
  );
  for (let n = 2; n <= 2100; n++) add.run(`Lead ${n}`, `lead ${n}`, `{"colour":"shade${n}"}`, NOW, NOW);
  db.close();
  const store = openStore({ path });
  expect(await indexGaps(store.engine)).toEqual([]);
  const { kept, rebuilt } = await searchIndex(store);
  expect(kept).toBe(rebuilt);
  const hits = await search(store.engine, 'shade2099', await writeEnv(), { limit: 5 });
  expect(hits.map(({ noun, id }) => `${noun}:${id}`)).toEqual(['lead:2099']);
});

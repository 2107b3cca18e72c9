import { chmodSync, statSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { crm, makeHome } from '../support/program.ts';

test('a backup is stored next to the database, with the time in its name, private, and works as a database', async () => {
  const home = makeHome();
  const db = join(home, 'sales.db');
  await crm(['lead', 'add', 'Jane', 'Doe'], { home, db });
  const { stdout, exitCode } = await crm(['backup'], { home, db });
  const copy = join(home, 'sales-2026-03-12-1000.db');
  expect({ stdout, exitCode }).toEqual({ stdout: `${copy}\n`, exitCode: 0 });
  expect(statSync(copy).mode & 0o777).toBe(0o600);
  expect((await crm(['lead', 'list', '-f', 'ids'], { home, db: copy })).stdout).toBe('1\n');

  const again = await crm(['backup'], { home, db });
  expect(again).toMatchObject({ exitCode: 1, stdout: '' });
  expect(again.stderr).toContain(`"${copy}" exists`);
  const over = await crm(['backup', db], { home, db });
  expect(over.exitCode).toBe(1);
  expect((await crm(['lead', 'list', '-f', 'ids'], { home, db })).stdout).toBe('1\n');
});

test('doctor finds problems, exits with 1, and repairs what it can', async () => {
  const home = makeHome();
  const db = join(home, 'crm.db');
  await crm(['lead', 'add', 'Jane', 'Doe'], { home, db });
  await crm(['call', 'queue'], { home, db });
  const examined = async (...args: string[]) => {
    const { stdout, exitCode } = await crm(['doctor', '--json', ...args], { home, db });
    const checks = JSON.parse(stdout) as { check: string; state: string; detail: string }[];
    return { exitCode, wrong: checks.filter(({ state }) => state !== 'ok').map(({ check }) => check) };
  };
  expect(await examined()).toEqual({ exitCode: 0, wrong: [] });

  chmodSync(db, 0o644);
  const sqlite = new Database(db);
  sqlite.exec('delete from search_text; delete from call_queue');
  sqlite.pragma('foreign_keys = off');
  sqlite.exec("insert into tagging (tag, lead_id) values ('lost', 99)");
  sqlite.close();
  expect(await examined()).toEqual({
    exitCode: 1,
    wrong: ['file permissions', 'integrity', 'search index', 'call queue'],
  });
  // A dangling reference has no single right repair: a person decides.
  expect(await examined('--repair')).toEqual({ exitCode: 1, wrong: ['integrity'] });
  expect((await crm(['search', 'jane', '-f', 'ids'], { home, db })).stdout).toBe('lead:1\n');
});

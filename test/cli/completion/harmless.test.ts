import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, test, vi } from 'vitest';
import { completions } from '../../support/completions.ts';
import { crm, makeHome } from '../../support/program.ts';

vi.setConfig({ testTimeout: 120_000 });

test('completion creates no database, and works without one', async () => {
  const home = makeHome();
  const db = join(home, 'none.db');
  expect((await completions(['lead', 'list', '--owner', ''], { home, db })).values).toEqual([]);
  expect((await completions(['lead', 'show', 'Han'], { home, db })).values).toEqual([]);
  expect((await completions(['lead', 'list', '--columns', 'comp'], { home, db })).values).toEqual([
    'company',
  ]);
  expect((await completions(['lead', 'show', 'H'], { home })).values).toEqual([]);
  expect(existsSync(db)).toBe(false);
  expect(existsSync(join(home, 'data'))).toBe(false);
});

test('completion uses the database named on the line', async () => {
  const home = makeHome();
  await crm(['--db', join(home, 'other.db'), 'lead', 'add', 'Hannah Smith'], { home });
  for (const named of ['~/other.db', '$HOME/other.db', join(home, 'other.db')])
    expect((await completions(['--db', named, 'lead', 'show', 'Han'], { home })).values).toEqual([
      'Hannah Smith',
    ]);
  expect((await completions(['lead', 'show', '--db=~/other.db', 'Han'], { home })).values).toEqual([
    'Hannah Smith',
  ]);
});

test('completion ignores a broken config file', async () => {
  const home = makeHome();
  await crm(['lead', 'add', 'Hannah Smith'], { home });
  mkdirSync(join(home, 'config/crm'), { recursive: true });
  for (const text of ['this is = = no toml', 'currency = 5', 'colour = "x"']) {
    writeFileSync(join(home, 'config/crm/config.toml'), text);
    expect((await completions(['lead', 'show', 'Han'], { home })).values).toEqual(['Hannah Smith']);
  }
  const env = { CRM_FORMAT: 'nonsense', CRM_NOW: 'never' };
  expect((await completions(['lead', 'show', 'Han'], { home, env })).values).toEqual(['Hannah Smith']);
});

test('a locked, damaged, outdated or invalid database has no candidates', async () => {
  const home = makeHome();
  const db = join(home, 'crm.db');
  await crm(['lead', 'add', 'Hannah Smith'], { home, db });
  const nothing = async (path: string) =>
    expect((await completions(['lead', 'show', 'Han'], { home, db: path })).values).toEqual([]);
  const sqlite = new Database(db);
  sqlite.pragma('journal_mode = delete');
  sqlite.exec('begin exclusive');
  await nothing(db);
  sqlite.exec('rollback');
  sqlite.pragma('user_version = 3');
  sqlite.close();
  await nothing(db);
  // It was not updated, and there is no copy next to it.
  expect(readdirSync(home).filter((name) => name.startsWith('crm.db'))).toEqual(['crm.db']);
  writeFileSync(db, readFileSync(db).fill(7, 100));
  await nothing(db);
  writeFileSync(db, '');
  await nothing(db);
  execFileSync('mkfifo', [join(home, 'pipe')]);
  await nothing(join(home, 'pipe'));
  await nothing(home);
});

test('an unintelligible line has no candidates and is no error', async () => {
  const home = makeHome();
  for (const args of [
    ['complete'],
    ['complete', 'tcsh', 'x'],
    ['complete', 'bash'],
    ['complete', 'powershell', '%%%'],
  ])
    expect(await crm(args, { home })).toMatchObject({ exitCode: 0, stderr: '' });
  expect((await completions(['no-such-noun', ''], { home })).values).toEqual([]);
  expect((await completions(['lead', 'no-such-verb', ''], { home })).values).toEqual([]);
  const { exitCode, stderr } = await crm(['completion', 'bas'], { home });
  expect({ exitCode, stderr }).toEqual({
    exitCode: 2,
    stderr: expect.stringContaining('Did you mean "bash"?'),
  });
});

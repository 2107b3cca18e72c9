import { copyFileSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { crm, makeHome } from '../support/program.ts';

const home = makeHome(afterAll);
const demo = join(home, 'demo.db');
const all = join(home, 'all.jsonl');

beforeAll(async () => {
  await crm(['demo', '--path', demo], { home });
  await crm(['field', 'add', 'lead', 'size', '--type', 'number'], { home, db: demo });
  await crm(['lead', 'edit', '42', '--set', 'size=4'], { home, db: demo });
  await crm(['segment', 'add', 'warm', '--where', 'size > 3 and rating = warm'], { home, db: demo });
  await crm(['task', 'add', 'Weekly', '--every', 'week', '--due', 'tomorrow'], { home, db: demo });
  await crm(['export', 'all', '-o', all], { home, db: demo });
});

/** Edits of the file that broke commands. */
const EDITS = [
  "update lead set last_attempt_at = 'never', attempts = 1",
  `update cadence set gaps = '{"answered":7}', usual = 0`,
  "update activity set at = 'yesterday'; update stage_history set entered_at = 'once'",
];

test.each(EDITS)('no command ends with an internal error after: %s', async (sql) => {
  const db = join(mkdtempSync(join(home, 'edited-')), 'edited.db');
  copyFileSync(demo, db);
  const database = new Database(db);
  database.exec(sql);
  database.close();
  for (const args of [
    ['call', 'next'],
    ['board', '--format', 'table'],
    ['lead', 'show', '42', '--format', 'table'],
    ['doctor', '--repair'],
  ]) {
    const { stderr, exitCode } = await crm(args, { home, db });
    expect(stderr).not.toContain('internal error');
    if (exitCode !== 0 && args[0] !== 'doctor')
      expect(stderr).toMatch(/^crm: .*no command stores.*\nTo correct it: .*\nSee all: crm doctor\n$/s);
  }
});

test('a value of a custom field has the type of the field', async () => {
  const folder = mkdtempSync(join(home, 'unsound-'));
  const file = join(folder, 'all.jsonl');
  writeFileSync(file, readFileSync(all, 'utf8').replace('"size":4', '"size":"four"'));
  expect(await crm(['import', 'all', file], { home, db: join(folder, 'new.db') })).toMatchObject({
    exitCode: 2,
    stderr: expect.stringContaining('has "four" in "size", a field of type number'),
  });
});

test('a reference to a missing record is reported with its column', async () => {
  const folder = mkdtempSync(join(home, 'unsound-'));
  const file = join(folder, 'all.jsonl');
  writeFileSync(file, readFileSync(all, 'utf8').replace(/("table":"task".*?"owner_id":)\d+/, '$1999'));
  expect(await crm(['import', 'all', file], { home, db: join(folder, 'new.db') })).toMatchObject({
    exitCode: 2,
    stderr: expect.stringMatching(/task \d+, owner_id: needs user 999, which is not in it/),
  });
});

test('circular parents of accounts are found', async () => {
  const db = join(mkdtempSync(join(home, 'unsound-')), 'circle.db');
  copyFileSync(demo, db);
  const database = new Database(db);
  database.exec('update account set parent_id = 3 - id where id in (1, 2)');
  database.close();
  expect(await crm(['doctor'], { home, db })).toMatchObject({
    exitCode: 1,
    stdout: expect.stringMatching(/account [12] is its own parent/),
  });
});

test('doctor finds no problem in the demo, and its export can be imported', async () => {
  expect(await crm(['doctor'], { home, db: demo })).toMatchObject({ exitCode: 0 });
  const db = join(mkdtempSync(join(home, 'sound-')), 'new.db');
  expect(await crm(['import', 'all', all], { home, db })).toMatchObject({ exitCode: 0 });
});

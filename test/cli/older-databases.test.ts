import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import Database from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { crm, makeHome } from '../support/program.ts';
import { OUTSIDE_HISTORY } from '../support/snapshot.ts';

/**
 * Databases and archives of earlier programs, written by their own commands: `schema-5.db.br` was written when there were
 * five migrations, `schema-5.jsonl.br` by its `crm export all`.
 */
const FOLDER = join(import.meta.dirname, 'older');
const unpacked = (file: string) => brotliDecompressSync(readFileSync(join(FOLDER, file)));
const DATABASES = globSync('*.db.br', { cwd: FOLDER }).toSorted();
const ARCHIVES = globSync('*.jsonl.br', { cwd: FOLDER }).toSorted();

/** Tables that follow from others, or have become another one. */
const REBUILT = /^(sqlite_.*|search_.*|derived|call_queue|case_clock|lead_status)$/;

type Row = Readonly<Record<string, unknown>>;
type Tables = ReadonlyMap<string, readonly Row[]>;

function tablesOf(path: string): Tables {
  const db = new Database(path, { readonly: true });
  const names = db.prepare<[], string>("select name from sqlite_schema where type = 'table'").pluck().all();
  const tables = new Map(names.map((name) => [name, db.prepare<[], Row>(`select * from "${name}"`).all()]));
  db.close();
  return tables;
}

/** The rows that changes are of, without the changes themselves. */
function recordsOf(path: string): string {
  const tables = [...tablesOf(path)]
    .toSorted()
    .filter(([name]) => !OUTSIDE_HISTORY.test(name) && name !== 'case_clock');
  return tables.map(([name, rows]) => `${name} ${JSON.stringify(rows)}`).join('\n');
}

/** Where a row of an older table is now: appointments were tasks. */
function placeOf(table: string, row: Row): readonly [table: string, row: Row] {
  if (table === 'task' && row.kind === 'meeting') {
    const {
      kind: _,
      due_date,
      due_at,
      priority: __,
      status: ___,
      done_at: ____,
      every: _____,
      ...same
    } = row;
    return ['meeting', { ...same, starts_on: due_date, starts_at: due_at }];
  }
  return [table, row];
}

/** Cells of the older database that the newer one does not have. */
function lostCells(older: Tables, newer: Tables): string[] {
  const lost: string[] = [];
  for (const [table, rows] of older) {
    if (REBUILT.test(table)) continue;
    for (const row of rows) {
      const [place, cells] = placeOf(table, row);
      const key = 'id' in row ? 'id' : (Object.keys(row)[0] as string);
      const now = newer.get(place)?.find((each) => each[key] === row[key]);
      if (!now) lost.push(`${table} ${row[key]}`);
      else
        for (const [column, value] of Object.entries(cells)) {
          const isMoved = column === 'tbl' && value === 'task' && now[column] === 'meeting';
          if (value !== now[column] && !isMoved)
            lost.push(`${table} ${row[key]} ${column}: ${value} is ${now[column]}`);
        }
    }
  }
  return lost;
}

function open(bytes?: Uint8Array) {
  const home = makeHome();
  const path = join(home, 'crm.db');
  if (bytes) writeFileSync(path, bytes, { mode: 0o600 });
  const run = (...args: string[]) =>
    crm(args, { home, db: path, env: { CRM_NOW: '2026-11-22T00:00:00Z', CRM_USER: 'root' } });
  const archive = async () => (await run('export', 'all')).stdout.split('\n').slice(1).toSorted();
  return { home, path, run, archive };
}

const number = (file: string) => basename(file).split('.', 1)[0] as string;

describe.each(DATABASES.map((file) => [number(file), file] as const))('a database of %s', (_, file) => {
  test('is updated without the loss of a cell; its changes are undone and redone', async () => {
    const { path, run } = open(unpacked(file));
    const older = tablesOf(path);
    const { stdout } = await run('doctor');
    expect(stdout).toMatch(/integrity\tok[\s\S]*values\tok[\s\S]*search index\tok/);
    expect(lostCells(older, tablesOf(path))).toEqual([]);
    const updated = recordsOf(path);
    const changes = older.get('change')?.length as number;
    let undone = 0;
    while ((await run('undo')).exitCode === 0) undone++;
    expect(undone).toBe(changes);
    const left = tablesOf(path);
    for (const table of [
      'lead',
      'account',
      'contact',
      'opp',
      'task',
      'activity',
      'meeting',
      'tagging',
      'email',
    ])
      expect(left.get(table), table).toEqual([]);
    while ((await run('redo')).exitCode === 0) undone--;
    expect(undone).toBe(0);
    expect(recordsOf(path)).toBe(updated);
  });
});

test('a deal that was won before deals made purchases has one, also when it is reopened, won again and undone', async () => {
  const { run } = open(unpacked('schema-5.db.br'));
  const purchases = async () =>
    (await run('purchase', 'list', '--columns', 'opp,amount,bought_on', '--no-header')).stdout;
  const made = await purchases();
  expect(made).toMatch(/^Won deal\t700.00\t[\d-]+\n$/);
  const doing = async (...args: string[]) => {
    expect((await run(...args)).exitCode).toBe(0);
    return purchases();
  };
  expect(await doing('opp', 'reopen', 'Won deal')).toBe(made);
  const again = await doing('opp', 'win', 'Won deal');
  expect(again).toMatch(/^Won deal\t700.00\t[\d-]+\n$/);
  expect(await doing('undo')).toBe(made);
  expect(await doing('undo')).toBe(made);
  expect(await doing('redo')).toBe(made);
  expect(await doing('redo')).toBe(again);
});

describe.each(ARCHIVES.map((file) => [number(file), file] as const))('an archive of %s', (name, file) => {
  test('is the database that it was written from', async () => {
    const updated = open(unpacked(`${name}.db.br`));
    await updated.run('doctor');
    const imported = open();
    writeFileSync(join(imported.home, 'all.jsonl'), unpacked(file));
    expect(await imported.run('import', 'all', join(imported.home, 'all.jsonl'))).toMatchObject({
      stderr: expect.stringContaining('Imported'),
      exitCode: 0,
    });
    expect(await imported.archive()).toEqual(await updated.archive());
  });
});

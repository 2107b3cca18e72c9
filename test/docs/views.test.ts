import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addOwner } from '../../src/store/sqlite/migrations/add-owner.ts';
import { MIGRATIONS } from '../../src/store/sqlite/migrations/index.ts';
import { migratedDatabase } from '../../src/store/sqlite/new-database.ts';
import { crm, makeHome } from '../support/program.ts';
import { ROOT } from '../support/under-test.ts';

const home = makeHome(afterAll);
const file = join(home, 'demo.db');
const page = readFileSync(join(ROOT, 'docs/views.md'), 'utf8');
const sections = page.split(/^## /m).slice(1);
let db: Database.Database;

// What another program sees: no functions of ours, and nothing to write to.
beforeAll(async () => {
  await crm(['demo', '--path', file], { home });
  const run = (...args: string[]) => crm(['--db', file, ...args], { home });
  await run(
    'opp',
    'add',
    'In yen',
    '--amount',
    'JPY 120000',
    '--tag',
    'b',
    '--tag',
    'a',
    '--probability',
    '33',
  );
  await run(
    'lead',
    'edit',
    '1',
    '--revenue',
    '1234567.89',
    '--phone',
    '+1 212 555 0187 ext 4',
    '--tag',
    'hot',
  );
  db = new Database(file, { readonly: true });
});
afterAll(() => db.close());

const columnsOf = (view: string) =>
  db
    .prepare<[string], { name: string }>('select name from pragma_table_info(?)')
    .all(view)
    .map(({ name }) => name);

test('every view is described, with all its columns', () => {
  const views = db
    .prepare<[], string>("select name from sqlite_schema where type = 'view' order by name")
    .pluck()
    .all();
  expect(sections.map((section) => section.split('\n')[0]).sort()).toEqual(views);
  for (const section of sections) {
    const name = section.split('\n')[0] as string;
    const described = [...section.matchAll(/^\| (`[^|]+)\|/gm)].flatMap(([, cell = '']) =>
      [...cell.matchAll(/`(\w+)`/g)].map(([, column]) => column),
    );
    expect(described.sort(), name).toEqual(columnsOf(name).sort());
  }
});

test('the statements on the page find something', () => {
  const [, statements = ''] = /```sql\n([^`]+)```/.exec(page) ?? [];
  for (const statement of statements.trim().split('\n')) {
    const shown = db.prepare(statement).all();
    expect(shown.length, statement).toBeGreaterThan(statement.includes('retail') ? -1 : 0);
  }
});

const isSame = (ours: unknown, theirs: unknown) => {
  if (typeof ours === 'boolean') return theirs === (ours ? 1 : 0);
  if (Array.isArray(ours)) return theirs === (ours.length === 0 ? null : ours.join('; '));
  return typeof ours === 'number'
    ? Math.abs(ours - Number(theirs)) < 0.0051
    : (ours ?? '') === (theirs ?? '');
};

describe('a view has what the program lists', () => {
  test.each(['opp', 'lead', 'contact', 'account', 'activity', 'task'])('of %s', async (noun) => {
    const { stdout } = await crm(['--db', file, noun, 'list', '--where', 'id > 0', '--json'], { home });
    const listed = JSON.parse(stdout) as Record<string, unknown>[];
    const viewed = new Map(
      db
        .prepare<[], Record<string, unknown>>(`select * from v_${noun}`)
        .all()
        .map((row) => [row.id, row]),
    );
    expect(viewed.size).toBe(db.prepare(`select count(*) from "${noun}"`).pluck().get());
    expect(listed.length).toBeGreaterThan(0);
    const columns = columnsOf(`v_${noun}`);
    for (const record of listed) {
      const row = viewed.get(record.id);
      // In the view these have the name of the record, in lists more words.
      const shared = Object.keys(record).filter((name) => columns.includes(name));
      const different = shared.filter((name) => !isSame(record[name], row?.[name]));
      expect(different.map((name) => [name, record[name], row?.[name]])).toEqual([]);
    }
  });

  test('of the stages that deals were in', () => {
    const present = db
      .prepare(
        `select count(*) from v_opp where stage <> (
          select stage from v_stage_history h where h.opp_id = v_opp.id and left_at is null)`,
      )
      .pluck()
      .get();
    expect(present).toBe(0);
  });
});

test('a later migration can make a table anew that views are of', () => {
  const wider = migratedDatabase(new Date(0).toISOString(), [
    ...MIGRATIONS,
    (made) => {
      made.exec('create table toy (id integer primary key)');
      addOwner(made, 'tagging', 'toy');
    },
  ]);
  expect(wider.prepare('select count(*) from v_lead').pluck().get()).toBe(0);
  const names = (of: Database.Database) =>
    of.prepare("select name, sql from sqlite_schema where type = 'view' order by name").all();
  expect(names(wider)).toEqual(names(db));
});

test('a noun of a team has a view, which follows its relations and ends with it', async () => {
  const path = join(makeHome(afterAll), 'team.db');
  const run = (...args: string[]) => crm(['--db', path, ...args], { home });
  const view = () => {
    const other = new Database(path, { readonly: true });
    try {
      return other.prepare('select * from v_project').get();
    } finally {
      other.close();
    }
  };
  await run('account', 'add', 'Acme');
  await run('noun', 'add', 'project', '--relates', 'account', '--field', 'due:date');
  await run(
    'project',
    'add',
    'Alpha',
    '--account',
    'Acme',
    '--set',
    'due=2026-05-01',
    '--tag',
    'b',
    '--tag',
    'a',
  );
  expect(view()).toMatchObject({
    id: 1,
    name: 'Alpha',
    account_id: 1,
    account: 'Acme',
    custom: '{"due":"2026-05-01"}',
    tags: 'a; b',
  });
  await run('noun', 'edit', 'project', '--relates', 'account,contact');
  expect(view()).toMatchObject({ account: 'Acme', contact: null });
  await run('undo');
  expect(view()).not.toHaveProperty('contact');
  await run('project', 'rm', '1', '--yes');
  await run('noun', 'rm', 'project', '--yes');
  expect(view).toThrow('no such table');
});

import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { execa } from 'execa';
import { describe, expect, test } from 'vitest';
import { builtInNouns } from '../../src/nouns/index.ts';
import { environment } from '../support/program.ts';
import { type Shop, shop } from '../support/shop.ts';
import { SHELL_PROGRAM } from '../support/under-test.ts';

async function stocked(): Promise<Shop> {
  const made = shop();
  await made.ok('account', 'add', 'Acme', '--website', 'acme.test');
  await made.ok('lead', 'add', 'Jane Doe', '--company', 'Acme', '--phone', '+1 415 555 0100', '--tag', 'hot');
  return made;
}

const modeOf = (path: string) => (statSync(path).mode & 0o777).toString(8);

/** Columns that the first schema did not have, by table. */
const LATER_COLUMNS: Readonly<Record<string, readonly string[]>> = {
  user: ['away_from', 'away_until', 'max_leads', 'is_queue', 'hours', 'zone'],
  lead: [
    ...['salutation', 'language', 'employees', 'revenue_minor', 'revenue_currency'],
    ...['lifecycle', 'lifecycle_since'],
  ],
  contact: ['salutation', 'birthdate', 'language', 'reports_to_id', 'lifecycle', 'lifecycle_since'],
  account: [
    ...['revenue_minor', 'revenue_currency', 'lifecycle', 'lifecycle_since'],
    ...['shipping_street', 'shipping_city', 'shipping_region', 'shipping_postal_code', 'shipping_country'],
  ],
  opp: ['type'],
  tagging: builtInNouns()
    .names.filter((noun) => !['lead', 'account', 'contact', 'opp'].includes(noun))
    .map((noun) => `${noun}_id`),
  activity: ['case_id'],
  task: ['case_id'],
  email: ['kind', 'bad'],
  phone: ['kind'],
};

describe('export all', () => {
  test('writes a header and one row per line', async () => {
    const { ok } = await stocked();
    const [first, ...rows] = (await ok('export', 'all'))
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(first).toMatchObject({ crm: 'export', version: 1, rows: { lead: 1, account: 1, phone: 1 } });
    expect(rows.find(({ table }) => table === 'lead')).toMatchObject({ id: 1, name: 'Jane Doe', custom: {} });
    const total = Object.values(first.rows as Record<string, number>).reduce((sum, count) => sum + count, 0);
    expect(rows).toHaveLength(total);
  });

  test('never overwrites a file or leaves a partial one', async () => {
    const { ok, run, place } = await stocked();
    const file = join(place.home, 'all.jsonl');
    await ok('export', 'all', '-o', file);
    expect(modeOf(file)).toBe('600');
    const again = await run(['export', 'all', '-o', file]);
    expect([again.exitCode, again.stderr]).toEqual([1, expect.stringContaining('exists')]);
    const folder = join(place.home, 'folder');
    mkdirSync(folder);
    await ok('export', 'all', '-f', 'csv-folder', '-o', folder);
    expect([modeOf(folder), modeOf(join(folder, 'lead.csv'))]).toEqual(['700', '600']);
    const before = readFileSync(join(folder, 'lead.csv'), 'utf8');
    const over = await run(['export', 'all', '-f', 'csv-folder', '-o', folder]);
    expect([over.exitCode, over.stderr]).toEqual([1, expect.stringContaining('not empty')]);
    expect(readFileSync(join(folder, 'lead.csv'), 'utf8')).toBe(before);
    expect(readdirSync(place.home).filter((name) => name.endsWith('.tmp'))).toEqual([]);
  });

  test('lists its formats', async () => {
    const { run } = await stocked();
    expect(await run(['export', 'all', '-f', 'csv'])).toMatchObject({
      exitCode: 2,
      stderr: 'crm: export all cannot write "csv"\nOne of: jsonl, csv-folder\n',
    });
    expect((await run(['export', 'all', '-f', 'csv-folder'])).stderr).toContain('a folder needs a name');
    expect((await run(['export', 'leads'])).stderr).toContain('Did you mean "crm lead export"?');
  });

  test('ends quietly when the reader closes the pipe', async () => {
    const { place } = await stocked();
    const line = SHELL_PROGRAM;
    const { stdout, stderr } = await execa(
      'bash',
      ['-o', 'pipefail', '-c', `${line} export all | head -c 16`],
      {
        env: environment(place),
        extendEnv: false,
      },
    );
    expect([stdout, stderr]).toEqual(['{"crm":"export",', '']);
  });
});

describe('import all', () => {
  const into = (place: Shop['place'], name: string) => ['--db', join(place.home, name)];

  test('imports from a pipe, as one change that can be undone', async () => {
    const { ok, run, place } = await stocked();
    const all = await ok('export', 'all');
    const db = into(place, 'new.db');
    const { stderr, exitCode } = await run([...db, 'import', 'all', '-'], { input: all });
    expect([exitCode, stderr]).toEqual([
      0,
      `Created a new database: ${db[1]}\nImported stdin: 1 lead, 1 account\n`,
    ]);
    expect(await ok(...db, 'export', 'all')).toBe(all);
    expect(await ok(...db, 'search', 'jane', '-f', 'ids')).toBe('lead:1\n');
    await ok(...db, 'undo');
    expect(await ok(...db, 'lead', 'list', '-f', 'ids')).toBe('');
    expect(await ok(...db, 'pipeline', 'list', '--columns', 'pipeline', '--no-header')).toContain('sales');
  });

  test('rejects a database with data, with a hint', async () => {
    const { ok, run } = await stocked();
    const all = await ok('export', 'all');
    const { exitCode, stderr } = await run(['import', 'all', '-'], { input: all });
    expect(exitCode).toBe(1);
    expect(stderr).toContain('holds 1 lead, 1 account\nImport it into a new one: crm --db new.db import all');
    expect(await ok('export', 'all')).toBe(all);
  });

  const damaged: readonly (readonly [string, (all: string) => string, string])[] = [
    ['cut off between rows', (all) => all.split('\n').slice(0, -3).join('\n'), 'is incomplete: it has'],
    ['cut off within a row', (all) => all.slice(0, -9), 'not a row of a table'],
    ['of something else', () => '{"name":"Jane"}\n', 'is not an archive of crm'],
    ['from a newer crm', (all) => all.replace(/"schema":\d+/, '"schema":999'), 'made by a newer crm'],
    ['with a column nobody knows', (all) => all.replace('"full_name"', '"nick"'), 'unknown column "nick"'],
    [
      'with a value out of bounds',
      (all) => all.replace('"active":1', '"active":7'),
      'this user does not fit',
    ],
    [
      'that points nowhere',
      (all) => all.replace('"lead_id":1', '"lead_id":8'),
      'needs lead 8, which is not in it',
    ],
  ];

  test.each(damaged)('rejects a file %s, and leaves no database', async (_, damage, reason) => {
    const { ok, run, place } = await stocked();
    const db = into(place, 'new.db');
    const input = damage(await ok('export', 'all'));
    const { exitCode, stderr } = await run([...db, 'import', 'all', '-'], { input });
    expect([exitCode, stderr]).toEqual([2, expect.stringContaining(reason)]);
    expect(readdirSync(place.home).filter((name) => name.startsWith('new.db'))).toEqual([]);
  });

  /** A row without the columns that came later. */
  function withoutLater({ cadence: _, extension: __, ...row }: Record<string, unknown>) {
    for (const name of LATER_COLUMNS[String(row.table)] ?? []) delete row[name];
    return row;
  }

  test('imports a file of an older crm: unknown tables are as in a new database', async () => {
    const { ok, run, place } = await stocked();
    const later = new Set([
      'user_external',
      'picklist',
      'picklist_value',
      'rate',
      'forecast_call',
      'team',
      'team_member',
      'queue_member',
      'target',
      'contact_relation',
      'campaign_member',
      'lifecycle_history',
      'case',
      'line',
      'tier',
      'quote',
      'quote_line',
      'product',
      'pricebook',
      'price',
      'purchase',
      'contract',
      'asset',
      'expense',
      'meeting',
      'outcome',
      'cadence',
      'segment',
      'import_map',
      'board_view',
      'saved_report',
      'dashboard_tile',
      'score_rule',
      'score_cap',
      'compliance_rule',
      'webhook',
      'noun',
      'former',
      'distinct_pair',
      'review',
    ]);
    const [first = '', ...rows] = (await ok('export', 'all')).trimEnd().split('\n');
    const { rows: counts, ...manifest } = JSON.parse(first);
    const known = Object.fromEntries(Object.entries(counts).filter(([table]) => !later.has(table)));
    const old = rows
      .map((line) => JSON.parse(line))
      .filter(({ table }) => !later.has(table))
      .map((row) => withoutLater(row));
    const input = [{ ...manifest, schema: 1, rows: known }, ...old]
      .map((row) => JSON.stringify(row))
      .join('\n');
    const db = into(place, 'new.db');
    expect(await run([...db, 'import', 'all', '-'], { input })).toMatchObject({ exitCode: 0 });
    expect(await ok(...db, 'lead', 'export')).toBe(await ok('lead', 'export'));
    expect(await ok(...db, 'outcome', 'list')).toBe(await ok('outcome', 'list'));
  });

  test('rejects a damaged file into an existing empty database, which remains', async () => {
    const { ok, run, place } = await stocked();
    const db = into(place, 'new.db');
    await ok(...db, 'lead', 'add', 'Max');
    await ok(...db, 'undo');
    const input = (await ok('export', 'all')).replace('"active":1', '"active":7');
    expect((await run([...db, 'import', 'all', '-'], { input })).exitCode).toBe(2);
    expect(await ok(...db, 'lead', 'list', '-f', 'ids')).toBe('');
    expect(await ok(...db, 'redo')).toBe('3\n');
  });

  test('rejects a folder with truncated files', async () => {
    const { ok, run, place } = await stocked();
    const folder = join(place.home, 'folder');
    await ok('export', 'all', '-f', 'csv-folder', '-o', folder);
    const file = join(folder, 'phone.csv');
    const text = readFileSync(file, 'utf8');
    const db = into(place, 'new.db');
    for (const [cut, reason] of [
      [text.slice(0, text.indexOf('\n') + 1), 'has 0 of 1 rows of "phone"'],
      [text.replace('+1 415', '"1 415'), 'the quote is not closed'],
      [text.replace('\n1,', '\nx,'), 'phone.csv, line 2: this phone does not fit: cannot read "x" as "id"'],
    ] as const) {
      writeFileSync(file, cut);
      const { exitCode, stderr } = await run([...db, 'import', 'all', folder]);
      expect([exitCode, stderr]).toEqual([2, expect.stringContaining(reason)]);
    }
  });
});

describe('a missing database named with --db', () => {
  test('is not created by reading commands', async () => {
    const { run, place } = shop();
    for (const args of [
      ['today'],
      ['lead', 'list'],
      ['lead', 'edit', '1', '--notes', 'x'],
      ['export', 'all'],
      ['undo'],
    ]) {
      const { exitCode, stderr } = await run(args);
      expect([exitCode, stderr]).toEqual([
        1,
        `crm: no database at "${place.db}"\n` +
          'Name another with --db or CRM_DB; adding the first record creates it: crm lead add, crm lead import\n',
      ]);
    }
    expect(existsSync(place.db)).toBe(false);
  });

  test('is created by the first record, with a note; at the default path without one', async () => {
    const { run, place } = shop();
    expect((await run(['lead', 'add', 'Jane'])).stderr).toBe(`Created a new database: ${place.db}\n`);
    expect((await run(['lead', 'add', 'Bob'])).stderr).toBe('');
    const { exitCode, stderr } = await run(['today'], { db: undefined as never });
    expect([exitCode, stderr]).toEqual([0, expect.stringMatching(/^No database yet at .*crm\.db: /)]);
  });
});

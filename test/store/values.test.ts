import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { wayOutText } from '../../src/commands/way-out.ts';
import { openLines } from '../../src/formats/archive/open.ts';
import { restore } from '../../src/store/archive/restore.ts';
import { examine } from '../../src/store/health.ts';
import { FIXED_RULES } from '../../src/store/values/column-rules.ts';
import { crmErrorOf } from '../support/crm-error.ts';
import { crm, makeHome } from '../support/program.ts';
import { databaseFolder, openStore, rowsOf } from '../support/store.ts';

const home = makeHome(afterAll);
const demo = join(home, 'demo.db');
let lines: readonly string[] = [];

beforeAll(async () => {
  await crm(['demo', '--path', demo], { home });
  await crm(['field', 'add', 'lead', 'size', '--type', 'number'], { home, db: demo });
  await crm(['segment', 'add', 'warm', '--where', 'size > 3 and rating = warm'], { home, db: demo });
  await crm(['task', 'add', 'Weekly', '--every', 'week', '--due', 'tomorrow'], { home, db: demo });
  lines = (await crm(['export', 'all'], { home, db: demo })).stdout.split('\n');
});

/** A value of a table that no command stores, and its error. */
const UNSOUND = [
  ['lead', 'created_at', 'notadate', 'is not a time'],
  ['lead', 'timezone', 'Mars/Base', 'is not a time zone'],
  ['lead', 'score', 101, 'is not a whole number from 0 to 100'],
  ['lead', 'last_attempt_at', '2026-02-30T10:00:00.000Z', 'is not a time'],
  ['lead', 'name', 'A\0B', 'is not text without NUL bytes'],
  ['contact', 'timezone', 'nowhere', 'is not a time zone'],
  ['opp', 'currency', 'XXQ', 'is not an ISO 4217 currency'],
  ['opp', 'amount_minor', 10 ** 15, 'is not an amount'],
  ['email', 'address', 'nobody', 'is not an e-mail address'],
  ['phone', 'e164', '555', 'is not a phone number'],
  ['tagging', 'tag', 'a,b', 'is not a tag'],
  ['activity', 'at', 'yesterday', 'is not a time'],
  ['task', 'every', 'sometimes', 'is not a recurrence'],
  ['stage_history', 'entered_at', 'once', 'is not a time'],
  ['cadence', 'gaps', '{"answered":7}', 'is not the gaps of a cadence'],
  ['cadence', 'days', '[]', 'is not the days of a cadence'],
  ['cadence', 'usual', 0, '0 cadences are the default one'],
  ['segment', 'filter', 'status = = (', 'is not a valid filter'],
  ['field', 'name', 'Not A Name', 'is not a field name'],
  ['pipeline', 'archived', 1, 'all pipelines are archived'],
] as const;

/** Imports lines of an export into a new database. */
async function takeIn(changed: readonly string[]): Promise<void> {
  const store = openStore();
  async function* bytes() {
    yield new TextEncoder().encode(changed.join('\n'));
  }
  const saved = await openLines(bytes(), 'all.jsonl');
  await store.change((tx) => restore(tx, store.engine, saved, () => undefined));
}

test.each(UNSOUND)(
  '%s.%s = %j is rejected by an import, and found where it is stored',
  async (table, column, value, said) => {
    const at = lines.findIndex(
      (line) => line.startsWith(`{"table":"${table}"`) && JSON.parse(line)[column] !== null,
    );
    const row = JSON.parse(lines[at] ?? '');
    const refusal = await crmErrorOf(() =>
      takeIn(lines.with(at, JSON.stringify({ ...row, [column]: value }))),
    );
    expect(refusal).toMatchObject({ kind: 'usage', message: expect.stringContaining(said) });
    const isOfRow = !/^(?:all|0) /.test(said);
    if (isOfRow)
      expect(refusal.message).toContain(`all.jsonl, line ${at + 1}: this ${table} does not fit: ${column}: `);

    const path = join(databaseFolder(), 'edited.db');
    copyFileSync(demo, path);
    const database = new Database(path);
    database.prepare(`update "${table}" set "${column}" = ? where id = ?`).run(value, row.id);
    database.close();
    const findings = await examine(openStore({ path }));
    const [found, more] = findings.filter(({ what, problem }) => what === 'values' && problem !== undefined);
    expect(found?.problem).toContain(said);
    if (isOfRow) expect(found?.detail).toBe(`${table} ${row.id}, ${column}`);
    expect(found?.wayOut && wayOutText(found.wayOut)).toMatch(/crm |backup/);
    expect(more).toBeUndefined();
  },
);

test('an export can be imported unchanged', async () => {
  await takeIn(lines);
});

test('every column of a table that is no noun has a rule', async () => {
  const { engine } = openStore();
  for (const [table, rules] of Object.entries(FIXED_RULES)) {
    const columns = await rowsOf(engine, 'select name from pragma_table_info(?)', [table]);
    expect([table, Object.keys(rules).sort()]).toEqual([table, columns.map(({ name }) => name).sort()]);
  }
});

import { copyFileSync, cpSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { COMMANDS, FILES, OUTSIDE_HISTORY, READS, WRITING_LINES, wordsOf } from '../support/command-lines.ts';
import { allCommands } from '../support/commands.ts';
import { crm, makeHome } from '../support/program.ts';

const home = makeHome(afterAll);
const demo = join(home, 'demo.db');

beforeAll(async () => {
  await crm(['demo', '--path', demo], { home });
});

const commands = await allCommands();

test('every command is listed here', () => {
  expect(Object.keys(COMMANDS).sort()).toEqual(commands.map(({ path }) => path.join(' ')).sort());
});

test.each(WRITING_LINES)('crm $line is one change', async ({ line, before = [], fresh }) => {
  const { run, changes } = place(fresh !== true);
  if (line.startsWith('import all'))
    await crm(['export', 'all', '-o', join(run.cwd, 'all.jsonl')], { home, db: demo });
  for (const earlier of before) expect(await run(earlier)).toMatchObject({ exitCode: 0 });
  const count = changes();
  const { stderr, exitCode } = await run(line);
  expect([exitCode, stderr, changes() - count]).toEqual([expect.any(Number), expect.any(String), 1]);
  expect(exitCode === 0 || exitCode === 4 || line.includes('bad.csv')).toBe(true);
  if (line !== 'undo') expect(await run('undo')).toMatchObject({ exitCode: 0 });
});

const reading = commands.filter(({ path }) =>
  ([READS, OUTSIDE_HISTORY] as unknown[]).includes(COMMANDS[path.join(' ')]),
);

test.each(reading.map(({ path, spec }) => [path.join(' '), spec.examples[0]] as const))(
  'crm %s is no change',
  async (name, example) => {
    const { run, changes } = place(true);
    const count = changes();
    await run(/[|>]/.test(example) ? name : example);
    expect(changes()).toBe(count);
  },
);

/** A folder with files and a database: a copy of the demo, or none yet. */
function place(filled: boolean) {
  const cwd = mkdtempSync(join(home, 'place-'));
  for (const [file, content] of Object.entries(FILES)) writeFileSync(join(cwd, file), content);
  mkdirSync(join(cwd, 'config'));
  const db = join(cwd, 'crm.db');
  if (filled) {
    copyFileSync(demo, db);
    cpSync(`${demo}-files`, `${db}-files`, { recursive: true });
  }
  const run = (line: string) =>
    crm(wordsOf(line), { home, db, cwd, env: { XDG_CONFIG_HOME: join(cwd, 'config') } });
  return { run: Object.assign(run, { cwd }), changes: () => countChanges(db) };
}

function countChanges(path: string): number {
  let database: Database.Database;
  try {
    database = new Database(path, { fileMustExist: true });
  } catch {
    return 0;
  }
  try {
    return database.prepare('select count(*) from change').pluck().get() as number;
  } finally {
    database.close();
  }
}

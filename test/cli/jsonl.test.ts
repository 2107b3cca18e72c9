import { copyFileSync, cpSync, mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { builtInNouns } from '../../src/nouns/index.ts';
import { allCommands } from '../support/commands.ts';
import { crm, makeHome } from '../support/program.ts';
import { runLine } from '../support/shell-line.ts';

const home = makeHome(afterAll);
const demo = join(home, 'data', 'crm', 'demo.db');

beforeAll(async () => {
  await crm(['demo'], { home });
});

/** Runs a shell line on a copy of the demo. */
async function run(line: string) {
  const cwd = mkdtempSync(join(home, 'run-'));
  const db = join(cwd, 'crm.db');
  copyFileSync(demo, db);
  cpSync(`${demo}-files`, `${db}-files`, { recursive: true });
  return runLine(line, { home, db, cwd, env: { CRM_FORMAT: 'jsonl' } });
}

/** Commands whose output is no list: a script, a screen, a path, a demo, files. */
const OTHER = new Set([
  'completion',
  'complete',
  'call session',
  'config path',
  'config get',
  'demo',
  'backup',
  'migrate',
]);
const LOOKING = /^(?:list|show|queue|next|check|day)$/;

const lists = (await allCommands())
  .filter(({ path: [noun, verb] }) => !OTHER.has([noun, verb].filter(Boolean).join(' ')))
  .filter(({ path: [noun, verb] }) => verb === undefined || LOOKING.test(verb) || noun === 'report')
  .map(({ spec }) => spec.examples[0]);

test.each(lists)('with CRM_FORMAT=jsonl, crm %s writes one object per line', async (example) => {
  const { stdout, stderr, exitCode } = await run(`crm ${example}`);
  expect([exitCode, stderr]).toEqual([0, expect.any(String)]);
  for (const line of stdout.split('\n')) if (line !== '') expect(JSON.parse(line)).toBeTypeOf('object');
});

test.each(builtInNouns().names)(
  '%s records can be reimported from JSON lines without changes',
  async (noun) => {
    const { stdout, stderr } = await run(
      `crm ${noun} export > all.jsonl; crm ${noun} import all.jsonl; crm ${noun} import - < all.jsonl`,
    );
    const results = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect([results.length, stderr]).toEqual([2, expect.any(String)]);
    for (const result of results) expect(result).toMatchObject({ created: 0, updated: 0, rejected: 0 });
  },
);

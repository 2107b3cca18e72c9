import { copyFileSync, cpSync, mkdtempSync, writeFileSync } from 'node:fs';
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

/** A folder with a copy of the demo, for runs whose output is JSON lines. */
function place() {
  const cwd = mkdtempSync(join(home, 'run-'));
  const db = join(cwd, 'crm.db');
  copyFileSync(demo, db);
  cpSync(`${demo}-files`, `${db}-files`, { recursive: true });
  return { home, db, cwd, env: { CRM_FORMAT: 'jsonl' } };
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
  const { stdout, stderr, exitCode } = await runLine(`crm ${example}`, place());
  expect([exitCode, stderr]).toEqual([0, expect.any(String)]);
  for (const line of stdout.split('\n')) if (line !== '') expect(JSON.parse(line)).toBeTypeOf('object');
});

test.each(builtInNouns().names)(
  '%s records can be reimported from JSON lines without changes',
  async (noun) => {
    const options = place();
    const { stdout: exported } = await crm([noun, 'export'], options);
    writeFileSync(join(options.cwd, 'all.jsonl'), exported);
    const results = [];
    for (const [file, input] of [
      ['all.jsonl', ''],
      ['-', exported],
    ] as const) {
      const { stdout, stderr } = await crm([noun, 'import', file], { ...options, input });
      expect([stdout.split('\n').length, stderr]).toEqual([2, expect.any(String)]);
      results.push(JSON.parse(stdout));
    }
    for (const result of results) expect(result).toMatchObject({ created: 0, updated: 0, rejected: 0 });
  },
);

import { statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { execa } from 'execa';
import { describe, expect, test } from 'vitest';
import { environment, makeHome } from '../support/program.ts';
import { NODE, ROOT } from '../support/under-test.ts';

/** Typical commands of a day, each on the result of the earlier ones. */
const DAY = [
  'lead add Jane --company Acme --email jane@acme.example --tag hot',
  'lead list --limit 20',
  'lead show 1',
  'lead show jane@acme.example',
  'lead edit 1 --title Boss',
  'call log 1 -o busy',
  'log note 1 hello',
  'account add Acme --website acme.example',
  'account show Acme',
  'contact add Kim --account Acme',
  'contact show 1',
  'opp add Deal --account Acme --amount 5000',
  'opp show 1',
  'opp advance 1',
  'opp win 1',
  'task add Call',
  'task done 1',
  'today',
  'lead qualify 1',
];

/** Writes on stderr which files of dist/ are read. */
const HOOK = `
const fs = require('node:fs');
const { Module } = require('node:module');
const note = (file) => String(file).includes('/dist/') && fs.writeSync(2, 'reads ' + file + '\\n');
const { openSync, readFileSync } = fs;
fs.readFileSync = (file, ...rest) => { note(file); return readFileSync(file, ...rest); };
fs.openSync = (file, ...rest) => { note(file); return openSync(file, ...rest); };
const { load } = Module.prototype;
Module.prototype.load = function (file) { note(file); return load.call(this, file); };`;

/** Runs a line; which parts of the program it has read beside the file all start with. */
async function partsRead(line: string, home: string): Promise<string[]> {
  const hook = join(home, 'hook.cjs');
  writeFileSync(hook, HOOK);
  const { stderr, exitCode } = await execa(NODE, [join(ROOT, 'bin/crm.js'), ...line.split(' ')], {
    env: environment({ home, env: { NODE_OPTIONS: `--require ${hook}` } }),
    extendEnv: false,
    reject: false,
  });
  expect(exitCode, line).toBe(0);
  expect(stderr).toMatch(/^reads .*\/dist\/crm\.cjs$/m);
  return [
    ...new Set(
      [...stderr.matchAll(/^reads .*\/dist\/((?:late\/|(?!crm\.)).*\.cjs)(?:\.br)?$/gm)].map(
        ([, part = '']) => part,
      ),
    ),
  ];
}

/** More would be collected as garbage before the command runs, and take 1 ms for each 100 KB. */
const MOST_BYTES = 620_000;

describe('a frequent command', () => {
  test('starts with a small file', () => {
    expect(statSync(join(ROOT, 'dist/crm.cjs')).size).toBeLessThan(MOST_BYTES);
  });

  test('loads only the common start file of the program', async () => {
    const home = makeHome();
    await partsRead('task add Call', home);
    for (const line of DAY) expect(await partsRead(line, home), line).toEqual([]);
  });

  test('and one more for time phrases, filters and errors', async () => {
    const home = makeHome();
    expect(await partsRead('lead add Jane', home)).toEqual([]);
    expect(await partsRead('lead list --where status=new', home)).toEqual(['on-demand.cjs']);
    // The page that a terminal shows.
    const page = ['late/cli-table3.cjs', 'on-demand.cjs'];
    expect(page).toEqual(expect.arrayContaining(await partsRead('lead show 1 --format table', home)));
    expect(await partsRead('call log 1 -o busy --next tomorrow', home)).toEqual(['on-demand.cjs']);
  });

  test('while rare commands load more', async () => {
    const home = makeHome();
    await partsRead('lead add Jane', home);
    expect(await partsRead('history', home)).toEqual(['rare.cjs']);
    expect(await partsRead('undo', home)).toEqual(['rare.cjs', 'on-demand.cjs']);
    // Those that a team runs a few times are compressed.
    expect(await partsRead('migrate --help', home)).toEqual(expect.arrayContaining(['seldom.cjs']));
  });

  test('and the Tab key has a part of its own', async () => {
    const home = makeHome();
    await partsRead('lead add Jane', home);
    expect(await partsRead('complete -- lead sh', home)).toEqual(['completion.cjs']);
    expect(await partsRead('complete -- lead show J', home)).toEqual(['completion.cjs']);
  });
});

import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import packageJson from '../../package.json' with { type: 'json' };
import { crm, makeHome } from '../support/program.ts';

const VERSION = {
  stdout: expect.stringMatching(
    new RegExp(String.raw`^crm ${packageJson.version} \(.*Bun [\d.]+, \w+ \w+\)\n$`),
  ),
  stderr: '',
  exitCode: 0,
};

/** A script that writes a file when it runs, in a folder with settings that make Bun run it. */
function trap(): { folder: string; script: string; isSprung: () => boolean } {
  const folder = makeHome();
  const script = join(folder, 'trap.js');
  const mark = join(folder, 'sprung');
  writeFileSync(script, `require('fs').writeFileSync(${JSON.stringify(mark)}, '')`);
  return { folder, script, isSprung: () => existsSync(mark) };
}

test.each([
  ['BUN_BE_BUN', () => '1'],
  ['BUN_OPTIONS', (script: string) => `--preload ${script}`],
  ['BUN_OPTIONS', () => '--print 1+1'],
  ['BUN_OPTIONS', () => '--no-such-option'],
  ['BUN_INSPECT', () => 'ws://localhost:0/?wait=1'],
  ['BUN_INSPECT_PRELOAD', (script: string) => script],
  ['BUN_INSPECT_CONNECT_TO', () => '/nonexistent'],
  ['NODE_OPTIONS', (script: string) => `--require ${script} --no-such-option`],
])('%s has no effect', async (name, value) => {
  const { script, isSprung } = trap();
  expect(await crm(['--version'], { env: { [name]: value(script) } })).toEqual(VERSION);
  expect(isSprung()).toBe(false);
});

test('settings of Bun in the current folder and the home have no effect', async () => {
  const { folder, script, isSprung } = trap();
  for (const name of ['bunfig.toml', '.bunfig.toml'])
    writeFileSync(join(folder, name), `preload = [${JSON.stringify(script)}]`);
  writeFileSync(join(folder, 'tsconfig.json'), 'this is no JSON');
  writeFileSync(join(folder, 'package.json'), 'this is no JSON');
  for (const name of ['.env', '.env.local', '.env.production'])
    writeFileSync(join(folder, name), 'CRM_FORMAT=json\nCRM_DB=/nonexistent/other.db');
  const result = await crm(['lead', 'list', '--columns', 'id'], { cwd: folder, home: folder });
  expect(result).toMatchObject({ stdout: 'id\n', exitCode: 0 });
  expect(isSprung()).toBe(false);
});

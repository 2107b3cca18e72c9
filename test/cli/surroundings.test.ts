import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { crm, makeHome } from '../support/program.ts';

test('what lies in the current folder neither runs nor changes the settings', async () => {
  const cwd = makeHome();
  writeFileSync(join(cwd, '.env'), 'CRM_FORMAT=json\n');
  writeFileSync(join(cwd, 'bunfig.toml'), 'preload = ["./preload.js"]\n');
  writeFileSync(join(cwd, 'preload.js'), 'console.log("preloaded");\n');
  const { stdout, stderr } = await crm(['lead', 'list', '--columns', 'id'], { cwd });
  expect([stdout, stderr]).toEqual(['id\n', '']);
});

test('help asked for as a word is the help of what follows', async () => {
  const asked = async (...args: string[]) => (await crm(args)).stdout;
  expect(await asked('help')).toBe(await asked('--help'));
  expect(await asked('help', 'lead', 'add')).toBe(await asked('lead', 'add', '--help'));
});

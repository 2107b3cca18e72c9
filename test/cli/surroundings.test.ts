import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { crm, crmProcess, makeHome } from '../support/program.ts';

test('files in the current folder are not executed and do not change settings', async () => {
  const cwd = makeHome();
  writeFileSync(join(cwd, '.env'), 'CRM_FORMAT=json\n');
  writeFileSync(join(cwd, 'bunfig.toml'), 'preload = ["./preload.js"]\n');
  writeFileSync(join(cwd, 'preload.js'), 'console.log("preloaded");\n');
  const { stdout, stderr } = await crmProcess(['lead', 'list', '--columns', 'id', '--quiet'], { cwd });
  expect([stdout, stderr]).toEqual(['id\n', '']);
});

test('help as a word shows the help of the following words', async () => {
  const asked = async (...args: string[]) => (await crm(args)).stdout;
  expect(await asked('help')).toBe(await asked('--help'));
  expect(await asked('help', 'lead', 'add')).toBe(await asked('lead', 'add', '--help'));
});

test.each([
  ['/proc/none', 'does not exist'],
  ['/dev/null/none', 'is a file'],
])('a folder that cannot be created, such as one below %s, is named', async (home, problem) => {
  const env = { HOME: home, XDG_DATA_HOME: undefined, XDG_CONFIG_HOME: undefined };
  for (const line of ['lead add Jane', `demo --path ${home}/demo.db`]) {
    const { stdout, stderr, exitCode } = await crm(line.split(' '), { env });
    expect([stdout, exitCode]).toEqual(['', 1]);
    expect(stderr).toMatch(new RegExp(`^crm: the folder of "${home}/.+" ${problem}\n.+\n$`));
  }
  const config = await crm(['config', 'set', 'user', 'ann'], { env });
  expect(config.stderr).toMatch(new RegExp(`^crm: cannot write ${home}/\\.config/crm/config\\.toml: .+\n$`));
});

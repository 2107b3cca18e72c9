import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { crm, makeHome } from '../support/program.ts';

/** The maximum length of one argument. */
const LENGTH = 120_000;
const LONG = 'x'.repeat(LENGTH);

test('errors about very long values are readable', async () => {
  const home = makeHome();
  await crm(['lead', 'add', 'Ann'], { home });
  const lines = [
    ['lead', 'show', LONG],
    [LONG],
    ['lead', 'list', `--${LONG}`],
    ['lead', 'list', '--where', `${LONG} = 1`],
    ['lead', 'list', '--where', '('.repeat(LENGTH)],
    ['lead', 'list', '--where', `${'not '.repeat(LENGTH / 4)}name = a`],
    ['lead', 'list', '--where', `name in (${'a,'.repeat(LENGTH / 3)}a)`],
    ['lead', 'edit', '1', '--email', LONG],
    ['opp', 'add', 'Deal', '--amount', LONG],
    ['search', LONG],
    ['config', 'set', 'currency', LONG],
  ];
  for (const line of lines) {
    const { stderr } = await crm(line, { home });
    expect(stderr).not.toContain('internal error');
    expect(stderr.length).toBeLessThan(2500);
  }
});

test('a filter of thousands of values works, and a larger one gets a hint', async () => {
  const home = makeHome();
  await crm(['lead', 'add', 'Ann'], { home });
  const filter = (count: number) => `id in (${Array.from({ length: count }, (_, at) => at + 1).join(',')})`;
  expect(await crm(['lead', 'list', '-f', 'ids', '--where', filter(5000)], { home })).toMatchObject({
    stdout: '1\n',
  });
  expect(await crm(['lead', 'list', '--where', filter(5001)], { home })).toMatchObject({
    exitCode: 2,
    stderr: expect.stringMatching(/^crm: the filter has more than 5000 comparisons\n/),
  });
});

/** A home whose config file has this content. */
function configured(toml: string): string {
  const home = makeHome();
  mkdirSync(join(home, 'config/crm'), { recursive: true });
  writeFileSync(join(home, 'config/crm/config.toml'), toml);
  return home;
}

test.each(['currency = "XXQ"\n', 'timezone = "Mars/Base"\n', 'user = 7\n'])(
  'a config file with an invalid value can be shown and repaired: %s',
  async (toml) => {
    const home = configured(`${toml}country = "DE"\n`);
    const db = join(home, 'crm.db');
    const run = (...args: string[]) => crm(args, { home, db, env: { TZ: undefined } });
    const [key] = toml.split(' ') as [string];
    expect((await run('lead', 'add', 'Ann')).exitCode).toBe(2);
    await crm(['lead', 'add', 'Ann'], { home: makeHome(), db });
    const doctor = await run('doctor', '--json');
    expect(doctor.exitCode).toBe(1);
    expect(JSON.parse(doctor.stdout).find((row: { check: string }) => row.check === 'config').state).toBe(
      'wrong',
    );
    expect((await run('config', 'get', 'country')).stdout).toBe('DE\n');
    for (const args of [
      ['config', 'list'],
      ['config', 'path'],
      ['--help'],
      ['--version'],
      ['completion', 'bash'],
      ['backup'],
    ])
      expect((await run(...args)).exitCode).toBe(0);
    expect((await run('config', 'unset', key)).exitCode).toBe(0);
    expect((await run('doctor')).exitCode).toBe(0);
  },
);

test('with an unreadable config file, doctor names the place, and backup asks for the database', async () => {
  const home = configured('currency = "USD\n');
  const db = join(home, 'crm.db');
  await crm(['lead', 'add', 'Ann'], { home: makeHome(), db });
  const doctor = await crm(['doctor'], { home, db });
  expect([doctor.exitCode, doctor.stdout]).toEqual([1, expect.stringMatching(/config\twrong\t.*line 1/)]);
  expect((await crm(['backup'], { home, db })).exitCode).toBe(0);
  expect(await crm(['backup'], { home })).toMatchObject({
    exitCode: 2,
    stderr: expect.stringContaining('cannot tell which database to back up'),
  });
  expect((await crm(['config', 'path'], { home })).exitCode).toBe(0);
  expect((await crm(['config', 'set', 'currency', 'EUR'], { home })).stderr).toContain('line 1');
});

import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { crm, makeHome } from '../support/program.ts';

let home: string;
let file: string;

beforeEach(() => {
  home = makeHome();
  mkdirSync(join(home, 'config/crm'), { recursive: true });
  file = join(home, 'config/crm/config.toml');
});

const run = (...args: string[]) => crm(args, { home, env: { XDG_CONFIG_HOME: join(home, 'config') } });

test('an alias runs its line, with what follows at its end', async () => {
  await run('lead', 'add', 'Jane Doe', '--score', '90');
  await run('lead', 'add', 'Bob Roe', '--score', '10');
  expect(await run('alias', 'set', 'hot', "lead list --where 'score >= 80'")).toMatchObject({ exitCode: 0 });
  expect((await run('hot', '-f', 'ids')).stdout).toBe('1\n');
  expect((await run('-f', 'ids', 'hot')).stdout).toBe('1\n');
  expect(JSON.parse((await run('alias', 'list', '--json')).stdout)).toMatchObject([
    { name: 'hot', line: "lead list --where 'score >= 80'" },
  ]);
  expect((await run('complete', 'zsh', '--', '1', 'crm', 'ho')).exitCode).toBe(0);
  await run('alias', 'rm', 'hot');
  expect(await run('hot')).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('unknown command') });
});

test('it stands in the config file, whose other lines stay', async () => {
  const before = '# mine\ncurrency = "EUR" # euro\n\n[aliases]\nold = "today"  # first\n';
  writeFileSync(file, before);
  await run('alias', 'set', 'q', 'call queue --limit 5');
  expect(readFileSync(file, 'utf8')).toBe(`${before}q = "call queue --limit 5"\n`);
  await run('alias', 'set', 'old', 'today --json');
  await run('config', 'set', 'country', 'GB');
  expect(readFileSync(file, 'utf8')).toBe(
    '# mine\ncurrency = "EUR" # euro\n\ncountry = "GB"\n[aliases]\nold = "today --json"  # first\nq = "call queue --limit 5"\n',
  );
  await run('alias', 'rm', 'q');
  expect(readFileSync(file, 'utf8')).not.toContain('queue');
});

test.each([
  ['today', 'lead list', 'is a command of crm'],
  ['vm', 'lead list', 'is a command of crm'],
  ['Big', 'lead list', 'cannot be the name'],
  ['a b', 'lead list', 'cannot be the name'],
  ['new1', 'tody --json', 'no command "tody"'],
  ['new1', '  ', 'the line is blank'],
  ['new1', 'lead list "', 'is not closed'],
])('alias set %j %j is refused: %s', async (name, line, reason) => {
  const { stderr, exitCode } = await run('alias', 'set', name, line);
  expect([exitCode === 0, stderr]).toEqual([false, expect.stringContaining(reason)]);
});

test('an alias of another alias or of itself runs nothing', async () => {
  writeFileSync(file, '[aliases]\nping = "pong"\npong = "ping"\n');
  expect(await run('ping')).toMatchObject({ exitCode: 2 });
});

test('a table of anything but lines is an error that names the file', async () => {
  writeFileSync(file, '[aliases]\nhot = 5\n');
  expect(await run('today')).toMatchObject({ exitCode: 2, stderr: expect.stringContaining(file) });
});

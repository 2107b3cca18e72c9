import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { crm, makeHome } from '../support/program.ts';

test('a setting can be set, read, listed with its source, and removed', async () => {
  const home = makeHome();
  const run = (...args: string[]) => crm(args, { home });
  const { stdout: path } = await run('config', 'path');
  const file = join(home, 'config/crm/config.toml');
  expect(path).toBe(`${file}\n`);

  expect(await run('config', 'set', 'currency', 'eur')).toMatchObject({ exitCode: 0, stdout: '' });
  expect(readFileSync(file, 'utf8')).toBe('currency = "EUR"\n');
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect((await run('config', 'get', 'currency')).stdout).toBe('EUR\n');

  await run('opp', 'add', 'Deal', '--amount', '12k');
  expect((await run('opp', 'list', '--columns', 'amount,currency', '--csv')).stdout).toBe(
    'amount,currency\n12000.00,EUR\n',
  );
  const listed = JSON.parse((await run('config', '--json')).stdout);
  expect(listed).toContainEqual(expect.objectContaining({ key: 'currency', value: 'EUR', from: 'file' }));
  expect(listed).toContainEqual(expect.objectContaining({ key: 'country', value: 'US', from: 'default' }));

  await run('config', 'unset', 'currency');
  expect((await run('config', 'get', 'currency')).stdout).toBe('USD\n');
});

test.each([
  [['get', 'curency'], 'unknown setting "curency"', 'Did you mean "currency"?'],
  [['set', 'currency', 'XYZQ'], 'unknown currency "XYZQ"', 'ISO 4217'],
  [['set', 'currency'], 'value is missing', 'crm config set'],
  [['sett', 'currency', 'EUR'], 'unknown command "config sett"', 'Did you mean "crm config set"?'],
])('config %j is a usage error', async (args, message, hint) => {
  const { exitCode, stderr } = await crm(['config', ...args]);
  expect(exitCode).toBe(2);
  expect(stderr).toContain(`crm: ${message}\n`);
  expect(stderr).toContain(hint);
});

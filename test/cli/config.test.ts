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

test('keys of the screens are set by their actions, and refused where they would clash', async () => {
  const home = makeHome();
  const run = (...args: string[]) => crm(['config', ...args], { home });
  const { stdout: path } = await run('path');
  await run('set', 'keys.undo', 'ctrl-y');
  await run('set', 'keys.board.won', 'W');
  expect(readFileSync(path.trim(), 'utf8')).toBe('[keys]\nundo = "ctrl-y"\n\n[keys.board]\nwon = "W"\n');
  expect((await run('get', 'keys.board.won')).stdout).toBe('W\n');
  expect((await run('list', '-f', 'tsv')).stdout).toContain('keys.undo\tctrl-y\tfile');

  for (const [name, key, message] of [
    ['keys.board.lost', 'W', 'the key W is both won and lost'],
    ['keys.board.lots', 'x', 'unknown action "lots" in [keys.board]'],
    ['keys.bord.lost', 'x', 'unknown screen "bord"'],
    ['keys.board.lost', 'ctrl-c', 'ctrl-c cannot be set: it always quits'],
    ['keys.board.lost', 'meta-x', '"meta-x" is no key'],
  ] as const) {
    const { exitCode, stderr } = await run('set', name, key);
    expect([exitCode, stderr]).toEqual([2, expect.stringContaining(message)]);
  }
  await run('set', 'keys.board.mark', 'none');
  await run('set', 'keys.board.lost', 'space');
  await run('unset', 'keys.board.won');
  expect(readFileSync(path.trim(), 'utf8')).toBe(
    '[keys]\nundo = "ctrl-y"\n\n[keys.board]\nmark = "none"\nlost = "space"\n',
  );
});

test('a table of settings lists those that it has', async () => {
  const home = makeHome();
  const run = (...args: string[]) => crm(['config', ...args], { home });
  const none = await run('get', 'calling_hours_by_country', '--json');
  expect(JSON.parse(none.stdout)).toEqual([]);
  await run('set', 'calling_hours_by_country.DE', 'mon-fri 9-17');
  await run('set', 'keys.undo', 'ctrl-y');
  const { stdout } = await run('get', 'calling_hours_by_country', '--csv', '--columns', 'key,value');
  expect(stdout).toBe('key,value\ncalling_hours_by_country.DE,mon-fri 09:00-17:00\n');
  expect((await run('set', 'calling_hours_by_country.XX', '9-18')).stderr).toMatch(/unknown country "xx"/i);
  const { stderr } = await run('set', 'calling_hours_by_country.UK', '9-18');
  expect(stderr).toContain('calling_hours_by_country.GB is now 09:00-18:00');
  expect((await run('get', 'keys', '--csv', '--columns', 'key,value')).stdout).toBe(
    'key,value\nkeys.undo,ctrl-y\n',
  );
  expect((await run('set', 'keys', 'x')).stderr).toContain('Name one: keys.board.won');
});

test.each([
  ['mail_program', 'mutt -s {subject} {address}', '{address}'],
  ['dial', 'phone {number} {ext}', '{ext}'],
  ['doc_program', 'evince {file} {page}', '{page}'],
  ['notify', 'notify-send {title} {body}', '{body}'],
])('%s cannot have a placeholder for which nothing is filled in', async (key, command, placeholder) => {
  const { exitCode, stderr } = await crm(['config', 'set', key, command], { home: makeHome() });
  expect({ exitCode, stderr }).toEqual({
    exitCode: 2,
    stderr: expect.stringContaining(`nothing is filled in for ${placeholder}`),
  });
});

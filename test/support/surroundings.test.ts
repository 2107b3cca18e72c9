import { statSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { expect, test } from 'vitest';
import { makeHome } from './program.ts';
import { ROOT } from './under-test.ts';

/** Possible settings of a user's shell. */
const SHELL = {
  HOME: '/home/somebody',
  XDG_DATA_HOME: '/home/somebody/data',
  XDG_CONFIG_HOME: '/home/somebody/config',
  XDG_CACHE_HOME: '/home/somebody/cache',
  CRM_DB: '/home/somebody/crm.db',
  CRM_USER: 'somebody',
  CRM_FORMAT: 'json',
  CRM_NOW: '1999-12-31',
  CRM_DEBUG: '1',
  NO_COLOR: '1',
  FORCE_COLOR: '3',
  COLUMNS: '20',
  PAGER: 'false',
  EDITOR: 'false',
  TZ: 'Asia/Kolkata',
  LANG: 'de_DE.UTF-8',
  LC_ALL: 'C',
  LANGUAGE: 'de',
  NODE_OPTIONS: '--no-deprecation',
  BUN_OPTIONS: '--print 1',
};

test('a test sees none of these', () => {
  const seen = Object.keys(process.env).filter((name) => /^(CRM_|XDG_|LC_|npm_|NODE_OPT|BUN_)/.test(name));
  expect(seen.filter((name) => !/^CRM_(BIN|NODES)$/.test(name))).toEqual([]);
  expect([new Date().getTimezoneOffset(), homedir(), process.umask()]).toEqual([0, '/dev/null/home', 0o022]);
  const file = join(makeHome(), 'file');
  writeFileSync(file, '');
  expect(statSync(file).mode & 0o777).toBe(0o644);
});

test('also when it is run from another shell', async () => {
  const { PATH } = process.env;
  const { stdout, exitCode } = await execa(
    'sh',
    ['-c', `umask 077; exec npx vitest run test/support/surroundings.test.ts -t 'sees none'`],
    { cwd: ROOT, env: { ...SHELL, PATH }, extendEnv: false, reject: false, all: true },
  );
  expect([exitCode, stdout]).toEqual([0, expect.stringContaining('1 passed')]);
});

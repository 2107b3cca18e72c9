import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runCli } from '../../src/cli.ts';
import { fakeIO } from '../render/fake-io.ts';
import { NOW } from '../support/program.ts';
import { databaseFolder } from '../support/store.ts';

const LOGIN = 'logan';

/** Command lines on a database, by any acting user. */
function database() {
  const folder = databaseFolder();
  const db = join(folder, 'crm.db');
  const run = async (args: string[], env: Record<string, string | undefined> = {}) => {
    const all = {
      CRM_USER: 'tester',
      CRM_DB: db,
      CRM_NOW: NOW,
      HOME: folder,
      XDG_CONFIG_HOME: folder,
      ...env,
    };
    const io = { ...fakeIO(undefined, { env: all }), login: () => LOGIN, readFile: readIfThere };
    const exitCode = await runCli(args, io);
    return { exitCode, stdout: io.stdout.text, stderr: io.stderr.text };
  };
  return {
    db,
    folder,
    run,
    async users() {
      const { stdout } = await run(['user', 'list', '-f', 'csv', '--no-header', '--columns', 'name']);
      return stdout.split('\n').filter(Boolean);
    },
  };
}

const readIfThere = (path: string) => (existsSync(path) ? readFileSync(path, 'utf8') : undefined);

const AS_LOGIN = { CRM_USER: undefined };

test('an unknown acting user is refused, whatever names it, and is not created', async () => {
  const { folder, run, users } = database();
  await run(['lead', 'add', 'Jane Doe']);
  await run(['user', 'add', 'ann', '--full-name', 'Ann Lee']);
  const add = ['lead', 'add', 'Bob Roe'];
  const hints = 'Did you mean "ann"?   See all: crm user list\nAdd the user: crm user add anm\n';
  for (const args of [add, ['lead', 'list'], ['today'], ['undo'], ['board'], ['call', 'next'], ['history']]) {
    expect(await run([...args, '--user', 'anm'])).toEqual({
      exitCode: 3,
      stdout: '',
      stderr: `crm: unknown user "anm"\n${hints}`,
    });
  }
  expect(await run(add, { CRM_USER: 'anm' })).toEqual({
    exitCode: 3,
    stdout: '',
    stderr: `crm: unknown user "anm", named by CRM_USER\n${hints}`,
  });
  mkdirSync(join(folder, 'crm'));
  writeFileSync(join(folder, 'crm', 'config.toml'), 'user = "it person"\n');
  expect(await run(add, AS_LOGIN)).toMatchObject({
    exitCode: 3,
    stderr: expect.stringContaining(
      `named by the config\nSee all: crm user list\nAdd the user: crm user add 'it person'\n`,
    ),
  });
  expect(await users()).toEqual(['ann', 'tester']);
  expect((await run(['lead', 'list', '-f', 'ids'])).stdout).toBe('1\n');
});

test('a new database is not created for a wrong --user, but for any CRM_USER or login', async () => {
  const { db, run, users } = database();
  expect(await run(['lead', 'add', 'Jane', '--user', 'nobody'])).toMatchObject({ exitCode: 3 });
  expect(existsSync(db)).toBe(false);
  expect(await run(['lead', 'add', 'Jane'])).toMatchObject({ exitCode: 0 });
  expect(await run(['lead', 'add', 'Bob Roe'], AS_LOGIN)).toMatchObject({ exitCode: 0 });
  expect(await run(['lead', 'add', 'Eve Ng', '--user', LOGIN])).toMatchObject({ exitCode: 0 });
  expect(new Set(await users())).toEqual(new Set(['tester', LOGIN]));
});

test('a user is found by short name, full name and e-mail in any case, and acts under one name', async () => {
  const { run, users } = database();
  await run(['user', 'add', 'ann', '--full-name', 'Ann Lee', '--email', 'ann@us.example']);
  for (const name of ['ann', 'ANN', 'Ann Lee', 'Ann@US.example'])
    expect(await run(['lead', 'add', 'Jane Doe', '--user', name])).toMatchObject({ exitCode: 0, stderr: '' });
  expect((await run(['history', '--by', 'ann', '--csv', '--no-header', '--columns', 'user'])).stdout).toBe(
    'ann\n'.repeat(4),
  );
  for (const mine of [['--mine'], ['--owner', 'me']])
    expect((await run(['lead', 'list', '--user', 'ANN', ...mine, '-f', 'ids'])).stdout).toBe('4\n3\n2\n1\n');
  expect(await users()).toEqual(['ann', 'tester']);
  expect(await run(['user', 'add', 'Ann'])).toMatchObject({
    exitCode: 1,
    stderr: expect.stringContaining('a user "ann" exists'),
  });
});

test('a new user can add themselves', async () => {
  const { run } = database();
  await run(['lead', 'add', 'Jane Doe']);
  expect(await run(['user', 'add', 'bob', '--email', 'bob@us.example', '--user', 'Bob'])).toEqual({
    exitCode: 0,
    stdout: 'bob\n',
    stderr: '',
  });
  expect(await run(['user', 'add', 'eve', '--user', 'mal'])).toMatchObject({ exitCode: 3 });
  const { stdout } = await run(['user', 'list', '--csv', '--no-header', '--columns', 'name,email']);
  expect(stdout).toBe('bob,bob@us.example\ntester,\n');
});

test('commands that do not depend on the acting user work for anybody', async () => {
  const { folder, run } = database();
  await run(['lead', 'add', 'Jane Doe']);
  const backup = join(folder, 'copy.db');
  for (const args of [['user', 'list'], ['doctor'], ['backup', backup]])
    expect(await run(args, { CRM_USER: 'nobody' })).toMatchObject({ exitCode: 0 });
});

test('every option that takes a user rejects an unknown one', async () => {
  const { folder, run, users } = database();
  await run(['lead', 'add', 'Jane Doe', '--phone', '+1 415 555 0100']);
  await run(['opp', 'add', 'Deal']);
  const file = join(folder, 'leads.csv');
  writeFileSync(file, 'Name,Owner\nBob Roe,nobody\n');
  for (const args of [
    ['lead', 'add', 'X', '--owner', 'nobody'],
    ['lead', 'edit', '1', '--owner', 'nobody'],
    ['lead', 'assign', '1', '--to', 'nobody'],
    ['lead', 'convert', '1', '--owner', 'nobody'],
    ['activity', 'add', 'X', '--who', 'nobody'],
    ['lead', 'list', '--owner', 'nobody'],
    ['lead', 'list', '--where', 'owner in (tester, nobody)'],
    ['lead', 'list', '--where', 'not owner != nobody'],
    ['activity', 'list', '--who', 'nobody'],
    ['opp', 'list', '--where', 'owner = nobody'],
    ['opp', 'export', '--owner', 'nobody'],
    ['report', 'pipeline', '--owner', 'nobody'],
    ['report', 'calls', '--who', 'nobody'],
    ['report', 'best-time', '--who', 'nobody'],
    ['board', '--owner', 'nobody'],
    ['board', '--review', '--owner', 'nobody'],
    ['call', 'next', '--owner', 'nobody'],
    ['call', 'queue', '--where', 'owner = nobody'],
    ['plan', 'day', '--owner', 'nobody'],
    ['segment', 'add', 'x', '--where', 'owner = nobody'],
    ['history', '--by', 'nobody'],
    ['user', 'edit', 'nobody', '--inactive'],
    ['user', 'rm', 'nobody', '--yes'],
    ['lead', 'import', file],
    ['lead', 'import', file, '--default', 'owner=nobody'],
  ]) {
    const { exitCode, stderr } = await run(args);
    expect({ args, exitCode: exitCode !== 0, stderr }).toEqual({
      args,
      exitCode: true,
      stderr: expect.stringMatching(/(?:unknown|no) user "nobody"/),
    });
  }
  expect(await users()).toEqual(['tester']);
  for (const create of ['owner', 'all']) {
    writeFileSync(file, `Name,Owner\nBob ${create},new ${create}\n`);
    expect(await run(['lead', 'import', file, '--create', create])).toMatchObject({ exitCode: 0 });
  }
  expect(await users()).toEqual(['new all', 'new owner', 'tester']);
});

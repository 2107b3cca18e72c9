import { afterAll, beforeAll, expect, test } from 'vitest';
import { crm, makeHome } from '../support/program.ts';

const home = makeHome(afterAll);
const run = (...args: string[]) => crm(args, { home });
const ok = async (...args: string[]) => {
  const result = await run(...args);
  expect(result).toMatchObject({ exitCode: 0 });
  return result.stdout;
};

beforeAll(async () => {
  for (const user of ['ann', 'bob', 'cyd']) await ok('user', 'add', user);
  await ok('opp', 'add', 'One', '--amount', '100', '--owner', 'ann');
  await ok('opp', 'add', 'Two', '--amount', '200', '--owner', 'bob', '--stage', 'won');
  await ok('opp', 'add', 'Three', '--amount', '400', '--owner', 'cyd', '--stage', 'won');
  await ok('team', 'add', 'emea', 'ann', 'bob');
});

test('a team stands for its users wherever an owner is asked for', async () => {
  expect(await ok('opp', 'list', '--owner', 'EMEA', '-f', 'ids')).toBe('1\n2\n');
  expect(await ok('opp', 'list', '--where', 'owner != emea', '-f', 'ids')).toBe('3\n');
  expect(await ok('report', 'won', '--owner', 'emea', '--csv', '--no-header')).toBe('1,200.00,USD\n');
  expect(await ok('report', 'pipeline', '--owner', 'emea', '--by', 'owner', '--csv', '--no-header')).toBe(
    'ann,USD,1,100.00,10.00\n',
  );
  expect(await run('opp', 'list', '--owner', 'emeaa')).toMatchObject({
    exitCode: 3,
    stderr: 'crm: unknown user "emeaa"\nDid you mean "emea"?   See all: crm user list\n',
  });
});

test('a target of a team counts what its users reached, and leaves that of everybody alone', async () => {
  await ok('target', 'set', '400', '--owner', 'emea');
  await ok('target', 'set', '1200');
  expect(await ok('target', 'list', '--csv', '--columns', 'owner,target,reached,percent')).toBe(
    'owner,target,reached,percent\n,1200.00,600.00,50\nemea,400.00,200.00,50\n',
  );
  expect(await ok('target', 'list', '--owner', 'emea', '-f', 'ids')).toBe('1\n');
  expect((await run('team', 'rm', 'emea')).stderr).toContain('the team emea has a target');
});

test('teams are changed, removed and restored', async () => {
  await ok('team', 'add', 'south');
  await ok('team', 'edit', 'south', '--add', 'cyd', '--add', 'ann', '--name', 'Iberia');
  expect(await ok('team', 'list', '--csv')).toBe('id,name,members\n1,emea,ann;bob\n2,Iberia,ann;cyd\n');
  await ok('team', 'edit', 'iberia', '--remove', 'ann');
  await ok('team', 'rm', 'Iberia');
  await ok('undo');
  expect(await ok('team', 'show', 'Iberia', '--csv')).toBe('team,user\nIberia,cyd\n');
  await ok('user', 'add', 'dee');
  await ok('team', 'edit', 'Iberia', '--add', 'dee');
  await ok('user', 'rm', 'dee', '--yes');
  expect(await ok('team', 'show', 'Iberia', '--csv')).toBe('team,user\nIberia,cyd\n');
});

test.each([
  [['team', 'add', 'ann'], 'crm: a user "ann" exists'],
  [['user', 'add', 'EMEA'], 'crm: a team "emea" exists'],
  [['team', 'add', 'Emea'], 'crm: a team "emea" exists'],
  [['team', 'add', 'me'], 'crm: "me" always means the acting user'],
  [['team', 'add', 'north', 'nobody'], 'crm: unknown user "nobody"'],
  [['team', 'show', 'emae'], 'crm: unknown team "emae"\nDid you mean "emea"?'],
  [['team', 'edit', 'emea'], 'crm: nothing to change was given'],
  [['team', 'edit', 'emea', '--remove', 'cyd'], 'crm: the user is not in the team emea'],
  [['target', 'set', '5', '--owner', 'nobody'], 'crm: unknown user "nobody"'],
])('%j is refused', async (args, error) => {
  const { stderr, exitCode } = await run(...args);
  expect(exitCode).not.toBe(0);
  expect(stderr).toContain(error);
});

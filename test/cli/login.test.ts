import { userInfo } from 'node:os';
import { expect, test } from 'vitest';
import { crm, makeHome } from '../support/program.ts';

test('the acting user is the login of the process, unless the environment names another', async () => {
  const home = makeHome();
  for (const USER of [undefined, 'somebody-else']) {
    const env = { CRM_USER: undefined, USER };
    expect((await crm(['lead', 'add', 'Ann Lee'], { home, env })).exitCode).toBe(0);
  }
  const env = { CRM_USER: undefined };
  const { stdout } = await crm(['history', '--csv', '--no-header', '--columns', 'user'], { home, env });
  expect(new Set(stdout.trim().split('\n'))).toEqual(new Set([userInfo().username]));
});

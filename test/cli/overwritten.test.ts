import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { crm, makeHome } from '../support/program.ts';
import { addRecords, addUser, openStore } from '../support/store.ts';

/** That many seconds after 10:00. */
const at = (seconds: number) => new Date(Date.UTC(2026, 2, 12, 10, 0, seconds)).toISOString();

/** A database with a lead and a deal, and users who run commands that many seconds after 10:00. */
async function office() {
  const home = makeHome();
  const db = join(home, 'crm.db');
  const store = openStore({ path: db, user: 'admin', now: at(-60) });
  for (const user of ['ann', 'bob']) await addUser(store, user);
  await addRecords(store, 'lead', [
    { first_name: 'Jane', last_name: 'Doe', city: 'Rome', email: 'jane@acme.com' },
  ]);
  await addRecords(store, 'account', [{ name: 'Acme' }]);
  await addRecords(store, 'opp', [
    {
      name: 'Big deal',
      account_id: 1,
      pipeline_id: 1,
      stage_id: 1,
      amount: { minor: 100_000, currency: 'USD' },
    },
  ]);
  await store.close();
  return (user: string, seconds: number, line: string) =>
    crm(line.split(' '), { home, db, env: { CRM_USER: user, CRM_NOW: at(seconds) } });
}

describe('overwriting a recent edit of another user shows the overwritten value', () => {
  test.each([
    ['lead edit 1 --city Oslo', 'lead edit 1 --city Paris', 'lead 1: ann changed city from Rome to Oslo'],
    ['lead edit 1 --city Oslo', 'lead rm 1 --yes', 'lead 1: ann changed city from Rome to Oslo'],
    [
      'lead qualify 1',
      'lead nurture 1 --until 2026-06-01',
      'lead 1: ann changed status from new to qualified',
    ],
    [
      'opp edit 1 --amount 2000',
      'opp edit 1 --amount 3000',
      'opp 1: ann changed amount from 1000.00 USD to 2000.00 USD',
    ],
    ['opp advance 1', 'opp advance 1', 'opp 1: ann changed stage from prospecting to qualification'],
    [
      'lead edit 1 --email j@acme.com',
      'lead edit 1 --email jd@acme.com',
      'lead 1: ann changed email from jane@acme.com to j@acme.com',
    ],
  ])('%s, then %s', async (hers, his, said) => {
    const run = await office();
    expect(await run('ann', 0, hers)).toMatchObject({ exitCode: 0 });
    const { exitCode, stderr } = await run('bob', 4, his);
    expect(exitCode).toBe(0);
    expect(stderr).toContain(`overwritten: ${said} 4 s ago\n`);
  });

  test.each([
    ['their own', 'ann', 4, 'lead edit 1 --city Paris'],
    ['another field', 'bob', 4, 'lead edit 1 --title CEO'],
    ['an edit of a while ago', 'bob', 11, 'lead edit 1 --city Paris'],
    ['one that comes to the same', 'bob', 4, 'lead edit 1 --city Oslo'],
    ['one that is not to be told', 'bob', 4, 'lead edit 1 --city Paris --quiet'],
  ])('but not for %s', async (_, user, seconds, line) => {
    const run = await office();
    await run('ann', 0, 'lead edit 1 --city Oslo');
    const { exitCode, stderr } = await run(user, seconds, line);
    expect(exitCode).toBe(0);
    expect(stderr).not.toContain('overwritten');
  });

  test('and not for effects of calls', async () => {
    const run = await office();
    await run('ann', 0, 'call log 1 -o busy');
    const { exitCode, stderr } = await run('bob', 3, 'call log 1 -o busy');
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
  });
});

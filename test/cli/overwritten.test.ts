import { describe, expect, test } from 'vitest';
import { crm, makeHome } from '../support/program.ts';

/** Runs commands of several users, so many seconds after ten o'clock. */
function office() {
  const home = makeHome();
  return (user: string, seconds: number, ...args: string[]) =>
    crm(args, {
      home,
      env: { CRM_USER: user, CRM_NOW: new Date(Date.UTC(2026, 2, 12, 10, 0, seconds)).toISOString() },
    });
}

async function officeWithLead() {
  const run = office();
  await run(
    'admin',
    -60,
    'lead',
    'add',
    'Jane Doe',
    '--company',
    'Acme',
    '--email',
    'jane@acme.com',
    '--city',
    'Rome',
  );
  await run('admin', -60, 'account', 'add', 'Acme');
  await run('admin', -60, 'opp', 'add', 'Big deal', '--account', 'Acme', '--amount', '1000');
  return run;
}

describe('who overwrites an edit that somebody else made a moment ago is told what it was', () => {
  test('for a field', async () => {
    const run = await officeWithLead();
    await run('ann', 0, 'lead', 'edit', '1', '--city', 'Oslo');
    expect(await run('bob', 4, 'lead', 'edit', '1', '--city', 'Paris')).toMatchObject({
      exitCode: 0,
      stderr: 'overwritten: lead 1: ann changed city from Rome to Oslo 4 s ago\n',
    });
    const { stdout } = await run('bob', 5, 'lead', 'show', '1', '--json');
    expect(JSON.parse(stdout)).toMatchObject({ city: 'Paris' });
  });

  test('for a status, a stage, an amount and an address, and by a removal', async () => {
    const run = await officeWithLead();
    await run('ann', 0, 'lead', 'qualify', '1');
    const nurture = await run('bob', 4, 'lead', 'nurture', '1', '--until', '2026-06-01');
    expect(nurture.stderr).toContain('lead 1: ann changed status from new to qualified 4 s ago');

    await run('ann', 10, 'opp', 'advance', '1');
    const moved = await run('bob', 12, 'opp', 'advance', '1');
    expect(moved.stderr).toMatch(/opp 1: ann changed stage from .* to .* 2 s ago/);

    await run('ann', 30, 'opp', 'edit', '1', '--amount', '2000');
    const amount = await run('bob', 31, 'opp', 'edit', '1', '--amount', '3000');
    expect(amount.stderr).toContain('opp 1: ann changed amount from 1000.00 USD to 2000.00 USD 1 s ago');

    await run('ann', 60, 'lead', 'edit', '1', '--email', 'jane.doe@acme.com');
    const email = await run('bob', 61, 'lead', 'edit', '1', '--email', 'jd@acme.com');
    expect(email.stderr).toContain(
      'lead 1: ann changed email from jane@acme.com to jane.doe@acme.com 1 s ago',
    );

    await run('bob', 90, 'lead', 'edit', '1', '--city', 'Paris');
    await run('ann', 95, 'lead', 'edit', '1', '--city', 'Oslo');
    const removed = await run('bob', 96, 'lead', 'rm', '1', '--yes');
    expect(removed.stderr).toContain('lead 1: ann changed city from Paris to Oslo 1 s ago');
  });

  test.each([
    ['their own', 'ann', 4, ['--city', 'Paris']],
    ['another field', 'bob', 4, ['--title', 'CEO']],
    ['an edit of a while ago', 'bob', 11, ['--city', 'Paris']],
    ['one that comes to the same', 'bob', 4, ['--city', 'Oslo']],
  ])('but not of %s', async (_, user, seconds, options) => {
    const run = await officeWithLead();
    await run('ann', 0, 'lead', 'edit', '1', '--city', 'Oslo');
    expect((await run(user, seconds, 'lead', 'edit', '1', ...options)).stderr).not.toContain('overwritten');
  });

  test('and not of what follows from calls, nor with --quiet', async () => {
    const run = await officeWithLead();
    await run('ann', 0, 'call', 'log', '1', '-o', 'busy');
    expect((await run('bob', 3, 'call', 'log', '1', '-o', 'busy')).stderr).not.toContain('overwritten');
    await run('ann', 20, 'lead', 'edit', '1', '--city', 'Oslo');
    expect((await run('bob', 21, 'lead', 'edit', '1', '--city', 'Paris', '--quiet')).stderr).toBe('');
  });
});

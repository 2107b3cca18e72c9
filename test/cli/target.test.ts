import { expect, test } from 'vitest';
import { crm, makeHome } from '../support/program.ts';

/** Ann won 300 dollars and 50 euros in March, the acting user 1,000 dollars; one deal is open, one was won in February. */
async function session() {
  const home = makeHome();
  const run = (...args: string[]) => crm(args, { home });
  const ok = async (...args: string[]) => {
    const { exitCode, stdout, stderr } = await run(...args);
    expect([exitCode, stderr]).toEqual([0, expect.anything()]);
    return stdout;
  };
  await ok('user', 'add', 'ann', '--full-name', 'Ann Lee');
  const won = (name: string, amount: string, owner: string, day: string) =>
    ok('opp', 'add', name, '--amount', amount, '--owner', owner, '--stage', 'won', '--close', day);
  await won('A', '300', 'ann', '2026-03-01');
  await won('B', 'EUR 50', 'ann', '2026-03-02');
  await won('C', '1000', 'me', '2026-03-11');
  await won('D', '5000', 'ann', '2026-02-28');
  await ok('opp', 'add', 'E', '--amount', '7000', '--owner', 'ann');
  return { home, run, ok };
}

test('targets are set, replaced, listed with what is reached, removed, and restored', async () => {
  const { run, ok } = await session();
  await ok('target', 'set', '2.6k', '--period', '2026-03');
  await ok('target', 'set', '600', '--owner', 'Ann Lee');
  await ok('target', 'set', '4', '--measure', 'count', '--period', 'quarter');
  await ok('target', 'set', 'EUR 40', '--period', '2026', '--owner', 'ann');
  const listed = [
    'id,period,owner,measure,target,reached,currency,percent',
    '1,2026-03,,amount,2600.00,1300.00,USD,50',
    '2,2026-03,ann,amount,600.00,300.00,USD,50',
    '4,2026,ann,amount,40.00,50.00,EUR,125',
    '3,2026-Q1,,count,4,4,,100',
    '',
  ].join('\n');
  expect(await run('target', 'list', '--csv')).toEqual({
    exitCode: 0,
    stdout: listed,
    stderr:
      'not counted in target 1: what was won in EUR\nnot counted in target 2: what was won in EUR\n' +
      'not counted in target 4: what was won in USD\n',
  });
  expect(await run('target', 'set', '600.00', '--owner', 'ann')).toEqual({
    exitCode: 0,
    stdout: '2\n',
    stderr: 'nothing changed\n',
  });
  await ok('target', 'set', '1200', '--owner', 'ann', '--period', 'this month');
  expect(await ok('target', 'list', '--owner', 'ann', '--period', '2026-03', '--csv')).toContain(
    '2,2026-03,ann,amount,1200.00,300.00,USD,25\n4,',
  );
  await ok('undo');
  await ok('target', 'rm', '1', '3');
  expect(await ok('target', 'list', '-f', 'ids')).toBe('2\n4\n');
  await ok('undo');
  expect(await ok('target', 'list', '--csv')).toBe(listed);
  expect(await ok('target', 'list', '--period', '2025', '-f', 'ids')).toBe('');
});

test('with a rate, what was won in another currency counts', async () => {
  const { ok } = await session();
  await ok('rate', 'set', 'EUR', '1.2', '--on', '2026-01-01');
  await ok('target', 'set', '720', '--owner', 'ann');
  expect(await ok('target', 'list', '--csv')).toContain(',ann,amount,720.00,360.00,USD,50\n');
});

test('dials, conversations and meetings count by who made them, as in the reports', async () => {
  const { ok } = await session();
  await ok('lead', 'add', 'Kim', '--phone', '+14155550123');
  await ok('call', 'log', '1', '-o', 'no-answer', '--at', '2026-03-02T18:00:00Z');
  await ok('call', 'log', '1', '-o', 'interested', '-d', '5m', '--at', '2026-03-03T18:00:00Z');
  await ok('--user', 'ann', 'call', 'log', '1', '-o', 'no-answer', '--at', '2026-03-04T18:00:00Z');
  await ok('log', 'meeting', '1', 'met', '--at', '2026-03-05T18:00:00Z');
  for (const measure of ['dials', 'conversations', 'meetings'])
    for (const whose of [[], ['--owner', 'me'], ['--owner', 'ann']])
      await ok('target', 'set', '2', '--measure', measure, ...whose);
  const rows = (await ok('target', 'list', '--json')).trim();
  const reached = (JSON.parse(rows) as { measure: string; reached: number }[]).map(
    (row) => `${row.measure} ${row.reached}`,
  );
  expect(reached.toSorted()).toEqual(
    [
      ...['conversations 0', 'conversations 1', 'conversations 1'],
      ...['dials 1', 'dials 2', 'dials 3', 'meetings 0', 'meetings 1', 'meetings 1'],
    ].toSorted(),
  );
});

test('what is no target is refused, with the way out', async () => {
  const { run, ok } = await session();
  const refused = async (...args: string[]) => {
    const { exitCode, stdout, stderr } = await run('target', ...args);
    expect([exitCode, stdout]).toEqual([expect.not.stringMatching(/^0$/), '']);
    expect(exitCode).toBeGreaterThan(1);
    return stderr;
  };
  expect(await refused('set', '0')).toContain('the target "0" is not above 0');
  expect(await refused('set', '2.5', '--measure', 'dials')).toContain('"2.5" is not a number of dials');
  expect(await refused('set', '5', '--period', 'last 7 days')).toContain('a month, a quarter or a year');
  expect(await refused('set', '5', '--measure', 'dial')).toContain('dials');
  expect(await refused('set', '5', '--owner', 'amn')).toContain('ann');
  expect(await refused('list', '--owner', 'zoe')).toContain('unknown user "zoe"');
  expect(await refused('rm', '7')).toContain('no target has the number 7');
  expect(await refused('rm', 'ann')).toContain('"ann" is not the number of a target');
  expect(await ok('target', 'list', '--json')).toBe('[]\n');
});

test('a full export has the targets, and a user with one stays', async () => {
  const { home, run, ok } = await session();
  await ok('user', 'add', 'bob');
  await ok('target', 'set', '50k', '--owner', 'bob');
  await ok('target', 'set', '90k');
  expect((await run('user', 'rm', 'bob')).stderr).toContain('bob has 1 of the records in target');
  const input = await ok('export', 'all');
  const db = ['--db', `${home}/new.db`];
  expect(await crm([...db, 'import', 'all', '-'], { home, input })).toMatchObject({ exitCode: 0 });
  expect(await ok(...db, 'target', 'list')).toBe(await ok('target', 'list'));
  expect(await ok('doctor')).toContain('ok');
});

test('the board has your own target of a month, then that of the team, then the setting', async () => {
  const { ok } = await session();
  await ok('opp', 'edit', '5', '--close', '2026-06-10');
  const months = async () =>
    (await ok('board', '--view', 'forecast', '--csv', '--columns', 'month,currency,target'))
      .trim()
      .split('\n')
      .filter((line) => line.includes('USD'));
  expect(await months()).toEqual(['2026-02,USD,', '2026-03,USD,', '2026-06,USD,']);
  await ok('config', 'set', 'target', '9k');
  await ok('target', 'set', '120k', '--period', '2026-Q1');
  expect(await months()).toEqual(['2026-02,USD,40000.00', '2026-03,USD,40000.00', '2026-06,USD,9000.00']);
  expect(await ok('board')).toContain('of $40k');
  await ok('target', 'set', '2000', '--period', '2026-03', '--owner', 'me');
  await ok('target', 'set', '7000', '--period', '2026-02', '--owner', 'ann');
  expect(await months()).toEqual(['2026-02,USD,40000.00', '2026-03,USD,2000.00', '2026-06,USD,9000.00']);
  expect(await ok('board')).toContain('of $2k');
});

test('the settings of earlier times become targets once, which is said once', async () => {
  const { run, ok } = await session();
  await ok('target', 'set', '120k', '--period', '2026-Q1');
  await ok('config', 'set', 'target', '9k');
  await ok('config', 'set', 'daily_dials', '40');
  const { stdout, stderr } = await run('target', 'list', '--csv', '--columns', 'period,owner,measure,target');
  expect(stderr).toContain('the setting target has become the target of 2026 and 2027');
  expect(stderr).toContain('the setting daily_dials has become the target of 2026 and 2027');
  // The quarter that had a target keeps it; the other months have that of the setting.
  const rows = stdout.trim().split('\n').slice(1);
  expect(rows.filter((row) => row.startsWith('2026-Q1'))).toEqual(['2026-Q1,,amount,120000.00']);
  expect(rows.filter((row) => /^2026-\d\d,,amount,9000\.00$/.test(row))).toHaveLength(9);
  expect(rows).toContain('2027,,amount,108000.00');
  // 261 days from Monday to Friday in each of these years.
  expect(rows.filter((row) => /^202[67],[^,]+,dials,10440$/.test(row))).toHaveLength(2);
  const second = await run('target', 'list', '--csv', '--columns', 'period,owner,measure,target');
  expect(second.stdout).toBe(stdout);
  expect(second.stderr).not.toContain('has become');
  // What is removed stays away.
  await ok('target', 'rm', ...(await ok('target', 'list', '-f', 'ids')).trim().split('\n'));
  expect(await ok('report', 'forecast', '--json')).not.toContain('has become');
  expect(await ok('target', 'list', '--json')).toBe('[]\n');
});

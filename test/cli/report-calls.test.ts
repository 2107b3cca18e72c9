import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { crm, makeHome } from '../support/program.ts';
import { open } from '../support/terminal.ts';

/** Leads who answered the first, the second and no call; one agreed to a meeting and came, one wants a callback. */
let home: string;

const run = async (...args: string[]) => {
  const result = await crm(args, { home });
  expect(result.stderr).toBe('');
  expect(result.exitCode).toBe(0);
  return result.stdout;
};

beforeAll(async () => {
  home = makeHome(afterAll);
  for (const source of ['expo', 'web', '\u001b[2Jexpo']) await run('picklist', 'add', 'source', source);
  await run('lead', 'add', 'Ann', '--phone', '+1 213 555 0101', '--source', 'expo', '--campaign', 'spring');
  await run('lead', 'add', '\u001b[31mBob\u0007', '--phone', '+44 20 7946 1001', '--source', 'web');
  await run('lead', 'add', 'Cid', '--phone', '+49 30 901820', '--source', '\u001b[2Jexpo');
  await run('log', 'call', '1', '-o', 'meeting-set', '-d', '3m', '--at', '2026-03-10 18:30', '--next', '+4d');
  await run('log', 'call', '2', '-o', 'no-answer', '--at', '2026-03-10 09:00');
  await run(
    'log',
    'call',
    '2',
    '-o',
    'callback',
    '-d',
    '59',
    '--at',
    '2026-03-11 09:00',
    '--next',
    'today 15:00',
  );
  await run('user', 'add', 'pat');
  // Old enough that no overwrite warning appears.
  const pat = ['--user', 'pat', '--now', '2026-03-11T10:00:00Z'];
  await run('log', 'call', '3', '-o', 'voicemail', '--at', '2026-03-11 10:00', ...pat);
  await run('log', 'call', '3', '-o', 'connected', '--in', '-d', '5m', '--at', '2026-03-11 11:00');
  await run('log', 'meeting', '1', 'demo', '--at', '2026-03-12 09:00');
});

test('prints the numbers of a period, in a format for scripts', async () => {
  const [all] = JSON.parse(await run('report', 'calls', '--json'));
  expect(all).toEqual({
    dials: 4,
    connects: 2,
    connect_rate: 50,
    conversations: 1,
    conversation_rate: 50,
    meetings_set: 1,
    meetings_held: 1,
    dials_per_meeting: 4,
    talk_time: 239,
    leads: 3,
    leads_connected: 2,
    lead_connect_rate: 66.7,
    first_connects: 2,
    attempts_median: 1.5,
    attempts_p90: 2,
  });
});

test('a rate without data is n/a, and null in JSON; zero counts are shown', async () => {
  const args = ['report', 'calls', '--since', '2026-01-01', '--until', '2026-01-31'];
  expect(await run(...args, '--columns', 'dials,connect_rate,attempts_median')).toBe(
    'dials\tconnect_rate\tattempts_median\n0\tn/a\tn/a\n',
  );
  expect(JSON.parse(await run(...args, '--json', '--columns', 'dials,connect_rate'))).toEqual([
    { dials: 0, connect_rate: null },
  ]);
});

test('groups by user, day and source, and filters', async () => {
  const columns = ['--columns', 'user,dials,connects'];
  expect(await run('report', 'calls', '--by', 'user', '--csv', ...columns)).toBe(
    'user,dials,connects\ntester,3,2\npat,1,0\n',
  );
  expect(await run('report', 'calls', '--by', 'day', '--csv', '--columns', 'day,dials,meetings_held')).toBe(
    'day,dials,meetings_held\n2026-03-10,2,0\n2026-03-11,2,0\n2026-03-12,0,1\n',
  );
  const web = await run('report', 'calls', '--by', 'source', '--where', 'source = web', '--csv');
  expect(web.split('\n').slice(1)).toEqual([expect.stringMatching(/^web,2,1,50,/), '']);
  const table = await run('report', 'calls', '--by', 'source', '-f', 'table', '--quiet');
  expect(table).not.toContain('\u001b[2J');
  expect(table).toMatch(/^Total\s+4\s+2\s+50\.0%/m);
});

test('the minimum length of a conversation is configurable', async () => {
  const elsewhere = join(home, 'other');
  mkdirSync(join(elsewhere, 'crm'), { recursive: true });
  writeFileSync(join(elsewhere, 'crm/config.toml'), 'conversation_seconds = "30"\n');
  const { stdout } = await crm(['report', 'calls', '--columns', 'conversations', '--no-header'], {
    home,
    env: { XDG_CONFIG_HOME: elsewhere },
  });
  expect(stdout).toBe('2\n');
});

test('segments are separate groups', async () => {
  await run('segment', 'add', 'shows', '--noun', 'lead', '--where', 'source ~ expo');
  expect(await run('report', 'calls', '--by', 'segment', '--columns', 'segment,dials')).toBe(
    'segment\tdials\nshows\t2\n',
  );
});

test('shows when calls are answered, in the time zone of the called party', async () => {
  const cells = JSON.parse(await run('report', 'best-time', '--json', '--min-dials', '2'));
  expect(cells.map(Object.values).map((cell: unknown[]) => cell.slice(0, 5))).toEqual([
    ['Tue', 9, 1, 0, 0],
    ['Tue', 11, 1, 1, 100],
    ['Wed', 9, 1, 1, 100],
    ['Wed', 11, 1, 0, 0],
  ]);
  expect(cells.every((cell: { too_few: boolean }) => cell.too_few)).toBe(true);
  const grid = await run('report', 'best-time', '-f', 'table', '--min-dials', '1');
  expect(grid).toMatch(/11:00\s+·\s+██100%\s+░░ {2}0%/);
});

test('shows the gain of each further attempt', async () => {
  expect(
    await run(
      'report',
      'cadence',
      '--csv',
      '--min-dials',
      '1',
      '--columns',
      'attempt,dials,connects,reached',
    ),
  ).toBe('attempt,dials,connects,reached\n1,3,1,33.3\n2,1,1,100\n');
});

test('the plan is in the order of time, shows reasons, and obeys the do-not-call list', async () => {
  const plan = async () => {
    const calls = JSON.parse(await run('plan', 'day', '--json', '--hours', '8-20'));
    return calls.map(({ id, callback, why }: Record<string, unknown>) => ({ id, callback, why }));
  };
  await run('lead', 'add', 'Dee', '--phone', '+44 20 7946 1004', '--score', '50');
  expect(await plan()).toEqual([
    expect.objectContaining({ id: 4, callback: false }),
    { id: 2, callback: true, why: 'callback agreed' },
  ]);
  // Beside columns that say the hour there and the attempt, the reason does not repeat them.
  const terminal = open(['plan', 'day', '--hours', '8-20'], { home, env: { PAGER: 'cat' }, cols: 120 });
  expect(await terminal.exit).toBe(0);
  expect(terminal.screen()).toMatch(/ Dee .* \d\d:00 +hour new, try \d+% /m);
  await run('lead', 'edit', '2', '4', '--do-not-call');
  expect(await plan()).toEqual([]);
});

test.each([
  [['report', 'calls', '--by', 'sourc'], 2, 'cannot group by "sourc"\nDid you mean "source"?'],
  [['report', 'calls', '--since', 'soonish'], 2, 'cannot read "soonish" as a date'],
  [
    ['report', 'calls', '--since', 'tomorrow'],
    2,
    'the period ends (2026-03-12) before it begins (2026-03-13',
  ],
  [['report', 'calls', '--who', 'pet'], 3, 'unknown user "pet"\nDid you mean "pat"?'],
  [['report', 'best-time', '--min-dials', 'few'], 2, '--min-dials is a whole number, not "few"'],
  [['plan', 'day', '--hours', '18-9'], 2, 'cannot read "18-9" as hours of a day'],
])('rejects %j', async (args, exitCode, message) => {
  const result = await crm(args, { home });
  expect(result).toMatchObject({ exitCode, stdout: '' });
  expect(result.stderr).toContain(message);
});

test('counts calls to leads; contacts and customers are a line of their own', async () => {
  await run('contact', 'add', 'Dee', '--phone', '+1 213 555 0109');
  await run('log', 'call', 'contact:1', '-o', 'connected', '-d', '2m', '--at', '2026-03-11 12:00');
  const json = async (...args: string[]) => JSON.parse(await run('report', 'calls', '--json', ...args))[0];
  expect(await json()).toMatchObject({ dials: 4, connects: 2, talk_time: 239 });
  expect(await json('--with-contacts')).toMatchObject({ dials: 5, connects: 3, talk_time: 359 });
  expect(await run('report', 'calls', '-f', 'table')).toMatch(
    /Contacts and customers\s+1 dial, 1 connect, 2m talked/,
  );
  const bySource = await crm(['report', 'calls', '-f', 'table', '--by', 'source'], { home });
  expect(bySource.stdout).toMatch(/Contacts and customers\s+1/);
  expect(await run('report', 'calls', '-f', 'table', '--with-contacts')).not.toContain('Contacts and');
});

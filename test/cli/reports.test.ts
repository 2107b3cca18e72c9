import { afterAll, beforeAll, expect, test } from 'vitest';
import { crm, makeHome } from '../support/program.ts';

const home = makeHome(afterAll);
const run = (...args: string[]) => crm(['report', ...args], { home });

// The tests act on 12 March 2026 at 10:00 UTC.
beforeAll(async () => {
  const add = (...args: string[]) => crm(['opp', 'add', ...args], { home });
  await add('First', '--amount', '1000', '--source', 'expo', '--stage', 'won', '--close', '2026-01-31');
  await add('Second', '--amount', '2000.50', '--source', 'web', '--stage', 'won', '--close', '2026-03-10');
  await add('Third', '--amount', 'EUR 70', '--stage', 'won', '--close', '2026-03-11');
  await add(
    'Fourth',
    '--amount',
    '500',
    '--stage',
    'lost',
    '--close',
    '2026-03-11',
    '--lost-reason',
    'price',
  );
});

test('won has a row for each currency, and its last day belongs to the period', async () => {
  expect((await run('won', '--csv')).stdout).toBe('count,amount,currency\n2,3000.50,USD\n1,70.00,EUR\n');
  const { stdout } = await run(
    'won',
    '--since',
    '2026-01-31',
    '--until',
    '2026-03-10',
    '--csv',
    '--no-header',
  );
  expect(stdout).toBe('2,3000.50,USD\n');
  expect((await run('won', '--until', '2026-03-09', '--json')).stdout).toBe(
    '[\n{"count":1,"amount":1000,"currency":"USD"}\n]\n',
  );
});

test('groups are fields or units of time, and the reason of a loss has a short name', async () => {
  const rows = async (...args: string[]) => (await run(...args, '--csv', '--no-header')).stdout;
  expect(await rows('won', '--by', 'month')).toBe(
    '2026-01,1,1000.00,USD\n2026-03,1,70.00,EUR\n2026-03,1,2000.50,USD\n',
  );
  expect(await rows('won', '--by', 'quarter', '--where', 'currency = USD')).toBe('2026-Q1,2,3000.50,USD\n');
  expect(await rows('won', '--by', 'week', '--source', 'expo')).toBe('2026-01-26,1,1000.00,USD\n');
  expect(await rows('lost', '--by', 'reason')).toBe('price,1,500.00,USD\n');
});

test('a period is compared with the one before', async () => {
  const { stdout } = await run(
    'won',
    '--period',
    '2026-03',
    '--compare',
    'previous',
    '--by',
    'source',
    '--where',
    'currency = USD',
    '--csv',
  );
  expect(stdout).toBe('source,count,count_before,amount,amount_before,currency\nweb,1,0,2000.50,0.00,USD\n');
  const { stderr, exitCode } = await run('won', '--compare', 'previous');
  expect({ stderr: stderr.split('\n')[0], exitCode }).toEqual({
    stderr: 'crm: --compare needs a period that has a beginning',
    exitCode: 2,
  });
});

test('lost deals without a history of stages are named, and not guessed', async () => {
  const { stdout, stderr } = await run(
    'conversion',
    '--where',
    'status = lost',
    '--columns',
    'stage,deals,lost',
    '--csv',
  );
  expect(stdout.split('\n').slice(0, 2)).toEqual(['stage,deals,lost', 'prospecting,0,0']);
  expect(stderr).toBe(
    '1 lost deal without a history of stages: the stage before is not known, and not counted\n',
  );
  expect((await run('conversion', '--json', '--since', '2026-04-01')).stdout).toBe('[]\n');
});

test('an explanation names the records and the SQL with its values', async () => {
  const { stdout } = await run('won', '--source', "o'web", '--explain');
  expect(stdout).toContain('Records: none\n');
  expect(stdout).toContain("o''web");
  const { stdout: found } = await run('won', '--source', 'web', '--explain');
  expect(found).toContain(
    'Filter: --source web, all time\nRecords: opp:2\nSQL: select opp.id as id, null as key from opp ',
  );
});

test.each([
  [['won', '--by', 'stagee'], 'crm: cannot group by "stagee"', 'Did you mean "stage"?'],
  [['conversion', '--by', 'amount'], 'crm: cannot group by "amount": it is an amount', 'A field of the opp'],
  [['won', '--period', 'soon'], 'crm: "soon" is not a period', 'Write it like month'],
  [
    ['won', '--since', '2026-02-02', '--until', '2026-02-01'],
    'crm: the period ends before it starts',
    'Give an earlier',
  ],
  [['won', '--period', 'month', '--since', '2026-01-01'], 'crm: --period and --since or --until exclude', ''],
  [['stale', '--days', 'many'], 'crm: --days is a whole number, not "many"', ''],
])('%j is refused with a way out', async (args, error, way) => {
  const { stderr, exitCode, stdout } = await run(...args);
  expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
  expect(stderr).toContain(error);
  expect(stderr).toContain(way);
});

test.each(['won', 'lost', 'sources', 'activity', 'leaderboard', 'funnel', 'stale'])(
  '%s of nothing is an empty list, and says on a terminal what is missing',
  async (report) => {
    const empty = makeHome();
    await crm(['user', 'add', 'ann'], { home: empty });
    expect(await crm(['report', report, '--json'], { home: empty })).toEqual({
      stdout: '[]\n',
      stderr: '',
      exitCode: 0,
    });
    const { stdout, stderr } = await crm(['report', report, '-f', 'table'], { home: empty });
    expect(stdout).toBe('');
    expect(stderr).toMatch(/crm |--days 14|--period quarter/);
  },
);

test('a period of days is that of the user, also around a change of clocks', async () => {
  const own = makeHome();
  const env = { TZ: 'Europe/Berlin' };
  await crm(['lead', 'add', 'Ann'], { home: own, env });
  const at = async (moment: string) =>
    crm(['activity', 'add', 'Met', '--type', 'meeting', '--at', moment, '--lead', '1'], { home: own, env });
  // Clocks went forward on 29 March 2025 at 2:00 and back on 26 October 2025 at 3:00.
  for (const moment of [
    '2025-03-29T22:30:00Z',
    '2025-03-29T23:30:00Z',
    '2025-10-25T21:30:00Z',
    '2025-10-26T22:30:00Z',
    '2025-10-26T23:30:00Z',
  ])
    expect((await at(moment)).exitCode).toBe(0);
  const { stdout } = await crm(['report', 'activity', '--by', 'day', '--csv', '--columns', 'day,total'], {
    home: own,
    env,
  });
  expect(stdout).toBe('day,total\n2025-03-29,1\n2025-03-30,1\n2025-10-25,1\n2025-10-26,1\n2025-10-27,1\n');
  const one = await crm(
    ['report', 'activity', '--since', '2025-10-26', '--until', '2025-10-26', '--csv', '--columns', 'total'],
    { home: own, env },
  );
  expect(one.stdout).toBe('total\n1\n');
});

test('the pipeline says what was won this month, and of what target', async () => {
  const own = makeHome();
  const add = (...args: string[]) => crm(['opp', 'add', ...args], { home: own });
  await add('Open', '--amount', '900');
  await add('Won', '--amount', '2000', '--stage', 'won', '--close', '2026-03-02', '--source', 'web');
  await add('Earlier', '--amount', '4000', '--stage', 'won', '--close', '2026-02-28');
  await crm(['config', 'set', 'target', '5k'], { home: own });
  const page = async (...args: string[]) =>
    (await crm(['report', 'pipeline', '-f', 'table', ...args], { home: own })).stdout;
  expect(await page()).toContain('$900 open in 1 deal   weighted $90   won this month $2,000 of $5,000\n');
  expect(await page('--where', 'source is empty')).toContain('won this month $0 of $5,000\n');
  expect(await page('--all')).toContain('$6,000 won in 2 deals\n');
});

test('who joined a campaign on the day after a deal was won has no part in it, by the days of the user', async () => {
  const home = makeHome();
  const env = { TZ: 'Pacific/Auckland' };
  const run = async (at: string, ...args: string[]) => {
    const { exitCode, stdout, stderr } = await crm([...args, '--now', at], { home, env });
    expect([args, exitCode, stderr]).toEqual([args, 0, expect.anything()]);
    return stdout;
  };
  // 12 March there, and still the 11th in UTC.
  const [before, after] = ['2026-03-10T20:00:00Z', '2026-03-11T20:00:00Z'];
  await run(before, 'campaign', 'add', 'Fair');
  await run(before, 'contact', 'add', 'Cy');
  await run(before, 'contact', 'add', 'Di');
  for (const contact of ['Cy', 'Di'])
    await run(before, 'opp', 'add', contact, '--contact', contact, '--amount', '100');
  await run(before, 'campaign', 'join', 'Fair', 'contact:2', '--status', 'attended');
  await run(after, 'campaign', 'join', 'Fair', 'contact:1', '--status', 'attended');
  for (const deal of ['1', '2']) await run(after, 'opp', 'win', deal, '--on', '2026-03-11');
  expect(await run(after, 'report', 'campaigns', '--csv', '--columns', 'name,members,deals,amount')).toBe(
    'name,members,deals,amount\nFair,2,1,100.00\n',
  );
});

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { crm, makeHome } from '../support/program.ts';

const home = makeHome(afterAll);
/** The program on 12 March 2026, as `user`. */
const run = (...args: string[]) => crm(args, { home });
const ok = async (...args: string[]) => {
  const result = await run(...args);
  expect(result).toMatchObject({ exitCode: 0 });
  return result.stdout;
};

beforeAll(async () => {
  for (const user of ['ann', 'bob']) await ok('user', 'add', user);
  const add = (name: string, ...args: string[]) => ok('opp', 'add', name, ...args);
  await add('Early', '--amount', '1000', '--stage', 'won', '--close', '2026-02-10', '--owner', 'ann');
  await add('Open', '--amount', '2000', '--close', '2026-03-30', '--owner', 'ann', '--stage', 'negotiation');
  await add('Late', '--amount', '500', '--close', '2026-03-01', '--owner', 'bob');
  await add('Undated', '--amount', '70', '--owner', 'bob');
  await ok('target', 'set', '4000', '--period', '2026-Q1');
});

const COLUMNS = 'period,count,closed,commit,best_case,pipeline,weighted,target,attainment,gap,coverage';

test('months by category, with the share of the target, and what is in no period on lines of its own', async () => {
  expect(await ok('report', 'forecast', '--csv', '--columns', COLUMNS)).toBe(
    `${COLUMNS}\n2026-01,0,0.00,0.00,0.00,0.00,0.00,1333.33,0,1333.33,0\n` +
      '2026-02,1,1000.00,0.00,0.00,0.00,1000.00,1333.33,75,333.33,0\n' +
      '2026-03,1,0.00,2000.00,0.00,0.00,1500.00,1333.33,0,1333.33,1.5\n' +
      'overdue,1,0.00,0.00,0.00,500.00,50.00,,,,\nno date,1,0.00,0.00,0.00,70.00,7.00,,,,\n',
  );
  expect(
    await ok('report', 'forecast', '--by', 'quarter', '--cumulative', '--csv', '--columns', COLUMNS),
  ).toContain('2026-Q1,2,1000.00,3000.00,3000.00,3000.00,2500.00,4000.00,25,3000.00,0.7\n');
  await ok('target', 'set', '900', '--period', '2026-Q1', '--owner', 'ann');
  expect(
    await ok(
      'report',
      'forecast',
      '--by',
      'owner',
      '--csv',
      '--columns',
      'owner,period,closed,target,gap,coverage',
    ),
  ).toBe(
    'owner,period,closed,target,gap,coverage\nann,in period,1000.00,900.00,-100.00,n/a\nbob,overdue,0.00,,,\nbob,no date,0.00,,,\n',
  );
});

test('a part of a month has the share of its days of the target', async () => {
  const part = [
    '--since',
    '2026-02-15',
    '--until',
    '2026-03-31',
    '--csv',
    '--columns',
    'period,target',
  ] as const;
  await ok('target', 'set', '4000', '--period', '2026-Q1');
  expect(await ok('report', 'forecast', ...part, '--total')).toMatch(
    /^period,target\n2026-02,666\.67\n2026-03,1333\.33\ntotal,2000\.00\n/,
  );
  expect(await ok('report', 'coverage', ...part)).toBe('period,target\n2026-02,666.67\n2026-03,1333.33\n');
});

test('programs get the row of the whole period where they ask for it', async () => {
  const shown = 'period,closed,commit,target,p10,p90';
  const forecast = ['report', 'forecast', '--simulate', '500', '--csv', '--columns', shown];
  expect(await ok(...forecast)).not.toContain('total');
  expect(await ok(...forecast, '--total')).toContain('total,1000.00,2000.00,4000.00,1000.00,3000.00\n');
  const coverage = ['report', 'coverage', '--csv', '--columns', 'period,target,closed,open'];
  expect(await ok(...coverage)).not.toContain('total');
  expect(await ok(...coverage, '--total')).toContain('total,4000.00,1000.00,2000.00\n');
});

test('any column of a forecast can be chosen on a terminal', async () => {
  const columns = 'period,omitted,called_commit';
  expect(await ok('report', 'forecast', '-f', 'table', '--columns', columns)).toMatch(/2026-03 +\$0/);
});

test('a call on a deal moves it between categories, with a history, and falls when the deal closes', async () => {
  expect(await ok('opp', 'forecast', '3', 'best', 'case', '--note', 'verbal yes')).toBe('3\n');
  await ok('opp', 'forecast', '3', 'omitted');
  await ok('opp', 'forecast', '3', 'none');
  expect(await ok('opp', 'forecast', '3', '--csv', '--columns', 'user,from,to,note')).toBe(
    'user,from,to,note\ntester,omitted,,\ntester,best case,omitted,\ntester,,best case,verbal yes\n',
  );
  await ok('opp', 'forecast', '3', 'commit', '--amount', '400', '--note', 'they cut it');
  await ok('opp', 'forecast', '3', 'best case');
  expect(await ok('report', 'forecast', '--csv', '--columns', 'period,total,expected')).toContain(
    'overdue,500.00,400.00\n',
  );
  await ok('opp', 'forecast', '3', 'none');
  expect(await ok('opp', 'forecast', '3', '--csv', '--columns', 'from,to,amount,note')).toMatch(
    'from,to,amount,note\nbest case,,,\ncommit,best case,400.00,\n,commit,400.00,they cut it\n',
  );
  expect((await run('opp', 'forecast', '1', 'commit')).stderr).toContain('opp 1 was won on 2026-02-10');
  expect(await run('opp', 'forecast', '3', 'comit')).toMatchObject({
    exitCode: 2,
    stderr:
      'crm: "comit" is not a forecast category\nDid you mean "commit"?   One of: pipeline, best case, commit, omitted, none\n',
  });
});

test('the word of a person stands beside the sums, and the former ones stay', async () => {
  await ok('forecast', 'submit', '2026-Q1', '--commit', '2500', '--best', '3k', '--note', 'first');
  await ok('forecast', 'submit', '2026-Q1', '--commit', '2600', '--user', 'ann');
  await ok('forecast', 'submit', '2026-Q1', '--commit', '2000');
  const called = 'called_commit,called_best,called_difference';
  expect(await ok('report', 'forecast', '--by', 'quarter', '--csv', '--columns', called)).toContain(
    `${called}\n4600.00,,1600.00\n`,
  );
  expect(await ok('forecast', 'history', 'tester', '--csv', '--columns', 'period,commit,best,note')).toBe(
    'period,commit,best,note\n2026-Q1,2000.00,,\n2026-Q1,2500.00,3000.00,first\n',
  );
  await ok('undo');
  expect(await ok('report', 'forecast', '--by', 'quarter', '--csv', '--columns', called)).toContain(
    '5100.00,3000.00',
  );
});

test('a deal whose close date moves out of the quarter has slipped; what is undone has not', async () => {
  await ok('opp', 'edit', '2', '--close', '2026-04-09');
  await ok('opp', 'edit', '2', '--close', '2026-03-20');
  await ok('opp', 'edit', '2', '--close', '2026-05-01');
  await ok('opp', 'edit', '3', '--close', '2026-06-01');
  await ok('undo');
  const { stdout, stderr } = await run(
    'report',
    'slipped',
    '--csv',
    '--columns',
    'id,pushes,pulls,days,planned,close_date',
  );
  expect({ stdout, stderr }).toEqual({
    stdout: 'id,pushes,pulls,days,planned,close_date\n2,2,1,52,2026-03-30,2026-05-01\n',
    stderr: '',
  });
  expect((await run('report', 'forecast', '--csv')).stderr).toBe(
    'slipped out of this period: 1 deal 2 times, by 52 days in all: crm report slipped\n',
  );
  expect(await ok('report', 'slipped', '--period', '2026-Q4', '--json')).toBe('[]\n');
});

test.each([
  [['report', 'forecast', '--calibrated'], 'crm: only 1 deal has closed, and a calibration needs 30'],
  [['report', 'forecast', '--seed', '1'], 'crm: --seed needs --simulate'],
  [['report', 'forecast', '--simulate', '0'], 'crm: --simulate takes 1 to 1,000,000 ends, not 0'],
  [['report', 'forecast', '--owner', 'nobody'], 'crm: unknown user "nobody"'],
  [['report', 'forecast', '--by', 'mnth'], 'crm: cannot group by "mnth"'],
  [['forecast', 'submit', 'last 90 days', '--commit', '5'], 'crm: a target is for a month'],
  [['forecast', 'submit', 'month'], 'crm: how much do you commit to?'],
  [
    ['forecast', 'submit', 'month', '--commit', '5', '--best', '4'],
    'crm: the best case is less than what you commit to',
  ],
  [
    ['forecast', 'submit', 'month', '--commit', '5', '--best', 'EUR 9'],
    'crm: what you commit to is in USD, and the best case in EUR',
  ],
  [['opp', 'forecast', '3', '--note', 'x'], 'crm: which category?'],
])('%j is refused with a way out', async (args, error) => {
  const { stdout, stderr, exitCode } = await run(...args);
  expect(exitCode).not.toBe(0);
  expect(stdout).toBe('');
  expect(stderr).toContain(error);
});

test('a simulation gives three figures, and says what it leaves out', async () => {
  const { stdout, stderr } = await run(
    'report',
    'forecast',
    '--by',
    'year',
    '--period',
    '2026',
    '--simulate',
    '500',
    '--csv',
    '--columns',
    'period,p10,p50,p90',
  );
  expect(stdout.split('\n')[1]).toBe('2026,1000.00,3000.00,3000.00');
  expect(stderr).toContain('deals that are not made yet are left out');
});

test('what is expected of a deal is in its currency, and falls when the deal closes or changes its currency', async () => {
  const id = (await ok('opp', 'add', 'Berlin', '--amount', 'EUR 900', '--close', '2026-05-05')).trim();
  const expected = () =>
    ok('opp', 'list', '--where', `id = ${id}`, '--csv', '--columns', 'amount,currency,forecast_amount');
  await ok('opp', 'forecast', id, 'commit', '--amount', '800');
  expect(await expected()).toContain('900.00,EUR,800.00\n');
  expect((await run('opp', 'forecast', id, 'commit', '--amount', '$800')).stderr).toContain(
    'the deal is in EUR, and the forecast amount in USD',
  );
  expect((await run('opp', 'forecast', id, 'none', '--amount', '5')).stderr).toContain('none goes back');
  await ok('opp', 'edit', id, '--amount', 'USD 950');
  expect(await expected()).toContain('950.00,USD,\n');
  await ok('undo');
  await ok('opp', 'win', id, '--amount', '850');
  expect(await expected()).toContain('850.00,EUR,\n');
  expect((await run('opp', 'edit', id, '--forecast-amount', '5')).stderr).toContain(
    'nothing is left to forecast',
  );
});

test('people see totals, also on pages and beside an earlier period; a deal of two groups counts once', async () => {
  const own = makeHome();
  const shop = async (...args: string[]) => {
    const result = await crm(args, { home: own, cwd: own });
    expect(result).toMatchObject({ exitCode: 0 });
    return result.stdout;
  };
  const add = (name: string, amount: string, close: string, ...more: string[]) =>
    shop('opp', 'add', name, '--amount', amount, '--close', close, ...more);
  await add('Both', '1000', '2026-03-20', '--tag', 'a', '--tag', 'b');
  await add('One', '300', '2026-03-21', '--tag', 'b');
  await add('Won', '50', '2026-01-10', '--stage', 'won', '--tag', 'a');
  await add('Earlier', '7', '2025-12-05', '--stage', 'won');
  /** The cells of the rows of the first table on the page of a report. */
  const page = async (...args: string[]) => {
    await shop('report', 'forecast', ...args, '-o', 'page.html', '--force');
    const [table = ''] = /<table.*?<\/table>/s.exec(readFileSync(join(own, 'page.html'), 'utf8')) ?? [];
    const cellsOf = (row: string) => [...row.matchAll(/<t[hd].*?<\/t[hd]>/gs)];
    return [...table.matchAll(/<tr.*?<\/tr>/gs)].map(([row]) =>
      cellsOf(row).map(([cell]) => cell.replaceAll(/<[^>]+>/g, '').trim()),
    );
  };
  const [head = [], ...rows] = await page('--by', 'tags');
  expect(head).toEqual(expect.not.arrayContaining(['Omitted', 'Cost', 'Called']));
  expect(rows.map(([tag, period, count, closed]) => [tag, period, count, closed])).toEqual([
    ['a', 'in period', '2', '$50.00'],
    ['b', 'in period', '2', '$0.00'],
    ['', 'total', '3', '$50.00'],
  ]);
  const beside = await page('--compare', 'previous');
  const at = ['Closed', 'Closed before'].map((label) => beside[0]?.indexOf(label) ?? -1);
  expect(beside.at(-1)?.[0]).toBe('total');
  expect(at.map((index) => beside.at(-1)?.[index])).toEqual(['$50.00', '$7.00']);
  // A script adds the rows itself.
  expect(await shop('report', 'forecast', '--by', 'tags', '--csv', '--columns', 'tags,period')).toBe(
    'tags,period\na,in period\nb,in period\n',
  );
});

test('currencies that have nothing in the period are not repeated for each month', async () => {
  const own = makeHome();
  const shop = async (...args: string[]) => (await crm(args, { home: own })).stdout;
  await shop('opp', 'add', 'Pounds', '--amount', '100', '--currency', 'GBP');
  await shop(
    'opp',
    'add',
    'Euros',
    '--amount',
    '7',
    '--currency',
    'EUR',
    '--close',
    '2026-02-01',
    '--stage',
    'won',
  );
  expect(await shop('report', 'forecast', '--csv', '--columns', 'period,currency,total')).toBe(
    'period,currency,total\n2026-01,EUR,0.00\n2026-02,EUR,7.00\n2026-03,EUR,0.00\nno date,GBP,100.00\n',
  );
});

test('an expense that is not in the cost names the currency that lacks a rate: of the deals, or its own', async () => {
  const own = makeHome();
  const at = (...args: string[]) => crm(args, { home: own });
  await at('opp', 'add', 'In yen', '--amount', 'JPY 70000', '--close', '2026-03-20');
  await at('opp', 'add', 'In dollars', '--amount', '900', '--close', '2026-03-20');
  await at('expense', 'add', 'Travel', '--amount', 'USD 5', '--opp', '1');
  await at('expense', 'add', 'Travel', '--amount', 'CHF 7', '--opp', '2');
  const { stderr } = await at('report', 'forecast');
  expect(stderr).toContain('expenses in USD are not in the cost of deals in JPY: crm rate set JPY <rate>');
  expect(stderr).toContain('expenses in CHF are not in the cost of deals in USD: crm rate set CHF <rate>');
});

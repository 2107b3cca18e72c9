import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { commandCatalogue } from '../../src/cli/catalogue.ts';
import { builtInNouns } from '../../src/nouns/index.ts';
import { completions } from '../support/completions.ts';
import { crm, makeHome } from '../support/program.ts';

const home = makeHome(afterAll);
const report = (...args: string[]) => crm(['report', ...args], { home });
const csv = async (...args: string[]) => (await report(...args, '--csv')).stdout;

// The tests act on 12 March 2026 at 10:00 UTC.
beforeAll(async () => {
  const add = (...args: string[]) => crm(['opp', 'add', ...args], { home });
  await crm(['account', 'add', 'Acme', '--industry', 'Retail', '--revenue', '1m'], { home });
  const acme = ['--account', 'Acme'];
  await add(
    'First',
    '--amount',
    '1000',
    '--stage',
    'won',
    '--close',
    '2026-01-31',
    '--tag',
    'a',
    '--tag',
    'b',
    ...acme,
  );
  await add(
    'Second',
    '--amount',
    '2000.50',
    '--stage',
    'won',
    '--close',
    '2026-03-10',
    '--tag',
    'a',
    ...acme,
  );
  await add('Third', '--amount', 'EUR 70', '--stage', 'proposal', '--close', '2026-04-11');
});

test('records are counted and summed by groups, one row for each currency', async () => {
  expect(
    await csv('run', '--group', 'stage, month(close_date)', '--measure', 'count, sum(amount) as sum'),
  ).toBe(
    'stage,month_close_date,currency,count,sum\n' +
      'proposal,2026-04,EUR,1,70.00\nwon,2026-01,USD,1,1000.00\nwon,2026-03,USD,1,2000.50\n',
  );
  expect(await csv('run', '--group', 'tags', '--measure', 'count, sum(account.employees)', '--total')).toBe(
    'tags,count,sum_account_employees\na,2,0\nb,1,0\n,1,0\ntotal,3,0\n',
  );
  // Two deals of one account: its revenue counts once.
  expect(await csv('run', '--group', 'status', '--measure', 'sum(account.revenue)')).toBe(
    'status,currency,sum_account_revenue\nopen,,\nwon,USD,1000000.00\n',
  );
});

test('the ids of rows are their first groups', async () => {
  expect((await report('run', '--group', 'stage, status', '-f', 'ids')).stdout).toBe('proposal\nwon\n');
});

test('empty periods are filled in, and the values of a group are columns', async () => {
  const months = ['--group', 'month(close_date)', '--fill'];
  expect(await csv('run', ...months)).toBe(
    'month_close_date,count\n2026-01,1\n2026-02,0\n2026-03,1\n2026-04,1\n',
  );
  const [group, ...fill] = ['stage, month(close_date)', '--fill'];
  expect(await csv('run', '--group', String(group), ...fill, '--pivot', 'month', '--total')).toBe(
    'stage,2026-01,2026-02,2026-03,2026-04,total\nproposal,0,0,0,1,1\nwon,1,0,1,0,2\ntotal,1,0,1,1,3\n',
  );
  const ofYear = ['--period', '2026-Q1', '--date', 'close', '--group', 'month(close_date)', '--fill'];
  expect(await csv('run', ...ofYear, '--where', 'status = lost')).toBe('month_close_date,count\n');
});

test.each([
  [['--group', 'stge'], 'unknown field "stge"', 'Did you mean stage?'],
  [['--measure', 'som(amount)'], 'unknown function "som"', 'Did you mean sum?'],
  [
    ['--measure', 'amount'],
    '"amount" is a value of each record, not of a group',
    'Write sum(amount), avg(amount), max(amount) or count',
  ],
  [['--measure', 'cuont'], 'unknown measure "cuont"', 'Did you mean count?'],
  [['--sort', 'cuont'], 'cannot sort by "cuont"', 'Did you mean "count"?   One of: count'],
  [['--group', 'amount'], 'cannot group by amount: it is an amount', null],
  [
    ['--measure', 'sum(amount), sum(account.revenue)'],
    'the currencies of sum(amount) and sum(account.revenue) can differ within one row',
    null,
  ],
  [['--on', 'led'], 'unknown noun "led"', null],
  [['--date', 'clsoed_on', '--period', 'month'], '"clsoed_on" is no day of opportunities', null],
  [
    ['--since', '2026-02-01', '--until', '2026-01-01'],
    'the period ends before it starts: 2026-02-01 to 2026-01-01',
    null,
  ],
])('a mistake in %j is named', async (options, message, hint) => {
  const { stderr, exitCode } = await report('run', ...options);
  expect(exitCode).toBe(2);
  expect(stderr.split('\n')[0]).toBe(`crm: ${message}`);
  if (hint !== null) expect(stderr.trimEnd().split('\n').at(-1)).toBe(hint);
});

test('no records are no error', async () => {
  expect(await report('run', '--where', 'name = nobody', '--json')).toMatchObject({
    stdout: '[]\n',
    exitCode: 0,
  });
});

test('a report is saved, run by its name, changed, exported and removed', async () => {
  const saved = ['--group', 'stage', '--measure', 'count, sum(amount)', '--where', 'status = won'];
  expect((await report('save', 'wins', ...saved)).stdout).toBe('wins\n');
  expect(await csv('wins')).toBe('stage,currency,count,sum_amount\nwon,USD,2,3000.50\n');
  expect(await csv('wins', '--where', 'amount > 1500', '--measure', 'count')).toBe('stage,count\nwon,1\n');
  expect(await report('save', 'Wins', '--group', 'owner')).toMatchObject({
    exitCode: 1,
    stderr:
      'crm: a report "wins" exists\nChange it: crm report edit wins …   Remove it: crm report rm wins\n',
  });
  expect((await report('save', 'pipeline')).exitCode).toBe(2);
  expect((await report('save', 'bad', '--group', 'nothing')).exitCode).toBe(2);
  await report('edit', 'wins', '--name', 'closed', '--measure', '', '--total');
  expect((await report('show', 'closed')).stdout).toBe(
    "crm report save closed --group stage --where 'status = won' --total\n",
  );
  expect((await report('wins')).stderr).toContain('unknown report "wins"');
  const file = join(home, 'all.jsonl');
  await crm(['export', 'all', '-o', file], { home });
  const copy = join(home, 'copy.db');
  await crm(['--db', copy, 'import', 'all', file], { home });
  expect((await crm(['--db', copy, 'report', 'closed', '--csv'], { home })).stdout).toBe(
    'stage,count\nwon,2\ntotal,2\n',
  );
  await report('rm', 'closed');
  expect((await report('list', '-f', 'ids')).stdout).toBe('');
  await crm(['undo', '--yes'], { home });
  expect((await report('list', '-f', 'ids')).stdout).toBe('closed\n');
});

test('the names of saved reports are completed, and the options of one', async () => {
  const offered = async (...words: string[]) => (await completions(words, { home })).values;
  await report('save', 'quarterly', '--group', 'stage');
  expect(await offered('report', 'quart')).toEqual(['quarterly']);
  expect(await offered('report', 'run', 'quart')).toEqual(['quarterly']);
  expect(await offered('report', 'velo')).toEqual(['velocity']);
  expect(await offered('report', 'quarterly', '--piv')).toEqual(['--pivot']);
  expect(await offered('report', 'run', '--on', 'acc')).toEqual(['account']);
  await report('rm', 'quarterly');
});

test('a saved report cannot have the name of a report or verb of the program', async () => {
  const entry = commandCatalogue(builtInNouns()).find(({ name }) => name === 'report');
  for (const name of [...Object.keys(entry?.verbs?.() ?? {}), 'ls', 'delete', 'Stale'])
    expect(await report('save', name, '--group', 'stage')).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining(`"${name}" is a report or a verb of crm`),
    });
});

test('amounts are converted where there are rates, and the rates are named', async () => {
  const measures = ['--measure', 'count, sum(amount)', '--group', 'status', '--total'];
  await crm(['rate', 'set', 'EUR', '1.5', '--on', '2026-01-01'], { home });
  const { stdout, stderr } = await report('run', ...measures, '--csv');
  expect(stdout).toBe(
    'status,currency,count,sum_amount\nopen,USD,1,105.00\nwon,USD,2,3000.50\ntotal,USD,3,3105.50\n',
  );
  expect(stderr).toBe('converted to USD: 1 EUR = 1.5 (from 2026-01-01)\n');
  await crm(['undo', '--yes'], { home });
  expect((await report('run', ...measures, '--csv')).stderr).toContain(
    'not added up, because the currencies differ: EUR, USD',
  );
});

test('the age of a deal, and its days in the stage, are known to filters and reports', async () => {
  const filtered = await crm(['opp', 'list', '--where', 'days_in_stage < 1 and age < 1', '-f', 'ids'], {
    home,
  });
  expect(filtered.stdout).toBe('3\n');
  expect(await csv('run', '--measure', 'max(days_in_stage), p50(age where status = open)')).toBe(
    'max_days_in_stage,p50_age_where_status_open\n0,0\n',
  );
});

test('an own report is compared with an earlier period, times in their order', async () => {
  const own = makeHome();
  const add = (amount: string, day: string, source: string) =>
    crm(['opp', 'add', 'Deal', '--amount', amount, '--stage', 'won', '--close', day, '--source', source], {
      home: own,
    });
  await add('100', '2026-01-10', 'web');
  await add('300', '2026-02-10', 'web');
  await add('50', '2026-02-11', 'expo');
  const rows = async (...args: string[]) =>
    (
      await crm(
        [
          'report',
          'run',
          '--measure',
          'count, sum(amount)',
          '--date',
          'closed_on',
          '--period',
          '2026-02',
          '--csv',
          ...args,
        ],
        { home: own },
      )
    ).stdout;
  expect(await rows('--group', 'source', '--compare', 'previous', '--sort', 'source')).toBe(
    'source,currency,count,count_before,sum_amount,sum_amount_before\nexpo,USD,1,,50.00,\nweb,USD,1,1,300.00,100.00\n',
  );
  expect(await rows('--group', 'month(closed_on)', '--compare', 'previous', '--no-header')).toBe(
    '2026-02,USD,2,1,350.00,100.00\n',
  );
  const { stderr, exitCode } = await crm(
    [
      'report',
      'run',
      '--group',
      'source, month(closed_on)',
      '--pivot',
      'month',
      '--period',
      'month',
      '--compare',
      'previous',
    ],
    { home: own },
  );
  expect([exitCode, stderr.split('\n')[0]]).toEqual([2, 'crm: a report with a pivot is not compared']);
});

test('records that point to those of a group are counted themselves, each once on the way of a relation', async () => {
  const own = makeHome();
  const run = async (...args: string[]) => (await crm(args, { home: own })).stdout;
  for (const name of ['Acme', 'Globex', 'Alone']) await run('account', 'add', name, '--industry', 'retail');
  for (const name of ['Ann', 'Bob', 'Cid']) await run('contact', 'add', name, '--account', 'Acme');
  await run('contact', 'add', 'Dee', '--account', 'Globex', '--title', 'CTO');
  const measure = [
    'count',
    'count(contacts)',
    'count(contacts where title = CTO)',
    'sum(count(contacts))',
  ].join(', ');
  expect(
    await run(
      'report',
      'run',
      '--on',
      'account',
      '--group',
      'industry',
      '--measure',
      measure,
      '--csv',
      '--no-header',
    ),
  ).toBe('retail,3,4,1,4\n');
  expect(
    await run(
      'report',
      'run',
      '--on',
      'contact',
      '--group',
      'account',
      '--measure',
      'count(account.contacts)',
      '--csv',
      '--no-header',
    ),
  ).toBe('Acme,3\nGlobex,1\n');
});

test('a record at the end of a link is joined once, and stages only where a report is about them', async () => {
  const own = makeHome(afterAll);
  const run = async (...args: string[]) => (await crm(args, { home: own })).stdout;
  await run('account', 'add', 'Acme', '--industry', 'retail');
  await run('account', 'add', 'Globex', '--industry', 'steel', '--parent', 'Acme');
  await run('contact', 'add', 'Ann', '--account', 'Acme');
  await run('opp', 'add', 'One', '--account', 'Globex', '--contact', 'Ann', '--amount', '10');
  await run('opp', 'add', 'Two', '--account', 'Globex', '--stage', 'won', '--amount', '5');
  await run('opp', 'add', 'Three', '--amount', '1');
  const rows = (group: string, ...rest: string[]) =>
    run(
      'report',
      'run',
      '--group',
      group,
      '--measure',
      'count, sum(amount)',
      '--csv',
      '--no-header',
      ...rest,
    );
  expect(await rows('account.industry, contact.account.industry, account.parent.industry, stage')).toBe(
    'steel,retail,retail,prospecting,USD,1,10.00\nsteel,,retail,won,USD,1,5.00\n,,,prospecting,USD,1,1.00\n',
  );
  expect(await rows('account.industry', '--where', 'account.industry = steel and status = won')).toBe(
    'steel,USD,1,5.00\n',
  );
  expect(await rows('owner, account.industry', '--where', 'contact.account = Acme')).toMatch(
    /,steel,USD,1,10.00\n$/,
  );
  const statement = async (group: string) =>
    /^SQL: (.*)$/m.exec(await run('report', 'run', '--group', group, '--measure', 'count', '--explain'))?.[1];
  expect(await statement('account.industry')).toContain(
    `from opp left join account on "account"."id" = opp.account_id where`,
  );
  expect(await statement('account.industry')).not.toMatch(/stage|materialized/);
  expect(await statement('account.industry, stage')).toContain('as opp left join stage on');
});

import { expect, test } from 'vitest';
import { crm, makeHome } from '../support/program.ts';

const REPORTS = [
  ...['pipeline', 'forecast', 'slipped', 'coverage', 'pipeline-diff', 'calls', 'best-time', 'cadence', 'won'],
  ...[
    'lost',
    'sources',
    'activity',
    'leaderboard',
    'funnel',
    'speed-to-lead',
    'conversion',
    'velocity',
    'stale',
  ],
  ...['stuck', 'bottleneck', 'compliance', 'customers', 'recurring', 'cases', 'products', 'cross-sell'],
  ...['win-back', 'campaigns'],
];

/** What all reports take, or say why not. */
const OPTIONS = [
  ['--owner', 'me'],
  ['--pipeline', 'sales'],
  ['--where', 'id > 0'],
  ['--segment', 'all'],
  ['--since', '2026-01-01'],
  ['--until', '2026-02-28'],
  ['--period', 'quarter', '--by', 'month'],
  ['--by', 'owner'],
  ['--by', 'team'],
  ['--period', 'quarter', '--compare', 'previous'],
  ['--period', 'quarter', '--compare', 'last-year'],
  ['--explain'],
];

async function session() {
  const home = makeHome();
  const run = (...args: string[]) => crm(args, { home });
  const ok = async (...args: string[]) => {
    const { exitCode, stdout, stderr } = await run(...args);
    expect([exitCode, stderr, args]).toEqual([0, expect.anything(), args]);
    return stdout;
  };
  await ok('user', 'add', 'ann');
  await ok('opp', 'add', 'A', '--amount', '300', '--owner', 'ann', '--stage', 'won', '--close', '2026-03-01');
  await ok('opp', 'add', 'B', '--amount', 'EUR 50', '--owner', 'me', '--close', '2026-03-20');
  await ok('opp', 'add', 'C', '--amount', '70', '--owner', 'ann', '--close', '2026-02-20', '--tag', 'a,b');
  return { run, ok };
}

test('every report takes the common options, or says why it has none', async () => {
  const { run, ok } = await session();
  for (const noun of ['opp', 'lead', 'activity', 'account', 'purchase', 'case', 'campaign'])
    await ok('segment', 'add', `all ${noun}s`, '--noun', noun, '--where', 'id > 0');
  for (const report of REPORTS)
    for (const options of OPTIONS) {
      const named = options.map((word) => (word === 'all' ? segmentOf(report) : word));
      const { exitCode, stdout, stderr } = await run('report', report, ...named, '--json');
      const line = [report, ...named].join(' ');
      if (exitCode === 0) {
        expect([line, options[0] === '--explain' || Array.isArray(JSON.parse(stdout))]).toEqual([line, true]);
        continue;
      }
      expect([line, exitCode, stderr]).toEqual([
        line,
        2,
        expect.stringMatching(/^crm: this report (has no --[a-z]+: |is by owner already)/),
      ]);
    }
});

const NOUNS: Readonly<Record<string, readonly string[]>> = {
  leads: ['sources', 'funnel', 'speed-to-lead', 'calls', 'best-time', 'cadence'],
  activities: ['activity'],
  accounts: ['customers', 'cross-sell', 'win-back'],
  purchases: ['recurring', 'products'],
  cases: ['cases'],
  campaigns: ['campaigns'],
};

const segmentOf = (report: string): string =>
  `all ${Object.entries(NOUNS).find(([, reports]) => reports.includes(report))?.[0] ?? 'opps'}`.replace(
    'activities',
    'activitys',
  );

test('a report that is made for each group has the rows of the report of that group', async () => {
  const { ok } = await session();
  const rowsOf = async (...args: string[]) =>
    JSON.parse(await ok('report', ...args, '--json')) as Record<string, unknown>[];
  for (const report of ['velocity', 'stale', 'stuck', 'bottleneck', 'pipeline-diff']) {
    const grouped = await rowsOf(report, '--by', 'owner', ...(report === 'stale' ? ['--days', '0'] : []));
    for (const owner of ['ann', null]) {
      const own = owner === null ? 'owner != ann' : 'owner = ann';
      const alone = await rowsOf(report, '--where', own, ...(report === 'stale' ? ['--days', '0'] : []));
      const ofGroup = grouped.filter((row) => (row.owner === 'ann') === (owner === 'ann'));
      const without = (row: Record<string, unknown>) => ({ ...row, owner: undefined });
      expect([report, ofGroup.map(without)]).toEqual([report, alone.map(without)]);
    }
  }
  const tags = await rowsOf('velocity', '--by', 'tags');
  expect([...new Set(tags.map((row) => row.tags))]).toEqual(['a', 'b', null]);
  const months = await rowsOf('pipeline-diff', '--by', 'month', '--period', 'quarter');
  expect([...new Set(months.map((row) => row.month))]).toEqual(['2026-03']);
  // Weeks that are still to come have no part in what happened.
  const weeks = await rowsOf('pipeline-diff', '--by', 'week', '--period', 'quarter');
  expect(weeks.at(-1)?.week).toBe('2026-03-09');
});

test('reports by team have for each team what they have of it alone, with its parts of deals and its target', async () => {
  const { ok } = await session();
  const rowsOf = async (...args: string[]) =>
    JSON.parse(await ok('report', ...args, '--json')) as Record<string, unknown>[];
  for (const user of ['bob', 'cleo']) await ok('user', 'add', user);
  await ok('team', 'add', 'emea', 'ann', 'bob');
  await ok('team', 'add', 'all', 'ann', 'bob', 'cleo');
  await ok('opp', 'add', 'D', '--amount', '100', '--owner', 'cleo', '--close', '2026-03-21');
  await ok('opp', 'add', 'E', '--amount', '1000', '--owner', 'bob', '--close', '2026-03-02');
  const split = ['--split', 'ann (30%)', '--split', 'bob (20%)', '--split', 'cleo (50%)'];
  await ok('opp', 'edit', '4', ...split);
  await ok('opp', 'edit', '5', ...split);
  await ok('opp', 'win', '5');
  await ok('lead', 'add', 'Lea', '--owner', 'bob');
  await ok('target', 'set', '4000', '--owner', 'emea', '--period', '2026-Q1');
  for (const report of ['pipeline', 'won', 'forecast', 'coverage', 'lost']) {
    const grouped = await rowsOf(report, '--by', 'team');
    for (const team of ['emea', 'all']) {
      const by = report === 'pipeline' ? 'pipeline' : 'year';
      const alone = await rowsOf(report, '--by', by, '--owner', team);
      const own = grouped.filter((row) => row.team === team);
      const plain = ({ team: _, year: __, pipeline: ___, period: ____, ...row }: Record<string, unknown>) =>
        row;
      expect([report, team, own.map(plain)]).toEqual([report, team, alone.map(plain)]);
    }
  }
  expect(await rowsOf('won', '--by', 'team')).toMatchObject([
    { team: 'all', count: 2 },
    { team: 'emea', count: 2 },
  ]);
  expect((await rowsOf('forecast', '--by', 'team')).find(({ team }) => team === 'emea')).toMatchObject({
    attainment: 20,
  });
  expect((await rowsOf('funnel', '--by', 'team')).filter(({ team }) => team === 'emea')[0]?.leads).toBe(1);
  const ranks = await rowsOf('leaderboard', '--by', 'team');
  expect(ranks.map(({ team, user }) => `${team} ${user}`)).toEqual([
    ...['all ann', 'all cleo', 'all bob', 'emea ann', 'emea bob'],
  ]);
  const explained = await ok('report', 'won', '--by', 'team', '--explain', '--csv');
  expect(explained.split('\n').filter((line) => line.startsWith('emea')).length).toBeGreaterThan(1);
});

test('the records of a compliance rule are those of the owner that is asked for, or of a team', async () => {
  const { ok, run } = await session();
  await ok('compliance', 'add', 'deals have next steps', '--noun', 'opp', '--where', 'next_step is empty');
  await ok('team', 'add', 'emea', 'ann');
  for (const owner of ['ann', 'emea']) {
    expect(await ok('report', 'compliance', '--owner', owner, '--csv', '--columns', 'owner,checked')).toBe(
      'owner,checked\nann,2\n',
    );
    const explained = await ok('report', 'compliance', '--owner', owner, '--explain');
    expect(explained).toContain('deals have next steps, ann: Records, Broken, %: opp:1 opp:3\n');
  }
  expect((await run('report', 'compliance', '--owner', 'zoe')).stderr).toContain('unknown user "zoe"');
});

test('compliance checks the records that are asked for, and says which rules these cannot be about', async () => {
  const { ok, run } = await session();
  await ok('compliance', 'add', 'deals have next steps', '--where', 'next_step is empty');
  await ok('segment', 'add', 'small', '--noun', 'opp', '--where', 'amount < 100');
  const checked = async (...args: string[]) =>
    (await ok('report', 'compliance', ...args, '--csv', '--columns', 'owner,checked'))
      .split('\n')
      .slice(1, -1);
  expect(await checked()).toEqual(['ann,2', 'tester,1']);
  expect(await checked('--where', 'status = won')).toEqual(['ann,1']);
  expect(await checked('--segment', 'small')).toEqual(['ann,1', 'tester,1']);
  expect(await checked('--pipeline', 'sales', '--owner', 'ann')).toEqual(['ann,2']);
  expect(await checked('--until', '2026-01-31')).toEqual([]);
  expect(await checked('--period', 'quarter')).toEqual(['ann,2', 'tester,1']);
  const where = ['report', 'compliance', '--where', 'status = won', '--explain'] as const;
  expect(await ok(...where)).toContain('deals have next steps, ann: Records, Broken, %: opp:1\n');
  await ok('compliance', 'add', 'cases have owners', '--noun', 'case', '--where', 'owner is empty');
  const both = await run('report', 'compliance', '--pipeline', 'sales', '--csv');
  expect([both.exitCode, both.stderr]).toEqual([
    0,
    expect.stringContaining(
      'rule 2 (cases have owners) was not checked: cases are in no pipeline: deals are',
    ),
  ]);
  const neither = await run('report', 'compliance', '--where', 'colour = red');
  expect([neither.exitCode, neither.stderr]).toEqual([2, expect.stringContaining('unknown field "colour"')]);
});

test('in a format that is asked for an explanation is a list of records, as references each once', async () => {
  const { ok } = await session();
  await ok('opp', 'edit', '1', '--split', 'ann (60%)', '--split', 'tester (40%)');
  const won = ['report', 'won', '--by', 'owner', '--explain'] as const;
  expect(await ok(...won, '--csv')).toBe('row,figures,id\nann,count,opp:1\nann,,opp:1\ntester,,opp:1\n');
  expect(await ok(...won, '-f', 'ids')).toBe('opp:1\n');
});

test('an explanation says how many records are in a figure, beyond those that it names', async () => {
  const { ok } = await session();
  const home = makeHome();
  const names = Array.from({ length: 201 }, (_, at) => `Person ${at}`);
  await crm(['lead', 'import', '-'], { home, input: `name\n${names.join('\n')}\n` });
  const { stdout } = await crm(['report', 'funnel', '--explain'], { home });
  expect(stdout).toContain('lead:200 … (201 in all)\n');
  expect(await ok('report', 'won', '--explain')).not.toContain('in all)');
});

test('reports group by fields of related records, by choices of which a record has several, and by tags', async () => {
  const { ok, run } = await session();
  const rowsOf = async (...args: string[]) =>
    JSON.parse(await ok('report', ...args, '--json')) as Record<string, unknown>[];
  for (const noun of ['opp', 'lead'])
    await ok('field', 'add', noun, 'colors', '--type', 'multichoice', '--choices', 'red,blue');
  await ok('account', 'add', 'Acme', '--industry', 'Steel');
  await ok('opp', 'edit', '1', '2', '3', '--account', 'Acme', '--set', 'colors=red,blue');
  await ok('opp', 'add', 'Plain', '--amount', '5', '--close', '2026-03-20');
  await ok('lead', 'add', 'Jane', '--tag', 'hot,new', '--set', 'colors=red');
  await ok('lead', 'add', 'Joe');
  await ok('log', 'call', '1', 'hello', '-o', 'interested');

  const counts = async (field: string, ...args: string[]) => {
    const rows = await rowsOf(...args, '--by', field);
    const name = field.replace('.', '_');
    return rows.map(
      (row) => `${row[name]} ${row.count ?? row.leads}${row.currency ? ` ${row.currency}` : ''}`,
    );
  };
  expect(await counts('account.industry', 'won')).toEqual(['Steel 1 USD']);
  expect(await counts('colors', 'won')).toEqual(['blue 1 USD', 'red 1 USD']);
  expect((await counts('account.industry', 'pipeline')).sort()).toEqual([
    'Steel 1 EUR',
    'Steel 1 USD',
    'null 1 USD',
  ]);
  expect((await counts('colors', 'pipeline')).sort()).toEqual([
    ...['blue 1 EUR', 'blue 1 USD', 'null 1 USD', 'red 1 EUR', 'red 1 USD'],
  ]);
  expect(await counts('campaigns', 'speed-to-lead')).toEqual(['null 2']);
  expect(await counts('tags', 'speed-to-lead')).toEqual(['hot 1', 'new 1', 'null 1']);
  expect(await counts('colors', 'speed-to-lead')).toEqual(['red 1', 'null 1']);
  for (const report of REPORTS)
    for (const field of ['tags', 'campaign', 'colors', 'account.industry', 'owner.name', 'account.tags']) {
      const { exitCode, stderr } = await run('report', report, '--by', field, '--json');
      // What cannot be grouped by is an error of the user, with what it means.
      const isUsage = exitCode === 2 && !stderr.includes('internal');
      expect([report, field, stderr, exitCode === 0 || isUsage]).toEqual([report, field, stderr, true]);
    }
  const explained = await ok('report', 'won', '--by', 'colors', '--explain', '--csv');
  expect(explained).toBe('row,figures,id\nblue,,opp:1\nred,,opp:1\n');
});

test('deals that stand still are narrowed by the day on which they are to close', async () => {
  const { ok } = await session();
  for (const report of ['stuck', 'stale'])
    for (const [options, ids] of [
      [['--period', '2026-02'], '3'],
      [['--since', '2026-03-01'], '2'],
      [['--until', '2026-03-20'], '2\n3'],
      [['--until', '2026-03-19'], '3'],
    ] as const) {
      const days = report === 'stale' ? ['--days', '0'] : [];
      const found = await ok('report', report, ...days, ...options, '--now', '2026-04-20', '-f', 'ids');
      expect([report, options, found.trim().split('\n').sort().join('\n')]).toEqual([report, options, ids]);
    }
});

test('tables have first what narrow windows must show: the way to move a deal, and the target', async () => {
  const { ok } = await session();
  const head = async (...args: string[]) =>
    (await ok(...args, '-f', 'table')).split('\n')[0]?.trim().split(/ {2,}/);
  const stuck = await head('report', 'stuck', '--suggest', '--now', '2026-04-20');
  expect(stuck?.slice(0, 4)).toEqual(['ID', 'name', 'command', 'suggestion']);
  expect((await ok('report', 'stuck', '--suggest', '--csv')).split('\n')[0]).toBe(
    'id,name,stage,days,quiet,amount,currency,owner,reasons,contact,other,suggestion,command',
  );
  await ok('target', 'set', '900', '--period', 'quarter');
  const forecast = await head('report', 'forecast');
  expect(forecast?.slice(5, 10)).toEqual(['pipeline', 'target', '%', 'gap', 'coverage']);
});

test('a filter that calls a field as files do is told its name', async () => {
  const { run } = await session();
  for (const [list, filter, name] of [
    [['report', 'activity'], 'owner = ann', 'user'],
    [['lead', 'list'], 'mobile ~ 5', 'phone'],
    [['opp', 'list'], 'deal_value > 5', 'amount'],
  ] as const) {
    const { exitCode, stderr } = await run(...list, '--where', filter);
    expect([filter, exitCode, stderr]).toEqual([filter, 2, expect.stringContaining(`Did you mean ${name}?`)]);
  }
});

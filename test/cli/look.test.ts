import { afterAll, beforeAll, expect, test } from 'vitest';
import { crm, makeHome } from '../support/program.ts';
import { open } from '../support/terminal.ts';

const home = makeHome(afterAll);
const run = (...args: string[]) => crm(args, { home });

// The tests act on 12 March 2026 at 10:00 UTC; a deal that entered its stage in January is stuck.
beforeAll(async () => {
  await run(
    'lead',
    'add',
    'Jane Doe',
    '--company',
    'Acme',
    '--phone',
    '+44 20 7946 0958',
    '--owner',
    'tester',
  );
  await run('lead', 'add', 'Bad \x1b[31mActor', '--next-attempt', 'today 3pm');
  await run('task', 'add', 'Send the offer', '--due', '2026-03-10', '--lead', '1');
  await run('opp', 'add', 'Big deal', '--amount', '12000', '--close', '+3d');
  await run('opp', 'add', 'Old deal', '--amount', 'EUR 900', '--stage', 'proposal', '--now', '2026-01-05');
  await run('opp', 'add', 'Done deal', '--amount', '500', '--stage', 'won', '--close', '2026-02-01');
});

test('search finds a phone in any format, and other commands accept its references', async () => {
  expect((await run('search', '020 7946 0958')).stdout).toBe(
    'noun\tid\ttitle\tmatch\nlead\t1\tJane Doe · Acme\tphone: +44 20 7946 0958\n',
  );
  const { stdout: refs } = await run('search', 'jane', '--noun', 'leads', '-f', 'ids');
  expect(refs).toBe('lead:1\n');
  const { stdout } = await crm(['lead', 'show', '-', '--columns', 'name', '--no-header'], {
    home,
    input: refs,
  });
  expect(stdout).toBe('Jane Doe\n');
});

test('a search without results is no error, a search of an unknown noun is', async () => {
  expect(await run('search', 'nothing like it')).toEqual({
    stdout: 'noun\tid\ttitle\tmatch\n',
    stderr: '',
    exitCode: 0,
  });
  const { exitCode, stderr } = await run('search', 'jane', '--noun', 'leed');
  expect({ exitCode, stderr }).toEqual({
    exitCode: 2,
    stderr: expect.stringContaining('Did you mean "lead"?'),
  });
});

test('today lists due items, one line each', async () => {
  const { stdout } = await run('today', '--columns', 'kind,id,when,title');
  expect(stdout).toBe(
    [
      'kind\tid\twhen\ttitle',
      'task\ttask:1\t2026-03-10\tSend the offer',
      'callback\tlead:2\t2026-03-12T15:00:00.000Z\tBad \\x1b[31mActor',
      'closing\topp:1\t2026-03-15\tBig deal',
      'stuck\topp:2\t2026-01-05T09:00:00.000Z\tOld deal',
      '',
    ].join('\n'),
  );
});

test('today on a terminal has a summary and sections, and escapes control sequences', async () => {
  const terminal = open(['today'], { home, env: { PAGER: 'cat' }, rows: 40 });
  expect(await terminal.exit).toBe(0);
  expect(terminal.screen()).toContain('1 overdue   1 to call back   1 closing soon   1 stuck');
  expect(terminal.screen()).toMatch(/Overdue ─+ 1\n +1 +2 days +Send the offer +Jane Doe · Acme/);
  expect(terminal.raw).not.toContain('\x1b[31m');
  expect(terminal.screen()).toContain('Bad ␛[31mActor');
});

test('today cuts nothing in a narrow window', async () => {
  await run('task', 'add', 'Find the energy manager on the website of the firm', '--due', '2026-03-11');
  for (const cols of [40, 60, 80]) {
    const terminal = open(['today'], { home, env: { PAGER: 'cat' }, rows: 60, cols });
    expect(await terminal.exit).toBe(0);
    const text = terminal.screen().replaceAll(/\s+/g, ' ');
    expect(text).toContain('Find the energy manager on the website of the firm');
    expect(text).toMatch(/Old deal .*proposal .*66 days here/);
    if (cols < 80) expect(text).not.toContain('…');
  }
});

test('today cuts no name where each part has room for its own', async () => {
  const own = makeHome();
  const add = (...args: string[]) => crm(args, { home: own });
  const lead = ['Hiroshi MacLeod', '--company', 'Juniper Restaurants of the North'];
  await add('lead', 'add', ...lead, '--phone', '+1 512 555 0104', '--next-attempt', 'today 3pm');
  await add('task', 'add', 'Send the case study of the cold stores', '--lead', '1', '--due', '2026-03-10');
  const deal = ['Larkspur heating', '--amount', '33k', '--stage', 'negotiation', '--close', '2026-03-01'];
  await add('account', 'add', 'Larkspur LLC');
  await add('opp', 'add', ...deal, '--account', 'Larkspur LLC', '--now', '2026-01-05');
  const terminal = open(['today'], { home: own, env: { PAGER: 'cat' }, rows: 40, cols: 120 });
  expect(await terminal.exit).toBe(0);
  const text = terminal.screen();
  expect(text).not.toContain('…');
  expect(text).toMatch(
    /Send the case study of the cold stores {2}Hiroshi MacLeod · Juniper Restaurants of the North/,
  );
  expect(text).toMatch(/Hiroshi MacLeod · Juniper Restaurants of the North {2}\+1 512 555 0104/);
  // The account is not said twice.
  expect(text).toMatch(/Larkspur heating {2}negotiation/);
});

test('a list of deals leaves out accounts that their names begin with, before it cuts the names', async () => {
  const own = makeHome();
  const add = (...args: string[]) => crm(args, { home: own });
  const deals = ['lighting retrofit of the cold stores', 'lighting retrofit of the offices'];
  await add('account', 'add', 'Larkspur Inc');
  for (const deal of deals) await add('opp', 'add', `Larkspur ${deal}`, '--account', 'Larkspur Inc');
  const list = async () => {
    const terminal = open(['opp', 'list'], { home: own, env: { PAGER: 'cat' }, rows: 20, cols: 90 });
    expect(await terminal.exit).toBe(0);
    return terminal.screen();
  };
  const narrow = await list();
  for (const deal of deals) expect(narrow).toContain(`Larkspur ${deal}  `);
  expect(narrow).toContain('not shown, the window is too narrow: account');
  await add('opp', 'edit', '1', '--name', 'Lighting retrofit of the cold stores, Larkspur');
  expect(await list()).toMatch(/ account .*\n.* Larkspur /);
});

test('a page breaks what a lead is between words', async () => {
  const own = makeHome();
  const lead = ['Priya Raman', '--company', 'Lakeside Cold Storage LLC', '--title', 'Head of Operations'];
  await crm(['lead', 'add', ...lead, '--city', 'Madison'], { home: own });
  const terminal = open(['lead', 'show', '1'], { home: own, env: { PAGER: 'cat' }, rows: 40, cols: 44 });
  expect(await terminal.exit).toBe(0);
  expect(terminal.screen()).toMatch(/^Lakeside Cold Storage LLC · Head of\nOperations · Madison/m);
});

test('today reports a day without anything due', async () => {
  const terminal = open(['today', '--now', '2025-01-01'], { home });
  expect(await terminal.exit).toBe(0);
  expect(terminal.screen()).toContain('nothing is due');
});

test('the pipeline report sums up the listed opportunities, by currency', async () => {
  const { stdout, stderr } = await run('report', 'pipeline', '--csv');
  expect(stdout).toBe(
    [
      'pipeline,stage,status,probability,currency,count,amount,weighted',
      'sales,prospecting,open,10,USD,1,12000.00,1200.00',
      'sales,qualification,open,20,USD,0,0.00,0.00',
      'sales,proposal,open,50,EUR,1,900.00,450.00',
      'sales,negotiation,open,75,USD,0,0.00,0.00',
      '',
    ].join('\n'),
  );
  expect(stderr).toBe(
    'not added up, because the currencies differ: USD, EUR\n' +
      'no rate of EUR on 2026-03-12: crm rate set EUR <rate> --on 2026-03-12\n',
  );

  const listed = JSON.parse(
    (await run('opp', 'list', '--open', '--json', '--columns', 'amount,currency,weighted')).stdout,
  );
  expect(listed).toEqual([
    { amount: 12000, currency: 'USD', weighted: 1200 },
    { amount: 900, currency: 'EUR', weighted: 450 },
  ]);
});

test('with --all won and lost ones count too, by any group', async () => {
  const { stdout } = await run(
    'report',
    'pipeline',
    '--all',
    '--by',
    'pipeline',
    '--where',
    'currency = USD',
    '--csv',
  );
  expect(stdout).toBe('pipeline,currency,count,amount,weighted\nsales,USD,2,12500.00,1700.00\n');
  const { stdout: won } = await run(
    'report',
    'pipeline',
    '--status',
    'won',
    '--columns',
    'stage,amount',
    '--no-header',
  );
  expect(won).toBe('won\t500.00\n');
});

test('the pipeline report on a terminal has totals, bars and owners', async () => {
  const terminal = open(['report', 'pipeline', '--where', 'currency = USD'], {
    home,
    env: { NO_COLOR: '1' },
  });
  expect(await terminal.exit).toBe(0);
  const screen = terminal.screen();
  expect(screen).toContain('$12,000 open in 1 deal   weighted $1,200');
  expect(screen).toMatch(/prospecting +1 +\$12,000 +100 +\$1,200 {2}█{3}░{30}$/m);
  expect(screen).toMatch(/─{40,}\nTotal +1 +\$12,000 +100 +\$1,200/);
});

test.each([
  ['lead', '1', '2'],
  ['opp', '1', '2'],
])('%s show of several records is one list, one array', async (noun, first, second) => {
  const columns = ['--columns', 'id'];
  expect((await run(noun, 'show', first, second, '--csv', ...columns)).stdout).toBe('id\n1\n2\n');
  expect(JSON.parse((await run(noun, 'show', first, second, '--json', ...columns)).stdout)).toEqual([
    { id: 1 },
    { id: 2 },
  ]);
  expect((await run(noun, 'show', first, '-f', 'ids', '--columns', 'name')).stdout).toBe('1\n');
});

test('a list of deals in 60 columns tells the deals of an account apart', async () => {
  const own = makeHome();
  const deals = ['Blackthorn Farms energy monitoring', 'Blackthorn Farms energy audit'];
  for (const deal of deals) await crm(['opp', 'add', deal, '--amount', '58k'], { home: own });
  const terminal = open(['opp', 'list'], { home: own, env: { PAGER: 'cat' }, rows: 20, cols: 60 });
  expect(await terminal.exit).toBe(0);
  expect(terminal.screen()).toContain('Blackthorn Farms energy m');
  expect(terminal.screen()).toContain('Blackthorn Farms energy a');
});

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { builtInNouns } from '../../src/nouns/index.ts';
import { crm, makeHome } from '../support/program.ts';

/** Runs commands on one database; each must succeed. */
function session() {
  const home = makeHome();
  const run = (...args: string[]) => crm(args, { home });
  const done = async (...args: string[]) => {
    const { exitCode, stdout, stderr } = await run(...args);
    expect({ args, exitCode, stderr }).toEqual({ args, exitCode: 0, stderr: '' });
    return stdout;
  };
  const json = async (...args: string[]) => JSON.parse(await done(...args, '--json'));
  return { run, done, json };
}

test('accounts, people and deals are linked by name, and shown with each other', async () => {
  const { done, json, run } = session();
  await done('picklist', 'add', 'role', 'champion');
  await done('account', 'add', 'Acme Ltd', '--kind', 'customer', '--website', 'https://www.acme.example/');
  await done('account', 'add', 'Blue', '--parent', 'acme');
  await done('contact', 'add', 'Jane Doe', '--account', 'acme.example', '--email', 'jane@acme.example');
  await done('contact', 'add', 'Bob Ray', '--account', 'Blue', '--other-account', 'Acme');
  expect(
    await done(
      ...['opp', 'add', 'Renewal', '--contact', 'jane', '--other-contact', 'Bob Ray (champion)'],
      ...['--amount', '12k', '--stage', 'proposal', '--close', 'end of month'],
    ),
  ).toBe('1\n');

  expect(await json('opp', 'show', '1')).toMatchObject({
    account: 'Acme Ltd',
    contact: 'Jane Doe',
    other_contacts: ['Bob Ray (champion)'],
    stage: 'proposal',
    status: 'open',
    amount: { amount: '12000.00', currency: 'USD' },
    close_date: '2026-03-31',
    owner: 'tester',
    people: [
      { id: 1, name: 'Jane Doe', role: 'primary' },
      { id: 2, name: 'Bob Ray', role: 'champion' },
    ],
    stages: [{ stage: 'proposal', amount: { amount: '12000.00' } }],
  });
  expect(await json('account', 'show', '1')).toMatchObject({
    contacts: [{ name: 'Jane Doe' }],
    also_here: [{ name: 'Bob Ray', account: 'Blue' }],
    opportunities: [{ name: 'Renewal' }],
    subsidiaries: [{ name: 'Blue' }],
  });
  expect(await json('contact', 'show', 'bob')).toMatchObject({
    other_accounts: ['Acme Ltd'],
    also_part_of: [{ name: 'Renewal' }],
  });

  await done('opp', 'edit', '1', '--close-date', '2026-04-30', '--other-contact', '');
  expect(await json('opp', 'show', '1')).toMatchObject({ close_date: '2026-04-30', other_contacts: [] });

  const { exitCode, stderr } = await run('account', 'rm', '1');
  expect({ exitCode, stderr }).toEqual({
    exitCode: 1,
    stderr: expect.stringContaining('crm: account 1 has contact 1\n'),
  });
});

test('a second account with the same name and website is refused without --force', async () => {
  const { run, done } = session();
  await done('account', 'add', 'Acme Ltd', '--website', 'acme.example');
  for (const args of [['ACME limited'], ['Other', '--website', 'http://www.acme.example/about']]) {
    const { exitCode, stdout, stderr } = await run('account', 'add', ...args);
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' });
    expect(stderr).toMatch(/^crm: account 1 {2}Acme Ltd already has (that name|acme\.example)\n.*--force\n$/);
  }
  expect(await done('account', 'add', 'Acme', '--force')).toBe('2\n');
});

test('a task has one option for due day and due time', async () => {
  const { done, json } = session();
  await done('task', 'add', 'Call back', '--due', 'tue 3pm');
  await done('task', 'add', 'Report', '--due-date', 'fri', '--every', 'weekly');
  expect(await json('task', 'list', '--columns', 'subject,due_date,due_at,every')).toEqual([
    { subject: 'Report', due_date: '2026-03-13', due_at: null, every: 'week' },
    { subject: 'Call back', due_date: '2026-03-17', due_at: '2026-03-17T15:00:00.000Z', every: null },
  ]);
  await done('task', 'edit', '1', '--due', 'fri');
  expect(await json('task', 'show', '1')).toMatchObject({ due_date: '2026-03-13', due_at: null });
  await done('task', 'edit', '1', '--due', '');
  expect(await json('task', 'show', '1')).toMatchObject({ due_date: null, due_at: null });
});

test('tasks are done, postponed and reopened, many at once; lists leave out done ones', async () => {
  const { run, done, json } = session();
  await done('task', 'add', 'Report', '--due', 'fri', '--every', 'week');
  await done('task', 'add', 'Call', '--due', 'tue 3pm');
  expect(await done('task', 'done', 'report')).toBe('1\n');
  const ids = (...args: string[]) => done('task', 'list', '-f', 'ids', ...args);
  expect(await ids()).toBe('2\n3\n');
  expect(await ids('--all', '--sort', 'id')).toBe('1\n2\n3\n');
  expect(await ids('--where', 'status = done')).toBe('1\n');

  expect(await done('task', 'snooze', '2', '3', 'mon')).toBe('2\n3\n');
  expect(await json('task', 'list', '--sort', 'id', '--columns', 'due_date,due_at')).toEqual([
    { due_date: '2026-03-16', due_at: '2026-03-16T15:00:00.000Z' },
    { due_date: '2026-03-16', due_at: null },
  ]);
  const refused = await run('task', 'snooze', '3', '1', 'mon');
  expect(refused).toMatchObject({ exitCode: 1, stdout: '' });
  expect(refused.stderr).toContain('crm: task 1  Report is done\nReopen it first: crm task reopen 1');
  expect(await run('task', 'snooze', '2')).toMatchObject({ exitCode: 2 });
  await done('task', 'reopen', '1');
  expect(await ids('--sort', 'id')).toBe('1\n2\n3\n');
});

const REFUSED: readonly (readonly [string[], number, string, string])[] = [
  [['opp', 'add', 'x', '--account', 'Nix'], 3, 'no account matches "Nix"', 'crm account add "Nix"'],
  [['opp', 'add', 'x', '--stage', 'propsal'], 3, 'has no stage "propsal"', 'Did you mean "proposal"?'],
  [['opp', 'add', 'x', '--probability', '300'], 2, 'probability', '100'],
  [
    ['opp', 'add', 'x', '--close', '32 feb'],
    2,
    'there is no day "32 feb"',
    'The last day of that month is 2027-02-28',
  ],
  [['meeting', 'add', 'x', '--start', '2026-13-01'], 2, 'no day "2026-13-01"', '2026-03-12'],
  [['meeting', 'add', 'x', '--start', '31 feb 2028'], 2, 'no day "31 feb 2028"', '2028-02-29'],
  [['contact', 'add', 'x', '--other-account', 'Nix'], 3, 'no account matches "Nix"', 'crm account add'],
  [['account', 'add', 'x', '--kind', 'custmer'], 2, '"custmer"', 'customer'],
  [['task', 'add', 'x', '--every', 'blue moon'], 2, 'cannot read "blue moon" as a recurrence', 'week'],
  [['task', 'add', '--due', 'fri'], 2, 'a task needs a subject', ''],
  [['lead', 'add', 'x', '--status', 'converted'], 1, 'only by being converted', 'crm lead convert'],
];

test('invalid input is rejected with the value and a hint, and nothing is written', async () => {
  const { run, done } = session();
  for (const [args, code, message, hint] of REFUSED) {
    const { exitCode, stdout, stderr } = await run(...args);
    expect({ args, exitCode, stdout }).toEqual({ args, exitCode: code, stdout: '' });
    expect(stderr).toMatch(/^crm: /);
    expect(stderr).toContain(message);
    expect(stderr).toContain(hint);
  }
  expect(await done('history', '-f', 'ids', '--quiet')).toBe('');
});

test('edit moves a deal between open stages only', async () => {
  const { run, done } = session();
  await done('opp', 'add', 'Deal');
  await done('opp', 'edit', '1', '--stage', 'negotiation');
  const won = await run('opp', 'edit', '1', '--stage', 'won');
  expect(won).toMatchObject({ exitCode: 1 });
  expect(won.stderr).toContain('crm opp win 1');
  await done('opp', 'win', '1');
  const back = await run('opp', 'edit', '1', '--stage', 'proposal');
  expect(back).toMatchObject({ exitCode: 1 });
  expect(back.stderr).toContain('crm opp reopen 1');
  await done('opp', 'edit', '1', '--next-step', 'send the invoice');
  expect(await done('opp', 'list', '--columns', 'stage,next_step', '--csv')).toBe(
    'stage,next_step\nwon,send the invoice\n',
  );
});

test('a record names each related record once, with its reference', async () => {
  const { done } = session();
  await done('account', 'add', 'Acme');
  await done('opp', 'add', 'Renewal', '--account', 'Acme', '--amount', '5k');
  const card = await done('opp', 'show', '1', '-f', 'table');
  expect(card).toMatch(/ Account +Acme {1,2}\(account:1\)( {2}|$)/m);
  expect(card).not.toMatch(/^ *(ID|Account ID|Currency) /m);
  expect(await done('opp', 'show', '1', '-f', 'table', '--columns', 'id,account')).toMatch(
    /^ID +1\nAccount +Acme$/m,
  );
});

test('a new record cannot be added to a converted lead', async () => {
  const { run, done } = session();
  await done('lead', 'add', 'Jane Doe', '--status', 'qualified');
  await done('lead', 'convert', '1', '--close', '+30d');
  for (const args of [
    ['task', 'add', 'Call'],
    ['activity', 'add', 'Called'],
  ]) {
    const { exitCode, stderr } = await run(...args, '--lead', '1');
    expect({ exitCode, stderr }).toEqual({
      exitCode: 1,
      stderr: expect.stringMatching(/^crm: lead 1 was converted .*\nWork with those, .*crm opp show 1\n$/),
    });
  }
});

test('a new amount keeps the currency, unless it names another', async () => {
  const { done } = session();
  await done('opp', 'add', 'Renewal', '--amount', 'EUR 12k');
  const edited = async (amount: string) => {
    await done('opp', 'edit', '1', '--amount', amount);
    return done('opp', 'show', '1', '--columns', 'amount,currency', '--no-header');
  };
  expect(await edited('15k')).toBe('15000.00\tEUR\n');
  expect(await edited('$9k')).toBe('9000.00\tUSD\n');
});

test('global options are accepted before the noun, before the verb or after it', async () => {
  const { done } = session();
  await done('lead', 'add', 'Jane Doe');
  const usual = await done('lead', 'list', '--columns', 'name', '--csv');
  expect(usual).toBe('name\nJane Doe\n');
  expect(await done('--csv', 'lead', '--columns', 'name', 'list')).toBe(usual);
});

test('a migration fills nouns of the team, by the name of the file or by --noun', async () => {
  const home = makeHome();
  const run = (...args: string[]) => crm(args, { home });
  await run(
    'noun',
    'add',
    'site_visit',
    '--plural',
    'site_visits',
    '--field',
    'cost:money',
    '--relates',
    'account,contact',
  );
  const folder = join(home, 'old');
  mkdirSync(folder);
  writeFileSync(join(folder, 'Accounts.csv'), 'Account Name,Industry\nFjord,Fish\n');
  writeFileSync(
    join(folder, 'Site Visits.csv'),
    'id,name,Account Name,Contact Name,Cost (EUR)\nv1,First,Fjord,Nora Dahl,300\nv2,Second,Ness,,40.50\n',
  );
  writeFileSync(join(folder, 'trips.csv'), 'Name,Customer\nThird,Fjord\n');
  const moved = await run('migrate', folder, '--noun', 'trips.csv=site_visit', '--create', 'all');
  expect(moved.stdout).toContain('Site Visits.csv\tsite_visits\t2\t2\t');
  expect(moved.stderr).toContain('4 rows read = 4 created');
  const rows = 'site_visit list --csv --sort name --columns name,account,contact,cost'.split(' ');
  expect((await run(...rows)).stdout).toBe(
    'name,account,contact,cost\nFirst,Fjord,Nora Dahl,300.00 EUR\nSecond,Ness,,40.50 EUR\nThird,Fjord,,\n',
  );
  // Again, nothing changes.
  const again = await run('migrate', folder, '--noun', 'trips.csv=site_visit', '--create', 'all');
  expect(again.stderr).toContain('4 rows read = 4 unchanged');
});

test('records of every noun have tags: options, lists, search, counts, export and import, undo', async () => {
  const home = makeHome();
  const db = join(home, 'crm.db');
  await crm(['demo', '--path', db], { home });
  const done = async (...args: string[]) => {
    const { stdout, stderr, exitCode } = await crm(args, { home, db });
    expect(exitCode, `${args.join(' ')}: ${stderr}`).toBe(0);
    return stdout;
  };
  const { names } = builtInNouns();
  // The first lead has become a customer.
  const numberOf = (noun: string) => (noun === 'lead' ? 42 : 1);
  const refOf = (noun: string) => `${noun}:${numberOf(noun)}`;
  const before = await done('tag', 'list', '--json');
  const refs = names.map(refOf);
  await done('tag', 'add', 'rare', ...refs);
  const [rare] = (JSON.parse(await done('tag', 'list', '--json')) as Record<string, unknown>[]).filter(
    ({ tag }) => tag === 'rare',
  );
  expect(rare).toEqual({
    tag: 'rare',
    ...Object.fromEntries(
      names.map((noun) => [noun === 'activity' ? 'activities' : noun === 'opp' ? 'opps' : `${noun}s`, 1]),
    ),
    records: names.length,
  });
  const found = JSON.parse(await done('search', 'rare', '--json')) as { noun: string; id: number }[];
  expect(found.map(({ noun, id }) => `${noun}:${id}`).toSorted()).toEqual(refs.toSorted());
  const fileOf = (noun: string) => join(home, `${noun}.csv`);
  for (const noun of names)
    await done(noun, 'export', '--tag', 'RARE', '--columns', 'id,tags', '-o', fileOf(noun));
  await done('tag', 'rm', 'rare', ...refs);
  for (const noun of names) {
    await done(noun, 'import', fileOf(noun));
    expect(await done(noun, 'export', '--where', 'tags = rare', '-f', 'ids'), noun).toBe(
      `${numberOf(noun)}\n`,
    );
  }
  for (let changes = names.length + 2; changes > 0; changes--) await done('undo');
  expect(await done('tag', 'list', '--json')).toBe(before);
});

test('the next one of a recurring task has its tags', async () => {
  const { done, json } = session();
  await done('task', 'add', 'Report', '--due', 'fri', '--every', 'week', '--tag', 'sales', '--tag', 'board');
  await done('task', 'done', '1');
  await done('task', 'edit', '2', '--status', 'done');
  for (const id of ['2', '3'])
    expect(await json('task', 'show', id)).toMatchObject({ tags: ['board', 'sales'] });
});

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { crm, makeHome } from '../support/program.ts';

function session() {
  const home = makeHome();
  const run = (...args: string[]) => crm(args, { home });
  const ok = async (...args: string[]) => {
    const { exitCode, stdout, stderr } = await run(...args);
    expect([exitCode, stderr]).toEqual([0, expect.anything()]);
    return stdout;
  };
  const show = async (noun: string, ref = '1') => JSON.parse(await ok(noun, 'show', ref, '--json'));
  const file = (name: string, text: string) => {
    writeFileSync(join(home, name), text);
    return join(home, name);
  };
  return { home, run, ok, show, file };
}

/** Users, accounts, contacts and a deal that have all that lists can say. */
async function sampleTeam(ok: (...args: string[]) => Promise<string>) {
  for (const user of ['ann', 'bruno', 'cleo']) await ok('user', 'add', user);
  await ok(
    'account',
    'add',
    'Acme',
    '--website',
    'acme.test',
    '--domain',
    'acme.io',
    '--domain',
    'info@acme.de',
  );
  await ok('account', 'edit', '1', '--team', 'ann (Support)', '--team', 'bruno');
  await ok('account', 'add', 'Globex (Berlin)');
  await ok('contact', 'add', 'Jane Doe', '--account', 'Acme');
  await ok('contact', 'add', 'Bob Roe', '--account', 'Acme');
  await ok('contact', 'edit', '1', '--other-account', 'Globex (Berlin) (2019-03 to 2021)');
  await ok('contact', 'edit', '1', '--related-contact', 'Bob Roe (assistant)');
  await ok(
    'opp',
    'add',
    'Deal',
    '--account',
    'Acme',
    '--amount',
    '1000',
    '--other-contact',
    'Bob Roe (champion)',
  );
  await ok('opp', 'edit', '1', '--competitor', 'Initech', '--competitor', 'Umbrella; Ltd');
  await ok('opp', 'edit', '1', '--split', 'ann (60%)', '--split', 'bruno', '--split', 'cleo');
}

const LISTS = {
  account: { team: ['ann (support)', 'bruno'], domains: ['acme.io', 'acme.de'] },
  contact: {
    other_accounts: ['Globex (Berlin) (2019-03-01 to 2021-12-31)'],
    related_contacts: ['Bob Roe (assistant)'],
  },
  opp: {
    other_contacts: ['Bob Roe (champion)'],
    competitors: ['Initech', 'Umbrella; Ltd'],
    splits: ['ann (60%)', 'bruno (20%)', 'cleo (20%)'],
  },
};

test('lists say what they are given, are found by filters and taken back by undo', async () => {
  const { ok, show } = session();
  await sampleTeam(ok);
  for (const [noun, lists] of Object.entries(LISTS)) expect(await show(noun)).toMatchObject(lists);
  const found = (noun: string, where: string) => ok(noun, 'list', '-f', 'ids', '--where', where);
  expect(await found('account', 'team ~ support and team = bruno and domains = acme.de')).toBe('1\n');
  expect(await found('contact', 'other_accounts = "Globex (Berlin)" and related_contacts ~ assistant')).toBe(
    '1\n',
  );
  expect(await found('opp', 'competitors has initech and splits = cleo')).toBe('1\n');
  expect(await found('opp', 'competitors is empty or splits ~ "ann (50%)"')).toBe('');
  const rowsOfAll = async () => (await ok('export', 'all', '-o', '-')).split('\n').slice(1);
  const before = await rowsOfAll();
  await ok('opp', 'edit', '1', '--competitor', '', '--split', 'cleo', '--split', 'ann');
  expect(await show('opp')).toMatchObject({ competitors: [], splits: ['cleo (50%)', 'ann (50%)'] });
  await ok('undo');
  expect(await rowsOfAll()).toEqual(before);
});

test.each([
  [['opp', 'edit', '1', '--split', 'ann (60%)'], 'the shares sum to 60%'],
  [['opp', 'edit', '1', '--split', 'ann (100%)', '--split', 'bruno'], 'nothing is left for the others'],
  [['opp', 'edit', '1', '--split', 'ann (half)'], '"(half)" is not understood'],
  [['contact', 'edit', '1', '--other-account', 'Acme (last year)'], 'Write Acme (2019-03-01 to 2022-05-31)'],
  [['contact', 'edit', '1', '--other-account', 'Acme (2022 to 2019)'], 'is not understood'],
  [['contact', 'edit', '1', '--related-contact', 'Bob Roe'], 'Write Jane Doe (assistant)'],
  [['contact', 'edit', '1', '--related-contact', 'Bob Roe (manager)'], 'reports_to'],
  [['contact', 'edit', '1', '--related-contact', 'Jane Doe (friend)'], 'cannot be related to itself'],
  [['account', 'edit', '1', '--team', 'nobody (support)'], 'nobody'],
])('%j is refused: %s', async (args, message) => {
  const { ok, run, show } = session();
  await sampleTeam(ok);
  const { exitCode, stderr } = await run(...args);
  expect([exitCode === 0, stderr]).toEqual([false, expect.stringContaining(message)]);
  expect(await show(args[0] as string)).toMatchObject(LISTS[args[0] as keyof typeof LISTS]);
});

test.each(['csv', 'jsonl'])(
  'lists come through %s files of their nouns, and whole archives',
  async (form) => {
    const { home, ok } = session();
    await sampleTeam(ok);
    const other = ['--db', join(home, 'other.db')];
    for (const noun of ['account', 'contact', 'opp']) {
      const path = join(home, `${noun}.${form}`);
      await ok(noun, 'export', '-f', form, '-o', path);
      await ok(noun, 'import', path, '--create', 'all', ...other);
      expect(await ok(noun, 'export', '-f', form, ...other)).toBe(readFileSync(path, 'utf8'));
      expect(await ok(noun, 'import', path, ...other)).toContain('');
    }
    await ok('export', 'all', '-o', join(home, 'all.jsonl'));
    const restored = ['--db', join(home, 'restored.db')];
    await ok('import', 'all', join(home, 'all.jsonl'), ...restored);
    expect(await ok('export', 'all', '-o', '-', ...restored)).toBe(await ok('export', 'all', '-o', '-'));
  },
);

test('an import adds to lists, says more of what is in them, and replaces splits', async () => {
  const { ok, show, file } = session();
  await sampleTeam(ok);
  await ok(
    'opp',
    'import',
    file(
      'opps.csv',
      'id,competitors,splits,other contacts\n1,"initech;Hooli",cleo (70%);ann,"Jane Doe (buyer);Bob Roe (user);New One (coach)"\n',
    ),
    '--create',
    'other_contacts',
  );
  expect(await show('opp')).toMatchObject({
    competitors: ['Initech', 'Umbrella; Ltd', 'Hooli'],
    splits: ['cleo (70%)', 'ann (30%)'],
    other_contacts: ['Bob Roe (user)', 'Jane Doe (buyer)', 'New One (coach)'],
  });
  expect(await show('contact', '3')).toMatchObject({ name: 'New One' });
  await ok('undo');
  expect(await show('opp')).toMatchObject(LISTS.opp);
  await ok(
    'contact',
    'import',
    file('people.csv', 'id,other accounts\n1,Globex (Berlin) (since 2022-01-01);Acme (until 2018)\n'),
  );
  expect((await show('contact')).other_accounts).toEqual([
    'Globex (Berlin) (since 2022-01-01)',
    'Acme (until 2018-12-31)',
  ]);
});

test('a merge keeps the lists of both, and splits of the one that stays', async () => {
  const { ok, show } = session();
  await sampleTeam(ok);
  await ok(
    'account',
    'add',
    'Acme Two',
    '--domain',
    'acme.de',
    '--domain',
    'acme.fr',
    '--team',
    'cleo (support)',
  );
  await ok(
    'opp',
    'add',
    'Deal',
    '--account',
    'Acme',
    '--competitor',
    'INITECH',
    '--competitor',
    'Hooli',
    '--split',
    'cleo',
  );
  await ok('merge', 'account:1', 'account:3');
  expect(await show('account')).toMatchObject({
    team: ['ann (support)', 'bruno', 'cleo (support)'],
    domains: ['acme.io', 'acme.de', 'acme.fr'],
  });
  await ok('merge', 'opp:1', 'opp:2');
  const { competitors, splits, timeline } = await show('opp');
  expect({ competitors, splits }).toEqual({
    competitors: ['Initech', 'Umbrella; Ltd', 'Hooli'],
    splits: LISTS.opp.splits,
  });
  expect(JSON.stringify(timeline)).toContain('Not kept: splits of opp 2: cleo (100%)');
});

test('lists of every noun are narrowed to the records that theirs belong to', async () => {
  const { ok } = session();
  await ok('lead', 'add', 'Ann Lee');
  await ok('lead', 'add', 'Bob Roe');
  await ok('task', 'add', 'Call Ann', '--lead', '1');
  await ok('task', 'add', 'Call Bob', '--lead', '2');
  await ok('account', 'add', 'Acme');
  await ok('contact', 'add', 'Eve Boss', '--account', 'Acme');
  await ok('contact', 'add', 'Max Born', '--account', 'Acme', '--reports-to', 'Eve Boss');
  await ok('opp', 'add', 'Big', '--account', 'Acme', '--contact', 'Max Born');
  await ok('noun', 'add', 'site_visit', '--relates', 'opp');
  await ok('noun', 'add', 'finding', '--relates', 'site_visit');
  await ok('site-visit', 'add', 'First', '--opp', '1').catch(() =>
    ok('site_visit', 'add', 'First', '--opp', '1'),
  );
  await ok('finding', 'add', 'Rust', '--site-visit', 'First');
  await ok('finding', 'add', 'Dust');
  const names = async (...args: string[]) => ok(args[0] as string, 'list', ...args.slice(1), '-f', 'ids');
  expect(await names('task', '--lead', '2')).toBe('2\n');
  expect(await names('task', '--lead', 'ann lee')).toBe('1\n');
  expect(await names('contact', '--reports-to', 'Eve Boss')).toBe('2\n');
  expect(await names('opp', '--account', '1', '--contact', '2')).toBe('1\n');
  expect(await names('opp', '--contact', 'Eve Boss')).toBe('');
  expect(await names('finding', '--site-visit', 'First')).toBe('1\n');
  expect(await ok('task', 'export', '--lead', '1', '--csv', '--columns', 'subject')).toBe(
    'subject\nCall Ann\n',
  );
});

test('--columns takes the heading of a column too', async () => {
  const { ok, run } = session();
  await ok('lead', 'add', 'Jane');
  expect(await ok('mail', 'list', '--columns', 'Mail,message-id')).toBe('id\tmessage_id\n');
  expect(await ok('lead', 'list', '--columns', 'ID,Next Attempt')).toBe('id\tnext_attempt_at\n1\t\n');
  expect((await run('mail', 'list', '--columns', 'mails')).stderr).toContain('unknown column "mails"');
});

import { expect, test } from 'vitest';
import { crm, makeHome } from '../support/program.ts';

function session() {
  const home = makeHome();
  const run = (...args: string[]) => crm(args, { home });
  const ok = async (...args: string[]) => {
    const { stdout, stderr, exitCode } = await run(...args);
    if (exitCode !== 0) throw new Error(`crm ${args.join(' ')}: ${stderr}`);
    return stdout;
  };
  const rows = async (...args: string[]) => JSON.parse(await ok(...args, '--json'));
  return { run, ok, rows };
}

test('leads make the campaigns they name, once, and follow a new name', async () => {
  const { ok, rows, run } = session();
  await ok('lead', 'add', 'Ann Lee', '--campaign', 'Spring Expo');
  await ok('lead', 'add', 'Bob Roe', '--campaign', 'spring  expo');
  await ok('opp', 'add', 'Deal', '--campaign', 'SPRING EXPO');
  await ok('lead', 'add', 'Zoe', '--campaign', 'Mailing');
  expect(await rows('campaign', 'list', '--sort', 'id')).toMatchObject([
    { name: 'Spring Expo', status: 'active' },
    { name: 'Mailing' },
  ]);
  await ok('campaign', 'edit', 'spring expo', '--name', 'Expo 2026');
  const named = ['lead', 'list', '--where', 'campaign = "expo 2026"', '--columns', 'name', '--sort', 'id'];
  expect(await rows(...named)).toEqual([{ name: 'Ann Lee' }, { name: 'Bob Roe' }]);
  expect(await rows('campaign', 'list')).toHaveLength(2);
  await ok('undo');
  expect(await rows('lead', 'list', '--where', 'campaign = "Spring Expo"')).toHaveLength(1);
  expect(
    (await run('campaign', 'edit', '1', '--end', '2026-01-01', '--start', '2026-01-02')).stderr,
  ).toContain('ends after it starts');
  await ok('campaign', 'edit', '2', '--parent', '1');
  expect((await run('campaign', 'edit', '1', '--parent', '2')).stderr).toContain('part of itself');
  expect((await ok('doctor')).match(/wrong/)).toBeNull();
});

test('a lead and the contact it became are one member, whose last status counts', async () => {
  const { ok, rows, run } = session();
  await ok('campaign', 'add', 'Fair', '--cost', '100', '--type', 'event');
  await ok('lead', 'add', 'Ann Lee', '--company', 'Acme');
  await ok('lead', 'add', 'Bob Roe');
  await ok('campaign', 'join', 'Fair', '1', '2');
  expect((await run('campaign', 'join', 'Fair', '1', '--status', 'atended')).stderr).toContain('attended');
  await ok('lead', 'convert', '1', '--amount', '250');
  await ok('campaign', 'join', 'Fair', 'contact:1', '--status', 'attended');
  expect(await rows('campaign', 'members', 'Fair')).toMatchObject([
    { record: 'contact:1', name: 'Ann Lee', company: 'Acme', status: 'attended', responded: true },
    { record: 'lead:2', status: 'invited', responded: false },
  ]);
  const report = ['campaign', 'report', 'Fair'];
  expect(await rows(...report)).toMatchObject([
    { members: 2, responses: 1, rate: 50, deals: 0, cost: 100, return: -100 },
  ]);
  await ok('opp', 'win', '1');
  expect(await rows(...report)).toMatchObject([
    { deals: 1, amount: 250, cost: 100, return: 150, currency: 'USD' },
  ]);
  expect(await rows('contact', 'show', '1')).toMatchObject({
    campaigns: [{ name: 'Fair', status: 'attended' }],
  });
  await ok('campaign', 'leave', 'Fair', 'lead:1');
  expect(await rows('campaign', 'members', 'Fair')).toMatchObject([{ record: 'lead:2' }]);
  await ok('undo');
  // A converted lead keeps what it has: the two stay two.
  await expect(ok('merge', 'lead:2', 'lead:1', '--yes')).rejects.toThrow('converted');
  await ok('campaign', 'rm', 'Fair', '--yes');
  expect(await rows('campaign', 'list')).toEqual([]);
  await ok('undo');
  expect(await rows('campaign', 'members', 'Fair')).toHaveLength(2);
});

test('two records of a person that are merged are one member, and the other status is told', async () => {
  const { ok, rows, run } = session();
  await ok('campaign', 'add', 'Fair', '--type', 'event');
  for (const name of ['Ann Lee', 'Ann Leigh', 'Bob Roe']) await ok('lead', 'add', name);
  await ok('campaign', 'join', 'Fair', '1', '3');
  await ok('campaign', 'join', 'Fair', '2', '--status', 'attended');
  expect((await run('merge', 'lead:1', 'lead:2', '--yes')).stderr).toContain('status invited');
  expect(await rows('campaign', 'members', 'Fair')).toMatchObject([
    { record: 'lead:1', status: 'attended' },
    { record: 'lead:3', status: 'invited' },
  ]);
  await ok('undo');
  expect(await rows('campaign', 'members', 'Fair')).toHaveLength(3);
});

test('a type of campaigns has statuses of its own, which members keep under new names', async () => {
  const { ok, rows, run } = session();
  await ok('campaign', 'add', 'Talk', '--type', 'webinar');
  await ok('campaign', 'add', 'Fair', '--type', 'event');
  await ok('lead', 'add', 'Ann');
  await ok('lead', 'add', 'Bob');
  expect(await rows('campaign', 'statuses', 'event')).toMatchObject([
    { status: 'invited', response: false },
    { status: 'sent', response: false },
    { status: 'responded', response: true },
    { status: 'attended', response: true },
  ]);
  const add = ['--add', 'registered,no-show', '--response', 'registered', '--first', 'invited,registered'];
  expect(await ok('campaign', 'statuses', 'webinar', ...add)).toContain('webinar');
  expect(
    (await rows('campaign', 'statuses', 'webinar')).map(({ status }: { status: string }) => status),
  ).toEqual(['invited', 'registered', 'sent', 'responded', 'attended', 'no-show']);
  await ok('campaign', 'join', 'Talk', '1', '--status', 'Registered');
  await ok('campaign', 'join', 'Talk', '2', '--status', 'no-show');
  expect((await run('campaign', 'join', 'Talk', '1', '--status', 'registerd')).stderr).toContain(
    'Did you mean',
  );
  expect((await run('campaign', 'join', 'Fair', '1', '--status', 'registered')).exitCode).toBe(1);
  expect(await rows('campaign', 'report', 'Talk')).toMatchObject([{ members: 2, responses: 1 }]);
  await ok('campaign', 'statuses', 'webinar', '--rename', 'registered=signed up', '--response', 'no-show');
  expect(await rows('campaign', 'members', 'Talk')).toMatchObject([
    { status: expect.stringMatching(/signed up|no-show/), responded: true },
    { status: expect.stringMatching(/signed up|no-show/), responded: true },
  ]);
  expect((await run('campaign', 'statuses', 'webinar', '--rm', 'no-show')).stderr).toContain('1 member has');
  expect((await run('campaign', 'statuses', 'webinar', '--rm', 'invited')).stderr).toContain('stays');
  expect((await run('campaign', 'statuses', 'webinar', '--add', ' ')).stderr).toContain('needs a name');
  expect((await run('campaign', 'statuses', 'webina', '--add', 'x')).stderr).toContain('webinar');
  expect((await run('campaign', 'statuses', '--add', 'x')).stderr).toContain('type of campaigns is missing');
  await ok('undo');
  expect(await rows('campaign', 'report', 'Talk')).toMatchObject([{ members: 2, responses: 1 }]);
  await ok('undo');
  await ok('undo');
  await ok('undo');
  expect(await rows('campaign', 'statuses', 'webinar')).toHaveLength(4);
  expect((await ok('doctor')).match(/wrong/)).toBeNull();
});

test('the return of a source or campaign without a cost is n/a, and missing in JSON', async () => {
  const { ok, rows, run } = session();
  await ok('campaign', 'add', 'Fair', '--cost', '100');
  await ok('campaign', 'add', 'Free');
  await ok('lead', 'add', 'Ann Lee', '--source', 'expo', '--campaign', 'Fair');
  await ok('lead', 'add', 'Bob Roe', '--source', 'web');
  const sources = ['report', 'sources', '--cost', '--columns', 'source,cost,return'];
  expect((await run(...sources, '-f', 'csv')).stdout).toBe(
    'source,cost,return\nexpo,100.00,-100\nweb,,n/a\n',
  );
  expect(await rows(...sources)).toMatchObject([{ return: -100 }, { source: 'web', return: null }]);
  const campaigns = [
    'report',
    'campaigns',
    '--columns',
    'name,return',
    '--where',
    'name = Free',
    '-f',
    'csv',
  ];
  expect((await run(...campaigns)).stdout).toBe('name,return\nFree,n/a\n');
});

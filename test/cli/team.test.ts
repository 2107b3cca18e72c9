import { expect, test } from 'vitest';
import { crm, makeHome } from '../support/program.ts';

function session() {
  const home = makeHome();
  const run = (...args: string[]) => crm(args, { home });
  const rows = async (...args: string[]) => JSON.parse((await run(...args, '--json')).stdout);
  return { home, run, rows };
}

/** Somebody who is there and takes any number of leads. */
const PRESENT = { away_from: null, away_until: null, max_leads: null, hours: null, tz: null };

test('users are added, changed, and removed only if they own nothing', async () => {
  const { run, rows } = session();
  await run('user', 'add', 'ben', '--full-name', 'Ben Okri', '--email', 'ben@example.com');
  expect(await run('user', 'add', 'BEN')).toMatchObject({ exitCode: 1, stdout: '' });
  await run('lead', 'add', 'Jane', '--owner', 'ben okri');
  expect((await run('user', 'rm', 'ben')).stderr).toBe(
    'crm: ben owns 1 of the records in lead\nKeep the name, but deactivate it: crm user edit "ben" --inactive\n',
  );
  await run('user', 'edit', 'ben', '--name', 'benny', '--inactive', '--full-name', '');
  expect(await rows('user', 'list')).toEqual([
    {
      id: expect.anything(),
      name: 'benny',
      full_name: null,
      email: 'ben@example.com',
      active: false,
      ...PRESENT,
    },
    { id: expect.anything(), name: 'tester', full_name: null, email: null, active: true, ...PRESENT },
  ]);
  expect((await run('user', 'rm', 'tester')).stderr).toContain('crm: tester is the acting user\n');
  await run('lead', 'edit', '1', '--owner', 'me');
  expect(await run('user', 'rm', 'benny')).toEqual({ exitCode: 0, stdout: 'benny\n', stderr: '' });
  await run('undo');
  expect(await rows('user', 'list')).toHaveLength(2);
});

test('tags are added to records of any noun, counted, and removed', async () => {
  const { home, run, rows } = session();
  await run('lead', 'add', 'Jane', '--tag', 'hot, uk');
  await run('account', 'add', 'Acme');
  expect(await run('tag', 'add', 'Hot', '1', 'acme')).toEqual({
    exitCode: 0,
    stdout: 'lead:1\naccount:1\n',
    stderr: '1 record already had the tag\n',
  });
  await crm(['tag', 'add', 'old', '-', '--noun', 'account'], { home, input: '1\n' });
  const none = { contacts: 0, opps: 0, cases: 0, tasks: 0, products: 0 };
  expect(await rows('tag', 'list')).toMatchObject([
    { ...none, tag: 'hot', leads: 1, accounts: 1, records: 2 },
    { ...none, tag: 'old', leads: 0, accounts: 1, records: 1 },
    { ...none, tag: 'uk', leads: 1, accounts: 0, records: 1 },
  ]);
  await run('tag', 'rm', 'HOT', '1');
  expect((await run('lead', 'list', '--tag', 'hot', '-f', 'ids')).stdout).toBe('');
  expect((await run('account', 'list', '--tag', 'hot', '-f', 'ids')).stdout).toBe('1\n');
  expect(await run('tag', 'add', 'a;b', '1')).toMatchObject({ exitCode: 2 });
  expect(await run('tag', 'add', 'x', '1', '--noun', 'task')).toMatchObject({ exitCode: 3 });
  expect(await run('tag', 'add', 'x', '1', '9')).toMatchObject({ exitCode: 3 });
  expect(await rows('tag', 'list')).toHaveLength(3);
});

test('a custom field is set, filtered by, removed with its values, and restored', async () => {
  const { run, rows } = session();
  await run('field', 'add', 'lead', 'budget', '--type', 'money', '--label', 'Approved budget');
  await run('field', 'add', 'lead', 'tier', '--type', 'choice', '--choices', 'gold,silver');
  await run('lead', 'add', 'Jane', '--set', 'budget=12k', '--set', 'tier=Gold');
  await run('lead', 'add', 'Bob');
  const columns = ['lead', 'list', '--sort', 'id', '--columns', 'budget,tier'];
  const whole = [
    { budget: 12000, tier: 'gold' },
    { budget: null, tier: null },
  ];
  expect(await rows(...columns)).toEqual(whole);
  expect(await rows('lead', 'list', '--where', 'budget > 10k', '--columns', 'name')).toEqual([
    { name: 'Jane' },
  ]);
  expect((await run('lead', 'edit', '2', '--set', 'tier=lead')).stderr).toContain('not one of gold, silver');
  expect((await run('lead', 'edit', '2', '--set', 'status=qualifed')).stderr).toContain('mean qualified');
  expect(await rows('field', 'list', 'leads')).toEqual([
    {
      noun: 'lead',
      name: 'budget',
      label: 'Approved budget',
      type: 'money',
      choices: [],
      rules: [],
      formula: null,
      used: 1,
    },
    {
      noun: 'lead',
      name: 'tier',
      label: 'Tier',
      type: 'choice',
      choices: ['gold', 'silver'],
      rules: [],
      formula: null,
      used: 1,
    },
  ]);

  const kept = await run('field', 'rm', 'lead', 'budget');
  expect(kept).toMatchObject({ exitCode: 1 });
  expect(kept.stderr).toContain('crm: 1 lead has a value in budget\n');
  expect(await run('field', 'rm', 'lead', 'budget', '--force')).toMatchObject({ exitCode: 0 });
  expect(await run('lead', 'list', '--columns', 'budget')).toMatchObject({ exitCode: 2 });
  await run('undo');
  expect(await rows(...columns)).toEqual(whole);
});

test('days of a past custom field have been: no birthday is next year', async () => {
  const { run, rows } = session();
  expect(await run('field', 'add', 'lead', 'birthday', '--type', 'date', '--past')).toMatchObject({
    exitCode: 0,
  });
  await run('field', 'add', 'lead', 'renewal', '--type', 'date');
  // The day after the tests' today.
  await run('lead', 'add', 'Jane', '--set', 'birthday=mar 13', '--set', 'renewal=mar 13');
  expect(await rows('lead', 'list', '--columns', 'birthday,renewal')).toEqual([
    { birthday: '2025-03-13', renewal: '2026-03-13' },
  ]);
  expect(await rows('lead', 'list', '--where', 'birthday = "mar 13"', '--columns', 'name')).toEqual([
    { name: 'Jane' },
  ]);
  await run('lead', 'edit', '1', '--set', 'birthday=apr 1');
  expect(await rows('lead', 'list', '--columns', 'birthday')).toEqual([{ birthday: '2025-04-01' }]);
  expect(await rows('field', 'list')).toMatchObject([{ type: 'past date' }, { type: 'date' }]);
});

const REFUSED: readonly (readonly [string[], number, string, string])[] = [
  [['add', 'lead', 'Budget Size'], 2, 'is not a valid name for a field', 'budget_size'],
  [['add', 'lead', 'status'], 1, 'a field "status" exists', '--set status='],
  [['add', 'lead', 'x', '--type', 'nummer'], 2, 'unknown type "nummer"', 'Did you mean "number"?'],
  [['add', 'lead', 'x', '--past'], 2, 'only a date field can be in the past', 'not a text field'],
  [['add', 'lead', 'x', '--type', 'choice'], 2, 'a choice field needs choices', '--choices'],
  [['add', 'led', 'x'], 2, 'unknown noun "led"', 'Did you mean "lead"?'],
  [['rm', 'lead', 'x'], 3, 'unknown custom field "x" of lead', 'crm field list'],
];

test('an invalid custom field is rejected with the value and a hint', async () => {
  const { run } = session();
  for (const [args, code, message, hint] of REFUSED) {
    const { exitCode, stdout, stderr } = await run('field', ...args);
    expect({ args, exitCode, stdout }).toEqual({ args, exitCode: code, stdout: '' });
    expect(stderr).toContain(message);
    expect(stderr).toContain(hint);
  }
});

test('a pipeline is added and edited in one step, and used by deals', async () => {
  const { run, rows } = session();
  await run('pipeline', 'add', 'fundraising', '--stages', 'research:10, ask:40, pledged:80');
  await run('opp', 'add', 'Gift', '--pipeline', 'fundraising', '--stage', 'ask');
  expect(
    await run(
      ...['pipeline', 'edit', 'Fundraising', '--add-stage', 'visit:60', '--after', 'ask'],
      ...['--rename-stage', 'ask=asked', '--rotting', 'visit=14', '--probability', 'pledged=90%'],
      ...['--remove-stage', 'research', '--rename', 'donors'],
    ),
  ).toMatchObject({ exitCode: 3, stderr: expect.stringContaining('has no stage "ask"') });
  expect(await rows('pipeline', 'list', '--columns', 'stage')).toHaveLength(11);

  expect(
    await run(
      ...['pipeline', 'edit', 'Fundraising', '--add-stage', 'visit:60', '--after', 'asked'],
      ...['--rename-stage', 'ask=asked', '--rotting', 'visit=14', '--probability', 'pledged=90%'],
      ...['--remove-stage', 'research', '--rename', 'donors'],
    ),
  ).toEqual({ exitCode: 0, stdout: 'donors\n', stderr: '' });
  const listed = await rows('pipeline', 'list');
  expect(listed.filter((row: { pipeline: string }) => row.pipeline === 'donors')).toMatchObject([
    { position: 1, stage: 'asked', probability: 40, opps: 1 },
    { position: 2, stage: 'visit', probability: 60, rotting_days: 14, forecast: 'best case' },
    { position: 3, stage: 'pledged', probability: 90 },
    { position: 4, stage: 'won', kind: 'won' },
    { position: 5, stage: 'lost', kind: 'lost' },
  ]);
  await run('opp', 'advance', '1');
  expect(await rows('opp', 'list', '--columns', 'pipeline,stage')).toEqual([
    { pipeline: 'donors', stage: 'visit' },
  ]);
  await run('pipeline', 'edit', 'donors', '--archive');
  const archived = await run('opp', 'add', 'Another', '--pipeline', 'donors');
  expect(archived).toMatchObject({ exitCode: 1 });
  expect(archived.stderr).toContain('crm: the pipeline "donors" is archived\n');
});

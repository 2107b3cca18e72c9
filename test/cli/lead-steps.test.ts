import { expect, test } from 'vitest';
import { shop } from '../support/shop.ts';

test('a lead is qualified once, with the reason as a note', async () => {
  const { run, ok, json } = shop();
  await ok('lead', 'add', 'Jane Doe', '--company', 'Acme');
  expect(await ok('lead', 'qualify', '1', '--note', 'budget agreed')).toBe('1\n');
  expect(await json('lead', 'show', '1')).toMatchObject({ status: 'qualified' });
  expect(await json('activity', 'list', '--columns', 'type,body,lead_id')).toEqual([
    { type: 'note', body: 'budget agreed', lead_id: 1 },
  ]);
  const again = await run(['lead', 'qualify', '1']);
  expect(again).toEqual({ stdout: '1\n', stderr: 'lead 1 is already qualified\n', exitCode: 0 });
  expect(await json('history')).toHaveLength(2);
});

test('disqualify needs a reason and cancels planned calls; many leads or none', async () => {
  const { run, ok, json } = shop();
  await ok('lead', 'add', 'Jane Doe');
  await ok('lead', 'add', 'Bob Roe');
  await ok('log', 'call', '1', '-o', 'callback', '--next', 'tomorrow 3pm');
  expect(await run(['lead', 'disqualify', '1'])).toEqual({
    stdout: '',
    stderr: 'crm: disqualifying a lead needs a reason\nGive it: crm lead disqualify <ref> --reason "…"\n',
    exitCode: 2,
  });
  expect((await run(['lead', 'disqualify', '1', '99', '--reason', 'no budget'])).exitCode).toBe(3);
  expect(await json('lead', 'list', '--status', 'disqualified')).toEqual([]);

  const both = await run(['lead', 'disqualify', '-', '--reason', 'no budget'], { input: '1\n2\n' });
  expect(both).toEqual({
    stdout: '1\n2\n',
    stderr: 'New in the picklist disqualify-reason: "no budget"\n1 call task cancelled\n',
    exitCode: 0,
  });
  expect(await json('lead', 'show', '1')).toMatchObject({
    status: 'disqualified',
    reason: 'no budget',
    next_attempt_at: null,
  });
  expect(await json('task', 'show', '1')).toMatchObject({ status: 'cancelled' });
  await ok('lead', 'qualify', '1');
  expect(await json('lead', 'show', '1')).toMatchObject({ status: 'qualified', reason: null });
});

test('a lead is nurtured until a future time', async () => {
  const { run, ok, json } = shop();
  await ok('lead', 'add', 'Jane Doe');
  const past = await run(['lead', 'nurture', '1', '--until', 'yesterday']);
  expect(past).toMatchObject({
    exitCode: 2,
    stderr: 'crm: the time to try again is not in the future: 2026-03-11 09:00\n',
  });
  await ok('lead', 'nurture', '1', '--until', 'in 3 months', '--reason', 'budget next year');
  expect(await json('lead', 'show', '1')).toMatchObject({
    status: 'nurturing',
    next_attempt_at: '2026-06-12T09:00:00.000Z',
    reason: 'budget next year',
  });
});

test('assign also assigns open tasks, but not done ones', async () => {
  const { run, ok, json } = shop();
  await ok('user', 'add', 'ann');
  await ok('lead', 'add', 'Jane Doe');
  await ok('task', 'add', 'Call', '--lead', '1', '--due', 'today');
  await ok('task', 'add', 'Write', '--lead', '1', '--due', 'today');
  await ok('task', 'done', '1');
  const assigned = await run(['lead', 'assign', '1', '--to', 'ann']);
  expect(assigned).toEqual({ stdout: '1\n', stderr: 'also assigned: 1 open task\n', exitCode: 0 });
  expect(await json('lead', 'show', '1')).toMatchObject({ owner: 'ann' });
  expect(await json('task', 'list', '--all', '--sort', 'id', '--columns', 'status,owner')).toEqual([
    { status: 'done', owner: 'tester' },
    { status: 'open', owner: 'ann' },
  ]);
  expect(await run(['lead', 'assign', '1', '--to', 'anne'])).toMatchObject({
    exitCode: 3,
    stderr: expect.stringContaining('unknown user "anne"\nDid you mean "ann"?'),
  });
});

test.each([['qualify'], ['disqualify', '--reason', 'x'], ['nurture'], ['assign', '--to', 'me'], ['convert']])(
  'lead %s does not change a converted lead and names its records',
  async (verb, ...options) => {
    const { run, ok } = shop();
    await ok('lead', 'add', 'Jane Doe', '--company', 'Acme');
    await ok('lead', 'convert', '1', '--no-opp');
    expect(await run(['lead', verb, '1', ...options])).toEqual({
      stdout: '',
      stderr:
        'crm: lead 1 was converted on 2026-03-12 into account 1, contact 1\nWork with those, for example: crm contact show 1\n',
      exitCode: 1,
    });
  },
);

test('edit cannot disqualify a lead without a reason', async () => {
  const { run, ok, json } = shop();
  await ok('lead', 'add', 'Jane Doe');
  const refused = await run(['lead', 'edit', '1', '--status', 'disqualified']);
  expect(refused).toMatchObject({
    exitCode: 2,
    stderr: expect.stringContaining('crm lead disqualify 1 --reason'),
  });
  await ok('lead', 'edit', '1', '--status', 'disqualified', '--reason', 'no budget');
  expect(await json('lead', 'show', '1')).toMatchObject({ status: 'disqualified', reason: 'no budget' });
});

test('a converted lead cannot be skipped, and is removed only with --force', async () => {
  const { run, ok, json } = shop();
  await ok('lead', 'add', 'Jane Doe', '--phone', '+14155550100');
  await ok('lead', 'convert', '1', '--no-opp');
  const became = 'lead 1 was converted on 2026-03-12 into account 1, contact 1';
  for (const args of [
    ['lead', 'rm', '1'],
    ['call', 'skip', '1'],
  ])
    expect(await run(args)).toMatchObject({ exitCode: 1, stderr: expect.stringContaining(became) });
  expect(await json('lead', 'list')).toHaveLength(1);
  await ok('lead', 'rm', '1', '--force');
  expect(await json('lead', 'list')).toEqual([]);
});

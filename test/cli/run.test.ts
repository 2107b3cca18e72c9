import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { crmProcess, environment } from '../support/program.ts';
import { type Shop, shop } from '../support/shop.ts';
import { PROGRAM, ROOT } from '../support/under-test.ts';

const STUCK = 'every day at 8:00 on opp where stage = proposal then task "Wake up", tag stuck';

const work = async ({ run }: Shop, now: string, ...options: string[]) =>
  run(['run', '--once', '-f', 'jsonl', ...options, '--now', now], { env: { TZ: 'Europe/Berlin' } });

/** A database with a rule, made on the day before, and two deals that meet its condition. */
async function stuckDeals(rule = STUCK): Promise<Shop> {
  const own = shop();
  await own.ok('rule', 'add', rule, '--now', '2026-03-12 12:00');
  for (const name of ['One', 'Two', 'Three']) await own.ok('opp', 'add', name);
  await own.ok('opp', 'move', '1', '2', 'proposal');
  return own;
}

const tasks = async (own: Shop) => (await own.json('task', 'list')).length;

test('a rule for times is applied once to each record that meets its condition, until it no longer does', async () => {
  const own = await stuckDeals();
  const day = async (now: string) => {
    await work(own, now);
    return tasks(own);
  };
  expect(await day('2026-03-13T06:59:00Z')).toBe(0);
  expect(await day('2026-03-13T07:00:00Z')).toBe(2);
  expect(await day('2026-03-13T07:01:00Z')).toBe(2);
  expect(await day('2026-03-14T07:00:00Z')).toBe(2);
  await own.ok('opp', 'move', '1', 'negotiation');
  await own.ok('opp', 'move', '3', 'proposal');
  expect(await day('2026-03-15T07:00:00Z')).toBe(3);
  await own.ok('opp', 'move', '1', 'proposal');
  expect(await day('2026-03-16T07:00:00Z')).toBe(4);
});

test('what a rule for times did is a change, and an undo does not bring it back the next day', async () => {
  const own = await stuckDeals();
  await work(own, '2026-03-13T08:00:00Z');
  expect(await tasks(own)).toBe(2);
  await own.ok('undo');
  expect(await tasks(own)).toBe(0);
  await work(own, '2026-03-14T08:00:00Z');
  expect(await tasks(own)).toBe(0);
});

test('after three days asleep a rule is applied once, and a clock that was a year ahead does not stop it', async () => {
  const own = await stuckDeals('every hour on opp where stage = proposal then note "still here"');
  const ran = async (now: string) => (await work(own, now)).stdout.trim().split('\n').filter(Boolean).length;
  expect(await ran('2026-03-15T12:00:00Z')).toBe(1);
  await own.ok('opp', 'move', '3', 'proposal');
  expect(await ran('2027-03-15T12:00:00Z')).toBe(1);
  await own.ok('opp', 'add', 'Four', '--stage', 'proposal');
  expect(await ran('2026-03-15T13:30:00Z')).toBe(0);
  expect(await ran('2026-03-15T14:00:00Z')).toBe(1);
});

test('a task of a rule is not added where one is open', async () => {
  const own = await stuckDeals(STUCK.replace('"Wake up"', '"Wake up" unless open task'));
  await own.ok('task', 'add', 'Call', '--opp', '1');
  await work(own, '2026-03-13T08:00:00Z');
  expect(await own.json('task', 'list', '--columns', 'subject,opp')).toEqual([
    expect.objectContaining({ subject: 'Call' }),
    expect.objectContaining({ subject: 'Wake up' }),
  ]);
});

test('a rule that cannot be applied is named by run, today and doctor, and others go on', async () => {
  const own = shop();
  await own.ok('field', 'add', 'opp', 'seats', '--type', 'number');
  await own.ok('rule', 'add', 'every day on opp where seats > 3 then tag big', '--now', '2026-03-12 12:00');
  await own.ok('rule', 'add', 'every day on opp then tag seen', '--now', '2026-03-12 12:00');
  await own.ok('field', 'rm', 'opp', 'seats', '--yes');
  await own.ok('opp', 'add', 'One');
  const { stdout, exitCode } = await work(own, '2026-03-13T08:00:00Z');
  expect(exitCode).toBe(4);
  expect(
    stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line)),
  ).toMatchObject([
    { what: 'rule 1', result: 'unknown field "seats"', failed: true },
    { what: 'rule 2', result: 'applied to 1 record', failed: false },
  ]);
  expect(await own.json('today')).toContainEqual(
    expect.objectContaining({
      kind: 'failed',
      id: 'rule:1',
      detail: expect.stringContaining('crm rule show 1'),
    }),
  );
  const { stdout: report, exitCode: sick } = await own.run(['doctor', '--csv']);
  expect(sick).toBe(1);
  expect(report).toContain(
    'rules,wrong,"rule 1: unknown field ""seats"": crm rule edit 1 … or crm rule disable 1"',
  );
  await own.ok('rule', 'disable', '1', '--now', '2026-03-13 13:00');
  expect((await own.json('today')).map(({ kind }: { kind: string }) => kind)).not.toContain('failed');
});

test('a rule that another rule refuses leaves the records as they were, and is tried again the next day', async () => {
  const own = await stuckDeals('every day on opp where stage = proposal then set amount = 5');
  await own.ok(
    'rule',
    'add',
    'on opp.saving if amount < 10 then refuse "Too little"',
    '--now',
    '2026-03-12 12:00',
  );
  expect(JSON.parse((await work(own, '2026-03-13T08:00:00Z')).stdout)).toMatchObject({
    result: 'Too little',
    failed: true,
  });
  expect((await work(own, '2026-03-13T09:00:00Z')).stdout).toBe('');
  expect(await own.json('opp', 'list', '--where', 'amount = 5')).toEqual([]);
  await own.ok('rule', 'disable', '2');
  expect(JSON.parse((await work(own, '2026-03-14T08:00:00Z')).stdout)).toMatchObject({ failed: false });
});

test("only one worker works, and one that was killed is in nobody's way", async () => {
  const own = await stuckDeals();
  const { execa } = await import('execa');
  const start = () =>
    execa(PROGRAM.command, [...PROGRAM.before, 'run', '--every', '1s'], {
      env: environment(own.place),
      extendEnv: false,
      cwd: ROOT,
      reject: false,
    });
  const isBusy = async () => (await work(own, '2026-03-12T13:00:00Z')).stderr.includes('another crm run');
  // Not by trying to work: that could take the lease from under the one that starts.
  const isLeased = () => {
    const db = new Database(own.place.db, { readonly: true });
    const leases = db.prepare('select token from worker_lease').all();
    db.close();
    return leases.length > 0;
  };
  const first = start();
  await expect.poll(isLeased, { timeout: 60_000 }).toBe(true);
  expect(await isBusy()).toBe(true);
  const second = await crmProcess(['run'], own.place);
  expect(second).toMatchObject({
    exitCode: 1,
    stderr: expect.stringContaining('another crm run is at work on'),
  });
  await work(own, '2026-03-13T08:00:00Z');
  expect(await tasks(own)).toBe(0);
  first.kill('SIGKILL');
  await first;
  await work(own, '2026-03-13T08:00:00Z');
  expect(await tasks(own)).toBe(2);
  const third = start();
  await expect.poll(isLeased, { timeout: 60_000 }).toBe(true);
  expect(await isBusy()).toBe(true);
  third.kill('SIGTERM');
  expect((await third).exitCode).toBe(143);
  expect(await isBusy()).toBe(false);
});

test.each(['systemd', 'launchd', 'cron'])('prints what starts it by %s', async (system) => {
  const { place, ok } = shop();
  await ok('lead', 'add', 'Ann');
  const text = await ok('run', '--unit', system);
  for (const part of [place.db, 'run', '--db', 'tester']) expect(text).toContain(part);
});

test.each([
  ['--every', '0s'],
  ['--only', 'letters'],
  ['--unit', 'windows'],
  ['--once', '--every', '30s'],
])('crm run %s %s is an error of the command line', async (...options) => {
  const { ok, run } = shop();
  await ok('lead', 'add', 'Ann');
  expect(await run(['run', ...options])).toMatchObject({ exitCode: 2 });
});

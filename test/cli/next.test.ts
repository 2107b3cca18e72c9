import { join } from 'node:path';
import { expect, test } from 'vitest';
import { WAITING_KINDS } from '../../src/domain/next/waiting.ts';
import { splitLine } from '../../src/domain/split-line.ts';
import { crm, makeHome, NOW } from '../support/program.ts';

interface Step {
  readonly kind: string;
  readonly id: string;
  readonly title: string;
  readonly reason: string;
  readonly command: string;
  readonly owner: string | null;
}

/** A database; `ok` fails unless the command succeeds. */
function session() {
  const home = makeHome();
  const run = (args: readonly string[], now = NOW) => crm([...args], { home, env: { CRM_NOW: now } });
  const ok = async (...args: string[]) => {
    const { exitCode, stdout, stderr } = await run(args);
    if (exitCode !== 0) throw new Error(`crm ${args.join(' ')}: ${stderr}`);
    return stdout;
  };
  const steps = async (...args: string[]): Promise<Step[]> => JSON.parse(await ok('next', '--json', ...args));
  return { home, run, ok, steps };
}

/** One of everything that waits; the name of the account tries to break out of the command. */
async function everything() {
  const { ok, ...others } = session();
  const lead = (name: string, ...more: string[]) => ok('lead', 'add', name, '--owner', 'me', ...more);
  await ok('account', 'add', `O'Brien "x"; $(touch pwned) \`id\``);
  await ok('contact', 'add', 'Ann Lee', '--account', '1', '--email', 'ann@example.test', '--owner', 'me');
  await lead('Call Back', '--phone', '+16085550101', '--next-attempt', '2026-03-11 9am');
  await ok('meeting', 'add', 'Past', '--lead', '1', '--start', '2026-03-10 9am', '--owner', 'me');
  await ok('meeting', 'add', 'Today', '--lead', '1', '--start', '2026-03-12 3pm', '--owner', 'me');
  await ok('log', 'email', 'contact:1', 'When?', '--in', '--at', '2026-03-10');
  await ok('case', 'add', 'Broken', '--contact', '1', '--priority', 'urgent', '--owner', 'me');
  await ok('task', 'add', 'Send it', '--due', '2026-03-10', '--owner', 'me');
  const deal = (name: string, ...more: string[]) =>
    ok('opp', 'add', name, '--account', '1', '--contact', '1', '--owner', 'me', ...more);
  await deal('Slipped', '--close', '2026-03-01');
  await deal('--name=-- closing', '--close', '2026-03-15');
  await crm(['opp', 'add', "It's stuck", '--account', '1', '--owner', 'me'], {
    home: others.home,
    env: { CRM_NOW: '2026-01-01T10:00:00.000Z' },
  });
  await deal('No step');
  await lead('Hot One', '--score', '90', '--phone', '+16085550102');
  await lead('Hot Mail', '--score', '80', '--email', 'hot@example.test');
  await lead('Ready', '--status', 'qualified');
  await ok(
    'purchase',
    'add',
    'Care plan',
    '--account',
    '1',
    '--amount',
    '1200.50',
    '--ends-on',
    '2026-03-20',
    '--owner',
    'me',
  );
  return { ok, ...others };
}

test('says what waits, of every kind, in the order of urgency', async () => {
  const { steps } = await everything();
  const all = await steps('--limit', '100');
  expect([...new Set(all.map(({ kind }) => kind))]).toEqual([...WAITING_KINDS]);
  expect(all.every(({ reason, owner }) => reason.length > 5 && owner === 'tester')).toBe(true);
  expect(all.map(({ command }) => command)).toContain('crm call 1');
});

test('each command works as it is, and what it was for waits no more', async () => {
  const { ok, run, steps } = await everything();
  for (const { kind, id, command } of await steps('--limit', '100')) {
    const result = await run(splitLine(command));
    expect([command, result.exitCode, result.stderr]).toEqual([command, 0, expect.anything()]);
    // Taking a lead or reading a page is the beginning only.
    if (/^crm (?:call|brief) /.test(command)) continue;
    const left = await steps('--limit', '100');
    expect(left.filter((step) => step.kind === kind && step.id === id)).toEqual([]);
  }
  const { title } = JSON.parse(
    await ok('opp', 'list', '--where', 'type = renewal', '--json', '--columns', 'name'),
  ).map(({ name }: { name: string }) => ({ title: name }))[0];
  expect(title).toBe('Care plan renewal 2026');
});

test('a record has its own steps, whoever owns them, and an empty list says what else to do', async () => {
  const { ok, run, steps } = await everything();
  await ok('user', 'add', 'bob');
  await ok('task', 'add', 'Of Bob', '--opp', '1', '--due', '2026-03-11', '--owner', 'bob');
  expect((await steps('--for', 'opp:1')).map(({ kind, id }) => `${kind} ${id}`)).toEqual([
    'reply contact:1',
    'case case:1',
    'task task:2',
    'slipped opp:1',
    'renewal purchase:1',
  ]);
  expect((await steps('--owner', 'bob')).map(({ id }) => id)).toEqual(['task:2']);
  await ok('lead', 'add', 'Quiet');
  expect(await run(['next', '--for', '5', '--csv'])).toMatchObject({
    exitCode: 0,
    stdout: 'kind,id,title,reason,command,owner\n',
  });
  const { stderr, exitCode } = await run(['next', '--kind', 'tasks']);
  expect([exitCode, stderr]).toEqual([2, expect.stringContaining('Did you mean "task"?')]);
});

test('at most three of a kind stand beside others; the rest is one option away', async () => {
  const { ok, run, steps } = session();
  for (const day of [1, 2, 3, 4, 5])
    await ok('task', 'add', `T${day}`, '--due', `2026-03-0${day}`, '--owner', 'me');
  const { stdout, stderr } = await run(['next', '-f', 'ids']);
  expect(stdout).toBe('task:1\ntask:2\ntask:3\n');
  expect(stderr).toContain('crm next --kind task');
  expect(await steps('--kind', 'task')).toHaveLength(5);
  expect(await steps('--kind', 'task', '--limit', '4')).toHaveLength(4);
});

test('the demo: deals and tasks are those that a look at each of them finds', async () => {
  const { home, ok } = session();
  const db = join(home, 'demo.db');
  await ok('demo', '--path', db);
  const list = async (...args: string[]) =>
    JSON.parse((await crm([...args, '--json', '--columns', 'all'], { home, db })).stdout);
  const tasks = await list('task', 'list', '--where', 'status = open');
  const today = NOW.slice(0, 10);
  const due = (kind: string) =>
    crm(['next', '--all', '--kind', kind, '--limit', '999', '-f', 'ids'], { home, db });
  const sorted = (lines: string[]) => lines.filter(Boolean).sort();
  const expected = tasks.filter(
    (task: { due_date: string | null }) => task.due_date !== null && task.due_date <= today,
  );
  expect(sorted((await due('task')).stdout.split('\n'))).toEqual(
    sorted(expected.map(({ id }: { id: number }) => `task:${id}`)),
  );
  const deals = await list('opp', 'list', '--where', 'status = open');
  const slipped = deals.filter(
    ({ close_date: day }: { close_date: string | null }) => day !== null && day < today,
  );
  expect(sorted((await due('slipped')).stdout.split('\n'))).toEqual(
    sorted(slipped.map(({ id }: { id: number }) => `opp:${id}`)),
  );
});

test('of the deals of all stages and of one user, the first to close come first', async () => {
  const { run, ok, steps } = session();
  await ok('user', 'add', 'bob');
  const stages = ['prospecting', 'qualification', 'proposal', 'negotiation'];
  const deals: { ref: string; close: string | null; owner: string | null }[] = [];
  for (const [i, day] of [28, 3, 17, 9, 22, 1, 14, 5, 26, 11, 19, 7].entries()) {
    const close = i % 4 === 3 ? null : `2026-${i % 3 === 0 ? '06' : '02'}-${String(day).padStart(2, '0')}`;
    const owner = [null, 'me', 'bob'][(i * 5) % 3] ?? null;
    const args = ['opp', 'add', `Deal ${i}`, '--stage', stages[(i * 7) % 4] as string];
    if (close !== null) args.push('--close', close);
    args.push(`--owner=${owner ?? ''}`);
    expect((await run(args)).stderr).toBe('');
    deals.push({ ref: `opp:${i + 1}`, close, owner });
  }
  await ok('opp', 'lose', '2', '--reason', 'price');
  deals.splice(1, 1);
  const inOrder = (chosen: typeof deals) =>
    chosen
      .toSorted((a, b) => ((a.close ?? '9') < (b.close ?? '9') ? -1 : a.close === b.close ? 0 : 1))
      .map(({ ref }) => ref);
  const slipped = deals.filter(({ close }) => close !== null && close < NOW.slice(0, 10));
  const later = deals.filter((deal) => !slipped.includes(deal));
  for (const [kind, some] of [
    ['slipped', slipped],
    ['no-step', later],
  ] as const)
    for (const limit of [1, 3, 20]) {
      const refs = async (...args: string[]) =>
        (await steps('--kind', kind, '--limit', `${limit}`, ...args)).map(({ id }) => id);
      expect(await refs('--all')).toEqual(inOrder(some).slice(0, limit));
      const bobs = some.filter(({ owner }) => owner === 'bob' || owner === null);
      expect(await refs('--owner', 'bob')).toEqual(inOrder(bobs).slice(0, limit));
    }
});

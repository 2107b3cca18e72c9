import { type ChildProcess, spawn } from 'node:child_process';
import { expect, onTestFinished, test } from 'vitest';
import { environment } from '../support/program.ts';
import { type Shop, shop } from '../support/shop.ts';
import { PROGRAM } from '../support/under-test.ts';

const lines = (text: string) =>
  text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));
const types = (text: string) => lines(text).map(({ type }) => type);

/** A reader of events in a process of its own, with all the lines that it has got. */
function follow({ place }: Shop, ...args: string[]): { child: ChildProcess; read: () => string } {
  const child = spawn(PROGRAM.command, [...PROGRAM.before, 'events', '--follow', ...args], {
    env: environment(place),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  child.stdout?.setEncoding('utf8').on('data', (part: string) => {
    text += part;
  });
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  return { child, read: () => text.slice(0, text.lastIndexOf('\n') + 1) };
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill(signal);
  await ended;
}

test('tells what happened to records, with the fields before and after', async () => {
  const { ok } = shop();
  await ok('lead', 'add', 'Ann Lee', '--company', 'Acme', '--phone', '+14155550100', '--tag', 'fair');
  await ok('lead', 'edit', '1', '--company', 'Acme plc', '--tag', 'fair,hot');
  await ok('opp', 'add', 'Renewal', '--amount', '12.5k');
  await ok('opp', 'win', '1');
  await ok('undo');
  const events = lines(await ok('events'));
  expect(events[0]).toMatchObject({
    type: 'lead.created',
    ref: 'lead:1',
    title: 'Ann Lee',
    before: null,
    after: { company: 'Acme', phone: '+14155550100', tags: ['fair'], status: 'new' },
    change: 1,
    kind: 'do',
    reverts: null,
    command: expect.stringContaining('lead add'),
  });
  const told = events.map(({ type, before, after }) => ({ type, before, after }));
  expect(told).toEqual(
    expect.arrayContaining([
      { type: 'lead.updated', before: { company: 'Acme' }, after: { company: 'Acme plc' } },
      expect.objectContaining({ type: 'lead.updated', before: null, after: { tag: 'hot' } }),
      expect.objectContaining({
        type: 'opp.created',
        after: expect.objectContaining({ amount: '12500.00', currency: 'USD', stage: 'prospecting' }),
      }),
      expect.objectContaining({
        type: 'opp.won',
        before: expect.objectContaining({ stage: 'prospecting' }),
        after: expect.objectContaining({ stage: 'won' }),
      }),
    ]),
  );
  const undone = events.filter(({ reverts }) => reverts === 4);
  expect(undone.map(({ type }) => type)).toContain('opp.reopened');
});

test('reads events after a number or a time, and of some types only', async () => {
  const { ok } = shop();
  await ok('lead', 'add', 'Ann Lee', '--now', '2026-03-10 09:00');
  await ok('lead', 'add', 'Bob Roe', '--now', '2026-03-11 09:00');
  await ok('task', 'add', 'Call', '--lead', '2', '--now', '2026-03-12 09:00');
  await ok('task', 'done', '1', '--now', '2026-03-12 09:30');
  expect(types(await ok('events', '--since', '1-1'))).toEqual(['lead.created', 'task.created', 'task.done']);
  expect(types(await ok('events', '--since', '3'))).toEqual(['task.done']);
  expect(types(await ok('events', '--since', '2026-03-11'))).toEqual([
    'lead.created',
    'task.created',
    'task.done',
  ]);
  expect(types(await ok('events', '--type', '*.created'))).toEqual([
    'lead.created',
    'lead.created',
    'task.created',
  ]);
  expect(types(await ok('events', '--type', 'task.*', '--type', 'opp.won'))).toEqual([
    'task.created',
    'task.done',
  ]);
});

test('says which types there are, and refuses others and other forms', async () => {
  const { ok, run } = shop();
  await ok('lead', 'add', 'Ann Lee');
  expect((await ok('events', '--type', '?')).split('\n')).toContain('opp.stage_changed');
  expect(await run(['events', '--type', 'opp.wonn'])).toMatchObject({
    exitCode: 2,
    stderr: expect.stringContaining('Did you mean "opp.won"?'),
  });
  expect(await run(['events', '-f', 'csv'])).toMatchObject({ exitCode: 2 });
  expect(await run(['events', '--cursor', 'a b'])).toMatchObject({ exitCode: 2 });
});

test('a merge says which record remains', async () => {
  const { ok } = shop();
  await ok('lead', 'add', 'Ann Lee', '--email', 'ann@acme.test');
  await ok('lead', 'add', 'Ann Lee', '--company', 'Acme', '--force');
  await ok('merge', 'lead:1', 'lead:2', '--yes');
  const merged = lines(await ok('events', '--type', 'lead.merged'));
  expect(merged).toMatchObject([{ ref: 'lead:2', after: { merged_into: 'lead:1' } }]);
});

test('a cursor goes on where the last run stopped', async () => {
  const { ok } = shop();
  await ok('lead', 'add', 'Ann Lee');
  expect(lines(await ok('events', '--cursor', 'slack'))).toHaveLength(1);
  expect(await ok('events', '--cursor', 'slack')).toBe('');
  await ok('lead', 'edit', '1', '--city', 'Rome');
  expect(types(await ok('events', '--cursor', 'slack'))).toEqual(['lead.updated']);
  expect(lines(await ok('events', '--cursor', 'other'))).toHaveLength(2);
});

test('a reader that is killed and goes on after its last event misses nothing and gets nothing twice', async () => {
  const own = shop();
  await own.ok('lead', 'add', 'First');
  const got: { id: string; title: string }[] = [];
  for (let round = 0; round < 4; round++) {
    const { child, read } = follow(own, '--since', got.at(-1)?.id ?? '0', '--type', 'lead.created');
    await own.ok('lead', 'add', `Lead ${round}`);
    await expect.poll(() => lines(read()).length, { timeout: 20_000 }).toBeGreaterThan(0);
    await own.ok('lead', 'add', `More ${round}`);
    await end(child, 'SIGKILL');
    got.push(...lines(read()));
  }
  const rest = lines(await own.ok('events', '--since', got.at(-1)?.id ?? '0', '--type', 'lead.created'));
  const titles = [...got, ...rest].map(({ title }) => title);
  expect(titles).toEqual(['First', ...[0, 1, 2, 3].flatMap((round) => [`Lead ${round}`, `More ${round}`])]);
});

test('a follower begins with what happens next, and stops at a signal', async () => {
  const own = shop();
  await own.ok('lead', 'add', 'Before');
  const { child, read } = follow(own, '--cursor', 'tail');
  await own.ok('lead', 'edit', '1', '--city', 'Oslo');
  await expect.poll(() => types(read()), { timeout: 20_000 }).toEqual(['lead.created', 'lead.updated']);
  await end(child, 'SIGINT');
  expect(child.exitCode).toBe(130);
  expect(await own.ok('events', '--cursor', 'tail')).toBe('');
});

test('a follower without a cursor tells what happens as long as it runs', async () => {
  const own = shop();
  await own.ok('lead', 'add', 'First');
  const { child, read } = follow(own, '--type', 'lead.*');
  // It begins with what happens next: so until it has begun, something happens.
  let added = 0;
  await expect
    .poll(
      async () => {
        await own.ok('lead', 'add', `Lead ${added++}`);
        return lines(read()).length;
      },
      { timeout: 30_000 },
    )
    .toBeGreaterThan(0);
  await own.ok('lead', 'edit', '1', '--city', 'Oslo');
  await expect.poll(() => types(read()).at(-1), { timeout: 30_000 }).toBe('lead.updated');
  await own.ok('lead', 'edit', '1', '--city', 'Rome');
  await expect.poll(() => lines(read()).at(-1).after, { timeout: 30_000 }).toEqual({ city: 'Rome' });
  await end(child, 'SIGKILL');
});

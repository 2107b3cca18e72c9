import { expect, test } from 'vitest';
import { crm, makeHome } from '../support/program.ts';
import { open } from '../support/terminal.ts';

const NOW = '2026-03-12T10:00:00Z';

function home() {
  const at = makeHome();
  const env = { TZ: 'UTC', CRM_NOW: NOW };
  const run = (...args: string[]) => crm(args, { home: at, env });
  return { at, env, run, ok: async (...args: string[]) => (await run(...args)).stdout };
}

test('tasks, callbacks and reminders of meetings are put off with one word', async () => {
  const { ok, run } = home();
  await ok('lead', 'add', 'Jane Doe', '--company', 'Acme', '--phone', '+1 212 555 0100');
  await ok('log', 'call', '1', '-o', 'callback', '--next', 'fri 15:00');
  await ok('task', 'add', 'Send the offer', '--due', 'today 11:00');
  await ok('meeting', 'add', 'Demo', '--lead', '1', '--start', 'today 15:00');
  await ok('snooze', '2', '20m');
  expect(await ok('task', 'list', '--columns', 'id,due_at', '-f', 'csv')).toContain(
    '2,2026-03-12T10:20:00.000Z',
  );
  await ok('snooze', 'lead:1', 'mon');
  expect(await ok('lead', 'list', '--columns', 'next_attempt_at', '-f', 'csv')).toContain(
    '2026-03-16T15:00:00.000Z',
  );
  await ok('undo');
  expect(await ok('lead', 'list', '--columns', 'next_attempt_at', '-f', 'csv')).toContain(
    '2026-03-13T15:00:00.000Z',
  );
  expect((await run('snooze', 'meeting:1', '14:50')).exitCode).toBe(0);
  expect(await ok('meeting', 'list', '--columns', 'starts_at', '-f', 'csv')).toContain('T15:00:00.000Z');
  const late = await run('snooze', 'meeting:1', '15:10');
  expect([late.exitCode, late.stderr]).toEqual([1, expect.stringContaining('begins before that')]);
  expect((await run('snooze', 'meeting:1', 'in 3 days at 10:00')).stderr).toContain('12 hours at most');
  await ok('lead', 'add', 'Bob Roe', '--company', 'Globex');
  expect((await run('snooze', 'lead:2', '20m')).stderr).toContain('is not to be called back');
  expect((await run('snooze', '2')).stderr).toContain('the new day or time is missing');
});

test('an open screen reminds once, with the bell', async () => {
  const { at, env, ok } = home();
  await ok('opp', 'add', 'Renewal', '--amount', '5k');
  await ok('task', 'add', 'Send the offer', '--due', 'today 09:59');
  const board = open(['board'], { home: at, env });
  await board.waitFor(/Task: Send the offer +09:59 +:snooze task:1 10m/);
  await expect.poll(() => board.raw).toContain('\u0007');
  board.type('q');
  await board.exit;
  // The next screen shows only what was not shown.
  await ok('task', 'add', 'Ring the bank', '--due', 'today 09:58');
  const next = open(['board'], { home: at, env });
  await next.waitFor(/» Task: Ring the bank/);
  expect(next.screen()).not.toContain('Send the offer');
  next.type('q');
  await next.exit;
});

test('many reminders at once are counted', async () => {
  const { at, env, ok } = home();
  await ok('opp', 'add', 'Renewal', '--amount', '5k');
  for (const subject of ['Send the offer', 'Ring the bank', 'Book the room'])
    await ok('task', 'add', subject, '--due', 'today 09:59');
  const board = open(['board'], { home: at, env });
  await board.waitFor(/» 3 are due now \(crm today\): Task: .*, …/);
  board.type('q');
  await board.exit;
});

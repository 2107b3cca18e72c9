import { expect, test } from 'vitest';
import { crm, makeHome } from '../support/program.ts';

function session() {
  const home = makeHome();
  const run = (...args: string[]) => crm(args, { home });
  const json = async (...args: string[]) => JSON.parse((await run(...args, '--json')).stdout);
  return { home, run, json };
}

test('logs a call in one line, with note, outcome and next call', async () => {
  const { run, json } = session();
  await run('lead', 'add', 'Jane Doe', '--company', 'Acme', '--phone', '+1 415 555 0100');
  expect(
    await run(
      'log',
      'call',
      'jane',
      'asked',
      'for',
      'prices',
      '-o',
      'callback',
      '--next',
      'tue 3pm',
      '-d',
      '2:30',
    ),
  ).toEqual({ exitCode: 0, stdout: '1\n', stderr: '' });
  expect(await json('lead', 'show', '1')).toMatchObject({
    status: 'connected',
    attempts: 1,
    last_attempt_at: '2026-03-12T10:00:00.000Z',
    next_attempt_at: '2026-03-17T15:00:00.000Z',
    next: [{ subject: 'Call back Jane Doe', kind: 'callback', due_at: '2026-03-17T15:00:00.000Z' }],
    timeline: [
      { type: 'call', outcome: 'callback', duration: 150, body: 'asked for prices', user: 'tester' },
    ],
  });
  await run('undo');
  expect(await json('lead', 'show', '1')).toMatchObject({
    status: 'new',
    attempts: 0,
    next: [],
    timeline: [],
  });
});

test('requires a reason to call somebody on the do-not-call list', async () => {
  const { run, json } = session();
  await run('lead', 'add', 'Jane', '--phone', '+1 415 555 0100');
  const { exitCode, stderr } = await run('log', 'call', '1', '-o', 'do not call');
  expect({ exitCode, stderr }).toEqual({
    exitCode: 0,
    stderr: 'now on the do-not-call list: +14155550100\n',
  });
  const refused = await run('log', 'call', '1', '-o', 'busy');
  expect(refused).toMatchObject({ exitCode: 1, stdout: '' });
  expect(refused.stderr).toBe(
    'crm: lead 1  Jane is marked do-not-call\nTo log a call anyway, give the reason: --override-reason "…"\n',
  );
  expect(await run('log', 'call', '1', '-o', 'busy', '--override-reason', 'she wrote')).toMatchObject({
    exitCode: 0,
  });
  const [last] = await json('activity', 'list', '--sort', '-id', '--columns', 'outcome,body');
  expect(last).toEqual({ outcome: 'busy', body: 'Called in spite of do-not-call: she wrote' });
});

test('logs e-mails, meetings and notes on people, accounts and deals, with the next step', async () => {
  const { run, json } = session();
  await run('account', 'add', 'Acme');
  await run('contact', 'add', 'Jane Doe', '--account', 'Acme');
  await run('opp', 'add', 'Acme renewal', '--contact', 'Jane');
  await run('log', 'email', 'contact:1', 'sent the price list', '--in', '--at', '9am', '--next', '+3d');
  await run('log', 'meeting', 'opp:1', '--duration', '45m', '-o', 'agreed', '--at', 'yesterday 3pm');
  await run('log', 'note', 'Acme', 'moved to Bristol', '--subject', 'Address');
  const columns = 'type,at,direction,outcome,duration,subject,body,contact,account,opp';
  const who = { contact: 'Jane Doe', account: 'Acme' };
  const none = { outcome: null, duration: null, subject: null, opp: null };
  expect(await json('activity', 'list', '--sort', 'id', '--columns', columns)).toEqual([
    {
      ...none,
      ...who,
      type: 'email',
      at: '2026-03-12T09:00:00.000Z',
      direction: 'in',
      body: 'sent the price list',
    },
    {
      ...none,
      ...who,
      type: 'meeting',
      at: '2026-03-11T15:00:00.000Z',
      direction: 'out',
      outcome: 'agreed',
      duration: 2700,
      body: null,
      opp: 'Acme renewal',
    },
    {
      ...none,
      type: 'note',
      at: '2026-03-12T10:00:00.000Z',
      direction: null,
      subject: 'Address',
      body: 'moved to Bristol',
      contact: null,
      account: 'Acme',
    },
  ]);
  expect(await json('task', 'list', '--columns', 'subject,due_date,contact,account')).toEqual([
    { subject: 'Follow up with Jane Doe', due_date: '2026-03-15', ...who },
  ]);
});

test('logs all references of a pipe, or none', async () => {
  const { home, run } = session();
  await run('lead', 'add', 'Ann');
  await run('lead', 'add', 'Ben');
  const piped = (input: string) => crm(['log', 'email', '-', 'newsletter'], { home, input });
  expect(await piped('1\nlead:2\n')).toEqual({ exitCode: 0, stdout: '1\n2\n', stderr: '' });
  expect(await piped('1\n9\n')).toMatchObject({ exitCode: 3, stdout: '' });
  expect((await run('activity', 'list', '-f', 'ids')).stdout.split('\n')).toHaveLength(3);
});

const REFUSED: readonly (readonly [string[], number, string, string])[] = [
  [['call', '1', '-o', 'callbak'], 2, 'unknown outcome "callbak"', 'Did you mean "callback"?'],
  [['call', '1'], 2, 'what was the result of the call?', 'no-answer'],
  [['call', '1', '-o', 'callback'], 2, 'when is the callback?', '--next'],
  [['call', '1', '-o', 'callback', '--next', 'yesterday'], 2, '"yesterday" has passed', ''],
  [['call', '1', '-o', 'busy', '--at', 'tomorrow'], 2, '"tomorrow" is in the future', '--at'],
  [['call', '1', '-o', 'busy', '-d', 'long'], 2, 'cannot read "long" as a duration', ''],
  [['call', '9', '-o', 'busy'], 3, 'no lead matches "9"', 'crm lead list'],
  [['call', 'zebra', '-o', 'busy'], 3, 'matches "zebra"', 'crm search "zebra"'],
  [['note', '1'], 2, 'the note is missing', 'crm log note 1'],
  [['note', '1', 'x', '-d', '3'], 2, 'unknown option "-d"', ''],
  [['cal', '1'], 2, 'unknown command "log cal"', 'Did you mean "crm log call"?'],
];

test('rejects invalid input with the value and a hint', async () => {
  const { run } = session();
  await run('lead', 'add', 'Jane');
  for (const [args, code, message, hint] of REFUSED) {
    const { exitCode, stdout, stderr } = await run('log', ...args);
    expect({ args, exitCode, stdout }).toEqual({ args, exitCode: code, stdout: '' });
    expect(stderr).toContain(message);
    expect(stderr).toContain(hint);
  }
  expect((await run('activity', 'list', '-f', 'ids')).stdout).toBe('');
});

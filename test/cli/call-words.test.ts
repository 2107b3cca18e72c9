import { execa } from 'execa';
import { beforeEach, describe, expect, test } from 'vitest';
import { CALL_RESULTS, SHORT_FORMS } from '../../src/domain/call-results.ts';
import { crm, environment, makeHome } from '../support/program.ts';
import { SHELL_PROGRAM } from '../support/under-test.ts';

/** A Thursday, 10:00 in London. */
const env = { CRM_NOW: '2026-03-12T10:00:00.000Z', CRM_USER: 'ann' };

const COLUMNS = 'id,type,lead,body,outcome,disposition';

let home: string;

beforeEach(async () => {
  home = makeHome();
  for (const [name, phone] of [
    ['Jane Doe', '+44 20 7946 1001'],
    ['Bob Roe', '+44 20 7946 1002'],
    ['Kim Lee', ''],
  ])
    await run('lead', 'add', name as string, '--phone', phone as string);
});

async function run(...args: string[]) {
  return crm(args, { home, env });
}

/** The last calls and notes, newest first. */
async function activities(limit = 1) {
  const { stdout } = await run(
    'activity',
    'list',
    '--json',
    '--sort',
    '-id',
    '--columns',
    COLUMNS,
    '--limit',
    String(limit),
  );
  return JSON.parse(stdout);
}

describe('the words of a call', () => {
  test.each(Object.entries(SHORT_FORMS).filter(([short]) => short !== 'dnc'))(
    '%s logs %s with the lead that was taken',
    async (short, word) => {
      await run('call');
      const result = CALL_RESULTS.find((each) => each.word === word);
      const time = result?.callback || result?.meeting ? ['fri', '11'] : [];
      expect(await run(short, ...time, 'asked', 'for', 'the', 'CFO')).toMatchObject({ exitCode: 0 });
      const [call] = await activities();
      expect(call).toMatchObject({ type: 'call', lead: 'Jane Doe', body: 'asked for the CFO' });
      expect([call.outcome, call.disposition]).toContain(word);
    },
  );

  test.each([
    ['3 apr 2 sites', 'Jane Doe', '2 sites'],
    ['2 weeks wants a quote', 'Jane Doe', 'wants a quote'],
    ['2 tomorrow 9 she said', 'Bob Roe', 'she said'],
    ['2 apr 3 pm', 'Jane Doe', null],
    ['#2 apr 3 she said', 'Bob Roe', 'she said'],
  ])('a number that begins a time names no lead: cb %s', async (line, lead, body) => {
    await run('call');
    expect(await run('cb', ...line.split(' '))).toMatchObject({ exitCode: 0 });
    expect(await activities()).toMatchObject([{ type: 'call', lead, body }]);
  });

  test('a number and a unit after a result that asks for no time are that of the next attempt', async () => {
    await run('call', '2');
    await run('na', '2', 'weeks');
    expect(await activities()).toMatchObject([{ lead: 'Bob Roe', disposition: 'no-answer', body: null }]);
    const { stdout } = await run('show', '2', '--json');
    expect(JSON.parse(stdout).next_attempt_at).toBe('2026-03-26T09:00:00.000Z');
  });

  test('mean the lead that was taken last, also within one millisecond', async () => {
    for (const taken of [
      ['1', '2'],
      ['2', '1'],
      ['1', '2', '1'],
    ]) {
      for (const lead of taken) await run('call', lead);
      await run('na', 'for', String(taken.at(-1)));
      const lead = taken.at(-1) === '1' ? 'Jane Doe' : 'Bob Roe';
      expect(await activities()).toMatchObject([{ lead, disposition: 'no-answer' }]);
    }
  });

  test('may be written in full', async () => {
    await run('call', '2');
    expect((await run('no-answer')).exitCode).toBe(0);
    expect((await activities())[0]).toMatchObject({ lead: 'Bob Roe', disposition: 'no-answer' });
  });

  test('take a bare number for a lead, and the time and note after it', async () => {
    await run('call');
    await run('cb', '2', 'fri', '3pm', 'so', 'she', 'said');
    expect((await activities())[0]).toMatchObject({ lead: 'Bob Roe', body: 'so she said' });
    const { stdout } = await run('lead', 'show', '2', '--json');
    expect(JSON.parse(stdout).next_attempt_at).toBe('2026-03-13T15:00:00.000Z');
  });

  test('work after a reference too, unless -o is given', async () => {
    await run('log', 'call', '2', 'cb fri 11 wants pricing');
    await run('log', 'call', '1', '-o', 'vm', 'cb', 'is', 'what', 'he', 'said');
    expect(await activities(2)).toMatchObject([
      { lead: 'Jane Doe', disposition: 'voicemail', body: 'cb is what he said' },
      { lead: 'Bob Roe', outcome: 'callback', body: 'wants pricing' },
    ]);
  });

  test('need a lead: without one they say how to take it', async () => {
    for (const line of [['vm'], ['note', 'hello'], ['cb', 'fri', '11'], ['show']]) {
      const { stdout, stderr, exitCode } = await run(...line);
      expect([stdout, exitCode]).toEqual(['', 3]);
      expect(stderr).toContain('crm call');
    }
    expect(await activities()).toEqual([]);
  });

  test('need a time for a callback, and log nothing without', async () => {
    await run('call');
    expect(await run('cb', 'wants', 'pricing')).toMatchObject({ exitCode: 2 });
    expect(await activities()).toEqual([]);
  });

  test('leave do-not-call without a short form', async () => {
    await run('call');
    expect(await run('do-not-call')).toMatchObject({ exitCode: 2 });
    expect(await activities()).toEqual([]);
  });

  test('mean the lead of the same user, until the call is logged or the claim ends', async () => {
    await run('call');
    expect(await crm(['vm'], { home, env: { ...env, CRM_USER: 'bob' } })).not.toMatchObject({ exitCode: 0 });
    const later = { ...env, CRM_NOW: '2026-03-12T11:00:01.000Z' };
    expect(await crm(['vm'], { home, env: later })).toMatchObject({ exitCode: 3 });
    expect(await run('vm')).toMatchObject({ exitCode: 0 });
    expect(await run('vm')).toMatchObject({ exitCode: 3 });
  });

  test('take few keys', () => {
    const keys = (line: string) => `${line}\n`.length;
    expect(['crm vm', 'crm na', 'crm call', 'crm show 42', 'crm done 31', 'crm undo'].map(keys)).toEqual([
      7, 7, 9, 12, 12, 9,
    ]);
    expect(keys('crm cb thu 3pm wants pricing')).toBeLessThanOrEqual(34);
    expect(keys('crm ms fri 11 demo')).toBeLessThanOrEqual(22);
    expect(keys('crm ni too expensive')).toBeLessThanOrEqual(30);
    expect(keys('crm note asked for CFO')).toBeLessThanOrEqual(26);
  });
});

test('each terminal has its own lead', async () => {
  /** In a shell of its own, which is what a terminal is to programs in a script. */
  const shell = (...lines: string[]) =>
    execa('sh', ['-c', [...lines.map((line) => `${SHELL_PROGRAM} ${line}`), 'true'].join('\n')], {
      env: environment({ home, env }),
      extendEnv: false,
    });
  const [first, second] = [await shell('call -f ids', 'vm'), await shell('call -f ids')];
  expect(first.stdout.split('\n')[0]).toBe('1');
  expect(second.stdout).toBe('2');
  expect((await activities())[0]).toMatchObject({ lead: 'Jane Doe', disposition: 'voicemail' });
  // The second shell is gone: its lead belongs to no other.
  expect((await shell('vm || true')).stderr).toContain('no lead in this terminal');
});

describe('crm call with a lead', () => {
  test('takes that one, out of turn', async () => {
    const { stdout } = await run('call', '2', '-f', 'ids');
    expect(stdout.trim()).toBe('2');
    const named = await run('call', 'Jane Doe', '-f', 'ids');
    expect(named.stdout.trim()).toBe('1');
    expect((await run('call', 'Roe', '-f', 'ids')).stdout.trim()).toBe('2');
    expect((await run('call', 'kim')).stderr).toContain('no working number');
  });

  test('refuses one that has no number, must not be called, or is on the phone with somebody else', async () => {
    expect(await run('call', '3')).toMatchObject({
      exitCode: 1,
      stderr: expect.stringContaining('--add-phone'),
    });
    await run('dnc', 'add', '2');
    expect(await run('call', '2')).toMatchObject({
      exitCode: 1,
      stderr: expect.stringContaining('do-not-call'),
    });
    await run('user', 'add', 'bob');
    await run('call', '1');
    const other = await crm(['call', '1'], { home, env: { ...env, CRM_USER: 'bob' } });
    expect(other).toMatchObject({ exitCode: 1, stderr: expect.stringContaining('ann is calling lead 1') });
    await run('lead', 'disqualify', '1', '--reason', 'closed');
    expect(await run('call', '1')).toMatchObject({ exitCode: 1 });
    await run('lead', 'add', 'Amy Day', '--phone', '+44 20 7946 1004');
    await run('lead', 'qualify', '4');
    expect((await run('call', '4')).stderr).toMatch(
      /lead 4 is qualified, and no longer in the queue\nLog a call .*crm log call 4/,
    );
  });

  test('keeps typos apart from names', async () => {
    const { stderr, exitCode } = await run('call', 'nxt');
    expect([exitCode, stderr]).toEqual([2, expect.stringContaining('crm call next')]);
    expect(await run('call', 'list')).toMatchObject({ exitCode: 2 });
    expect(await run('call', 'Logan')).toMatchObject({
      exitCode: 3,
      stderr: expect.stringContaining('no lead matches "Logan"'),
    });
  });
});

test('a dot is the lead taken in this terminal, wherever a lead is named', async () => {
  await run('call');
  expect(await run('lead', 'edit', '.', '--title', 'CFO')).toMatchObject({ exitCode: 0 });
  // The value of an option names no lead.
  expect((await run('show', '-f', 'ids')).stdout).toBe('1\n');
  expect(JSON.parse((await run('show', '.', '--json')).stdout)).toMatchObject({ id: 1, title: 'CFO' });
});

test('note, show and done are short for their nouns', async () => {
  await run('task', 'add', 'Send the offer');
  await run('account', 'add', 'Acme');
  expect(await run('done', '1')).toMatchObject({ exitCode: 0 });
  expect(await run('note', '2', 'prefers', 'mail')).toMatchObject({ exitCode: 0 });
  expect((await activities())[0]).toMatchObject({ type: 'note', lead: 'Bob Roe', body: 'prefers mail' });
  expect(JSON.parse((await run('show', 'account:1', '--json')).stdout)).toMatchObject({ name: 'Acme' });
  expect(JSON.parse((await run('--json', 'show', '2')).stdout)).toMatchObject({ name: 'Bob Roe' });
  expect((await run('vm', '--help')).stdout).toContain('crm log call');
});

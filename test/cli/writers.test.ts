import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import Database from 'better-sqlite3';
import { describe, expect, onTestFinished, test } from 'vitest';
import { crm, environment, makeHome } from '../support/program.ts';
import { open } from '../support/terminal.ts';
import { PROGRAM, ROOT } from '../support/under-test.ts';

/** Another program that locks the database for writing until it is told to release it. */
function holdLock(path: string): () => void {
  const db = new Database(path);
  db.exec('begin immediate');
  const release = () => {
    if (!db.open) return;
    db.exec('rollback');
    db.close();
  };
  onTestFinished(release);
  return release;
}

/** The running program: `waiting` resolves after its message that it waits. */
function start(args: readonly string[], home: string) {
  const child = spawn(PROGRAM.command, [...PROGRAM.before, ...args], {
    env: environment({ home }),
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stderr = '';
  const waiting = new Promise<void>((resolve) => {
    child.stderr.on('data', (chunk) => {
      stderr += chunk;
      if (stderr.includes('Waiting for another crm')) resolve();
    });
  });
  const end = Promise.all([text(child.stdout), once(child, 'exit')]).then(([stdout, [code]]) => ({
    stdout,
    stderr,
    code,
  }));
  return { waiting, end, kill: (signal: NodeJS.Signals) => child.kill(signal) };
}

async function oneLead() {
  const home = makeHome();
  await crm(['lead', 'add', 'Jane Doe', '--company', 'Acme', '--phone', '+14155550101'], { home });
  return { home, db: join(home, 'data', 'crm', 'crm.db') };
}

const count = async (home: string) =>
  (await crm(['lead', 'list', '-f', 'ids'], { home })).stdout.trim().split('\n').length;

test('of twenty concurrent writes none fails, and every record is stored', { timeout: 300_000 }, async () => {
  const { home } = await oneLead();
  const writers = Array.from({ length: 20 }, (_, at) =>
    at % 2 === 0
      ? crm(['lead', 'add', `Lead ${at}`], { home })
      : crm(['call', 'log', '1', '-o', 'busy', '-n', `call ${at}`], { home }),
  );
  const runs = await Promise.all(writers);
  expect(runs.filter(({ exitCode }) => exitCode !== 0)).toEqual([]);
  expect(await count(home)).toBe(11);
  const calls = await crm(['activity', 'list', '-f', 'ids'], { home });
  expect(calls.stdout.trim().split('\n')).toHaveLength(10);
});

test('of twenty concurrent first commands none fails, and they create one database', {
  timeout: 300_000,
}, async () => {
  const home = makeHome();
  const runs = await Promise.all(
    Array.from({ length: 20 }, (_, at) => crm(['lead', 'add', `Lead ${at}`], { home })),
  );
  expect(runs.filter(({ exitCode }) => exitCode !== 0)).toEqual([]);
  expect(await count(home)).toBe(20);
});

describe('while another program writes', () => {
  test('a command waits, reports that once, and then does its work', async () => {
    const { home, db } = await oneLead();
    const release = holdLock(db);
    const add = start(['lead', 'add', 'John Roe'], home);
    await add.waiting;
    release();
    expect(await add.end).toEqual({
      code: 0,
      stdout: '2\n',
      stderr: `Waiting for another crm that is writing to ${db} …\n`,
    });
  });

  test.each([
    ['SIGINT', 130, 'interrupted'],
    ['SIGTERM', 143, 'stopped by SIGTERM'],
  ] as const)('%s ends the wait at once, and nothing is written', async (signal, code, said) => {
    const { home, db } = await oneLead();
    const release = holdLock(db);
    const add = start(['lead', 'add', 'John Roe'], home);
    await add.waiting;
    add.kill(signal);
    const { stderr, ...end } = await add.end;
    expect(end).toEqual({ code, stdout: '' });
    expect(stderr).toContain(`crm: ${said}`);
    release();
    expect(await count(home)).toBe(1);
  });

  test('a command gives up after the configured time, with a hint for waiting longer', async () => {
    const { home, db } = await oneLead();
    await crm(['config', 'set', 'wait_for_lock', '0s'], { home });
    const release = holdLock(db);
    const { exitCode, stdout, stderr } = await crm(['lead', 'add', 'John Roe'], { home });
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' });
    expect(stderr).toBe(
      `crm: the database "${db}" is locked by another program\n` +
        'Nothing was changed. Close the program that is writing, or wait longer: crm config set wait_for_lock 5m\n',
    );
    release();
    expect(await count(home)).toBe(1);
  });

  test('reading does not wait', async () => {
    const { home, db } = await oneLead();
    holdLock(db);
    expect(await crm(['lead', 'list', '-f', 'ids'], { home })).toMatchObject({
      exitCode: 0,
      stdout: '1\n',
      stderr: '',
    });
  });
});

test('wait_for_lock is a duration of up to an hour', async () => {
  const home = makeHome();
  const set = (value: string) => crm(['config', 'set', 'wait_for_lock', value], { home });
  expect(await set('90')).toMatchObject({ exitCode: 0 });
  expect(await crm(['config', 'get', 'wait_for_lock'], { home })).toMatchObject({ stdout: '1m30s\n' });
  expect((await set('2h')).stderr).toContain('wait_for_lock is at most 1h, not "2h"');
  expect((await set('soon')).stderr).toContain('cannot read "soon" as a duration');
});

test('the board keeps working while another program writes, and moves the deal afterwards', async () => {
  const home = makeHome();
  await crm(['account', 'add', 'Acme'], { home });
  await crm(['opp', 'add', 'Big deal', '--account', 'Acme'], { home });
  const db = join(home, 'data', 'crm', 'crm.db');
  const board = open(['board'], { home });
  await board.waitFor('Big deal');
  const release = holdLock(db);
  board.type('L');
  await board.waitFor('waiting for another crm that is writing');
  board.type('?');
  await board.waitFor('Esc closes');
  board.type('\u001b');
  release();
  await board.waitFor(/Big deal.*→|moved|qualification/);
  await expect
    .poll(async () => JSON.parse((await crm(['opp', 'show', '1', '--json'], { home })).stdout).stage, {
      timeout: 20_000,
    })
    .toBe('qualification');
  board.type('q');
  expect(await board.exit).toBe(0);
});

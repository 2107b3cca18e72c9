import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { environment } from '../support/program.ts';
import { shop } from '../support/shop.ts';
import { PROGRAM } from '../support/under-test.ts';

/** A database whose user has these hooks; each is a line of a shell, or a program. */
function withHooks(...hooks: { on: string; run: string | string[]; when?: string; timeout?: string }[]) {
  const own = shop();
  const { home } = own.place;
  const folder = join(home, 'config', 'crm');
  mkdirSync(folder, { recursive: true });
  const tables = hooks.map(({ run, ...keys }) =>
    [
      '[[hook]]',
      `run = ${JSON.stringify(typeof run === 'string' ? ['sh', '-c', run.replaceAll('$HOME', home)] : run)}`,
      ...Object.entries(keys).map(([key, value]) => `${key} = ${JSON.stringify(value)}`),
    ].join('\n'),
  );
  writeFileSync(join(folder, 'config.toml'), tables.join('\n'));
  const env = { XDG_CONFIG_HOME: join(home, 'config') };
  const log = join(home, 'log');
  return {
    home,
    start: (...args: string[]) =>
      spawn(PROGRAM.command, [...PROGRAM.before, ...args], {
        env: environment({ ...own.place, env }),
        stdio: 'ignore',
      }),
    run: (...args: string[]) => own.run(args, { env }),
    logged: () =>
      existsSync(log)
        ? readFileSync(log, 'utf8')
            .split('\n')
            .filter((line) => line !== '')
        : [],
  };
}

const LOG = 'cat >> $HOME/log';
const COUNT = 'echo started >> $HOME/log; cat > /dev/null';

test('a hook gets what happened as JSON lines, whatever the text of a record is', async () => {
  const { run, logged } = withHooks({ on: 'lead.*', run: LOG });
  const hostile = 'Ann $(touch pwned) `id` "; rm -rf ~ #';
  await run('lead', 'add', hostile, '--phone', '+14155550100');
  await run('task', 'add', 'Call');
  await run('undo', '1');
  const events = logged().map((line) => JSON.parse(line));
  expect(events).toMatchObject([
    { id: '1-1', type: 'lead.created', title: hostile, kind: 'do' },
    { type: 'lead.deleted', kind: 'undo', reverts: 1 },
  ]);
});

test('a hook before a change can refuse it, and its first line is the reason', async () => {
  const { run } = withHooks({
    on: 'opp.created',
    when: 'before',
    run: 'grep -q \'"amount"\' || { echo "Enter the amount first"; exit 1; }',
  });
  const refused = await run('opp', 'add', 'Renewal');
  expect(refused).toMatchObject({ exitCode: 1, stdout: '', stderr: 'crm: Enter the amount first\n' });
  expect((await run('opp', 'list', '-f', 'ids')).stdout).toBe('');
  expect(await run('opp', 'add', 'Renewal', '--amount', '5k')).toMatchObject({ exitCode: 0, stdout: '1\n' });
});

test('a hook that fails after a change is a warning, and the change stands', async () => {
  const { run } = withHooks(
    { on: 'lead.created', run: 'echo "no network" >&2; exit 7' },
    { on: 'lead.created', run: ['/no/such/program'] },
    { on: 'lead.created', run: ['sleep', '60'], timeout: '1s' },
    { on: 'lead.created', run: ['yes'] },
  );
  const { exitCode, stdout, stderr } = await run('lead', 'add', 'Ann Lee');
  expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: '1\n' });
  expect(stderr).toContain('the hook "sh" failed with exit code 7: no network; the change stands');
  expect(stderr).toContain('the hook "/no/such/program" cannot be started');
  expect(stderr).toContain('the hook "sleep" took longer than 1 s and was stopped');
  expect(stderr).toContain('the hook "yes" wrote more than 64 KB and was stopped');
  expect((await run('lead', 'list', '-f', 'ids')).stdout).toBe('1\n');
});

test('a hook before a change that does not end refuses it', async () => {
  const { run } = withHooks({ on: 'lead.created', when: 'before', run: ['sleep', '60'], timeout: '1s' });
  expect(await run('lead', 'add', 'Ann Lee')).toMatchObject({
    exitCode: 1,
    stderr: expect.stringContaining('nothing was changed: the hook "sleep" took longer than 1 s'),
  });
  expect((await run('lead', 'list', '-f', 'ids')).stdout).toBe('');
});

/** Whether a process runs that wrote its number to a file. */
function isRunning(file: string): boolean {
  const { stdout } = spawnSync('ps', ['-o', 'stat=', '-p', readFileSync(file, 'utf8').trim()], {
    encoding: 'utf8',
  });
  return /^[^Z\s]/.test(stdout.trim());
}

test.each([
  ['its time is over', 'sleep 60 & echo $! > $HOME/child; wait'],
  ['its time is over, also if they do not listen', '(trap "" TERM; sleep 60) & echo $! > $HOME/child; wait'],
  ['it writes too much', 'sleep 60 & echo $! > $HOME/child; exec yes'],
])('the programs that a hook started are stopped with it when %s', async (_, line) => {
  const { run, home } = withHooks({ on: 'lead.created', run: line, timeout: '1s' });
  expect((await run('lead', 'add', 'Ann Lee')).stderr).toContain('and was stopped');
  await vi.waitFor(() => expect(isRunning(join(home, 'child'))).toBe(false));
});

test.each(['SIGINT', 'SIGTERM'] as const)(
  '%s stops a hook with the programs that it started',
  async (signal) => {
    const { start, home } = withHooks({ on: 'lead.created', run: 'sleep 60 & echo $! > $HOME/child; wait' });
    const running = start('lead', 'add', 'Ann Lee');
    const ended = once(running, 'exit');
    const file = join(home, 'child');
    await vi.waitFor(() => expect(existsSync(file) && readFileSync(file, 'utf8')).toMatch(/\d\n/), 20_000);
    running.kill(signal);
    await ended;
    await vi.waitFor(() => expect(isRunning(file)).toBe(false));
  },
);

test('a hook that leaves a program running ends when it ends itself', async () => {
  const { run } = withHooks({ on: 'lead.created', run: 'echo said; sleep 60 & exit 3' });
  expect(await run('lead', 'add', 'Ann Lee')).toMatchObject({
    exitCode: 0,
    stderr: expect.stringContaining('said'),
  });
});

test('a hook starts once for all records of an import, and only for its own events', async () => {
  const { home, run, logged } = withHooks({ on: 'lead.created', run: COUNT }, { on: 'opp.won', run: COUNT });
  const rows = Array.from({ length: 300 }, (_, at) => `Person ${at},person${at}@acme.test`);
  const file = join(home, 'leads.csv');
  writeFileSync(file, ['name,email', ...rows].join('\n'));
  expect((await run('lead', 'import', file)).stdout).toContain('300');
  expect(logged()).toEqual(['started']);
});

test('what a hook changes starts no hooks', async () => {
  const { run, logged } = withHooks({ on: 'lead.created', run: 'echo "$CRM_HOOK" >> $HOME/log' });
  await run('lead', 'add', 'Ann Lee');
  expect(logged()).toEqual(['1']);
});

test('a hook that cannot be meant is an error that names it', async () => {
  const unknown = await withHooks({ on: 'opp.wonn', run: ['true'] }).run('lead', 'add', 'Ann');
  expect(unknown).toMatchObject({ exitCode: 2 });
  expect(unknown.stderr).toContain('hook 1 in');
  expect(unknown.stderr).toContain('there are no events "opp.wonn"');
  const never = await withHooks({ on: 'opp.won', run: ['true'], timeout: '2h' }).run('lead', 'list');
  expect(never).toMatchObject({
    exitCode: 2,
    stderr: expect.stringContaining('timeout is between 1s and 10m'),
  });
});

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdirSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { execa } from 'execa';
import { expect, test } from 'vitest';
import { crm, environment, makeHome, type RunResult } from '../support/program.ts';
import { PROGRAM, SHELL_PROGRAM } from '../support/under-test.ts';

/** Runs a line of bash with the program under test as `crm`. */
async function bash(line: string, home: string, env: Record<string, string> = {}): Promise<RunResult> {
  const program = SHELL_PROGRAM;
  const { stdout, stderr, exitCode } = await execa(
    'bash',
    ['-c', `crm() { $AS ${program} "$@"; }\n${line}`],
    {
      env: environment({ home, env }),
      extendEnv: false,
      reject: false,
    },
  );
  if (exitCode === undefined) throw new Error(`bash did not end by itself\n${stderr}`);
  return { stdout, stderr, exitCode };
}

/** Root can write everywhere, unless it lacks this capability. */
const AS = process.getuid?.() === 0 ? 'setpriv --bounding-set -dac_override' : '';

test('ten concurrent adds with one e-mail store one lead', async () => {
  const home = makeHome();
  await crm(['user', 'list'], { home });
  const results = await Promise.all(
    Array.from({ length: 10 }, (_, i) =>
      crm(['lead', 'add', `Jane ${i}`, '--email', 'jane@acme.com'], { home }),
    ),
  );
  expect(results.map(({ exitCode }) => exitCode).sort()).toEqual([0, ...Array<number>(9).fill(1)]);
  const { stdout } = await crm(['lead', 'list', '--columns', 'email', '--no-header'], { home });
  expect(stdout).toBe('jane@acme.com\n');
});

test('ten concurrent tag changes are all kept', async () => {
  const home = makeHome();
  await crm(['lead', 'add', 'Jane Doe'], { home });
  const tags = Array.from({ length: 10 }, (_, i) => `tag${i}`);
  const results = await Promise.all(tags.map((tag) => crm(['tag', 'add', tag, 'lead:1'], { home })));
  expect(results.filter(({ exitCode }) => exitCode !== 0)).toEqual([]);
  const { stdout } = await crm(['lead', 'list', '--columns', 'tags', '--no-header'], { home });
  expect(stdout).toBe(`${tags.join(';')}\n`);
});

test('twenty writers on a missing database all succeed', async () => {
  const home = makeHome();
  const results = await Promise.all(
    Array.from({ length: 20 }, (_, i) => crm(['lead', 'add', `Lead ${i}`], { home })),
  );
  expect(results.filter(({ exitCode }) => exitCode !== 0)).toEqual([]);
  const { stdout } = await crm(['lead', 'list', '-f', 'ids'], { home });
  expect(stdout.trim().split('\n')).toHaveLength(20);
  expect((await crm(['doctor'], { home })).exitCode).toBe(0);
});

test.each(['as it was', 'new and empty'])('a killed import leaves the database %s', async (left) => {
  const home = makeHome();
  const db = join(home, 'crm.db');
  if (left === 'as it was') await crm(['lead', 'add', 'Jane Doe'], { home, db });
  const all = async () =>
    (await crm(['lead', 'list', '--columns', 'all', '-f', 'jsonl'], { home, db })).stdout;
  const before = left === 'as it was' ? await all() : '';
  const child = spawn(PROGRAM.command, [...PROGRAM.before, 'lead', 'import', '-'], {
    env: environment({ home, db }),
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  child.stdin.on('error', () => {});
  child.stdin.write('name,notes\n');
  // Enough data for SQLite to write part of the transaction to its log before the end.
  const notes = 'x'.repeat(2000);
  for (let i = 0; i < 40_000; i++) child.stdin.write(`Lead ${i},${notes}\n`);
  const size = () => statSync(`${db}-wal`, { throwIfNoEntry: false })?.size ?? 0;
  while (child.exitCode === null && size() < 1_000_000) await delay(5);
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  expect(await ended).toEqual([null, 'SIGKILL']);

  expect(await all()).toBe(before);
  await crm(['lead', 'add', 'Later'], { home, db });
  expect((await crm(['doctor'], { home, db })).exitCode).toBe(0);
});

test('Ctrl-C also ends the writer of the pipe: an import leaves nothing behind', async () => {
  for (const end of ['Last,one\n', 'Last,"half a ']) {
    const home = makeHome();
    const db = join(home, 'crm.db');
    const { child, told } = fed(['lead', 'import', '-'], { home, db, cwd: home });
    child.stdin.write(`name,notes\n${'Lead,x\n'.repeat(10_000)}${end}`);
    while (!told().includes('Created a new database')) await delay(5);
    await delay(100);
    const ended = once(child, 'close');
    child.kill('SIGINT');
    child.stdin.end();
    expect(await ended).toEqual([130, null]);
    expect(told()).toContain('interrupted: nothing was imported');
    expect((await crm(['lead', 'list', '-f', 'ids'], { home, db })).stdout).toBe('');
  }
});

/** Starts the program with a pipe as its input; `told()` is its output so far. */
function fed(args: readonly string[], { home, db, cwd }: { home: string; db: string; cwd: string }) {
  const child = spawn(PROGRAM.command, [...PROGRAM.before, ...args], {
    cwd,
    env: environment({ home, db }),
    stdio: ['pipe', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.on('data', (chunk) => {
    said += chunk;
  });
  child.stdin.on('error', () => {});
  return { child, told: () => said };
}

/**
 * Starts the program in its own folder and sends a signal after `begun` matches; returns its output and the files
 * left.
 */
async function stopped(
  args: readonly string[],
  signal: NodeJS.Signals,
  { home, db, input, begun }: { home: string; db: string; input?: string; begun: (cwd: string) => boolean },
) {
  const cwd = join(home, 'here');
  mkdirSync(cwd);
  const { child, told } = fed(args, { home, db, cwd });
  if (input !== undefined) child.stdin.write(input);
  const ended = once(child, 'close');
  while (child.exitCode === null && !begun(cwd)) await delay(2);
  child.kill(signal);
  return { ended: await ended, told: told(), left: readdirSync(cwd) };
}

test.each([
  ['SIGINT', 130, 'interrupted'],
  ['SIGTERM', 143, 'stopped by SIGTERM'],
  ['SIGHUP', 129, 'stopped by SIGHUP'],
] as const)(
  '%s ends an import with %i and a message, and leaves nothing behind',
  async (signal, code, said) => {
    const home = makeHome();
    const db = join(home, 'crm.db');
    await crm(['lead', 'add', 'Jane Doe'], { home, db });
    const { ended, told, left } = await stopped(['lead', 'import', '-', '--rejects', 'bad.csv'], signal, {
      home,
      db,
      input: `name,email\n${'Lead,nobody@\n'.repeat(10_000)}`,
      begun: (cwd) => readdirSync(cwd).length > 0,
    });
    expect(ended).toEqual([code, null]);
    expect(told).toBe(`crm: ${said}: nothing was imported\n`);
    expect(left).toEqual([]);
    expect((await crm(['lead', 'list', '-f', 'ids'], { home, db })).stdout).toBe('1\n');
  },
);

test('a stopped backup leaves no partial copy', async () => {
  const home = makeHome();
  const db = join(home, 'crm.db');
  const rows = `Lead,${'x'.repeat(5000)}\n`.repeat(8000);
  await crm(['lead', 'import', '-'], { home, db, input: `name,notes\n${rows}` });
  const { ended, told, left } = await stopped(['backup', 'copy.db'], 'SIGTERM', {
    home,
    db,
    begun: (cwd) => readdirSync(cwd).length > 0,
  });
  expect(ended).toEqual([143, null]);
  expect(told).toBe('crm: stopped by SIGTERM: no backup was kept\n');
  expect(left).toEqual([]);
});

test('a read-only file or folder can be read, and writing is refused with a message', async () => {
  const home = makeHome();
  const folder = join(home, 'shared');
  mkdirSync(folder);
  const db = join(folder, 'crm.db');
  await crm(['lead', 'add', 'Jane Doe'], { home, db });
  chmodSync(db, 0o400);
  chmodSync(folder, 0o500);
  const run = (line: string) => bash(line, home, { AS, CRM_DB: db });
  expect(await run('crm lead list -f ids')).toEqual({ stdout: '1', stderr: '', exitCode: 0 });
  const { stdout, stderr, exitCode } = await run('crm lead add Bob');
  expect({ stdout, exitCode }).toEqual({ stdout: '', exitCode: 1 });
  expect(stderr).toContain(`crm: the database "${db}" cannot be written\n`);
  chmodSync(folder, 0o700);
});

test('a file that cannot grow is not changed', async () => {
  const home = makeHome();
  const db = join(home, 'crm.db');
  await crm(['lead', 'add', 'Jane Doe', '--notes', 'before'], { home, db });
  const blocks = Math.ceil(statSync(db).size / 1024);
  const { stderr, exitCode } = await bash(
    `ulimit -f ${blocks}; notes=$(head -c 120000 /dev/zero | tr '\\0' x)
     for i in 1 2 3 4 5 6 7 8 9; do crm lead edit 1 --notes "$notes$i" || exit; done`,
    home,
    { CRM_DB: db, AS: '' },
  );
  expect(exitCode).toBe(1);
  expect(stderr).toMatch(/^crm: (the disk is full: |cannot write to )".*\/crm\.db"/);
  expect((await crm(['doctor'], { home, db })).exitCode).toBe(0);
});

test('an output that cannot be written is an error', async () => {
  const home = makeHome();
  await crm(['lead', 'add', 'Jane Doe'], { home });
  const { stderr, exitCode } = await bash('crm lead list > /dev/full', home, { AS: '' });
  expect({ stderr, exitCode }).toEqual({
    stderr: 'crm: cannot write the output: no space left on the device',
    exitCode: 1,
  });
});

test('a user without a home gets a hint', async () => {
  const env = { HOME: '', XDG_DATA_HOME: '', XDG_CONFIG_HOME: '' };
  const { stderr, exitCode } = await crm(['lead', 'list'], { env });
  expect(exitCode).toBe(1);
  expect(stderr).toBe(
    'crm: there is no home folder to keep the database in\nName the database with --db or CRM_DB, or set HOME.\n',
  );
  const db = join(makeHome(), 'crm.db');
  expect((await crm(['lead', 'add', 'Jane'], { env, db })).stdout).toBe('1\n');
});

test.each([
  [['lead', 'list', '--limit', 'x'], '--limit is a whole number, not "x"', undefined],
  [['lead', 'list', '--sort', 'nope'], 'cannot sort by "nope": unknown column', '--columns ?'],
  [['lead', 'list', '--columns', 'emial'], 'unknown column "emial"', 'Did you mean "email"?'],
  [['lead', 'list', '-f', 'xml'], 'unknown format "xml"', 'One of: table, csv'],
  [['lead', 'list', '--where', 'stauts = new'], 'stauts', 'status'],
  [['lead', 'export', 'x.csv'], 'unexpected argument "x.csv"', 'crm lead export -o x.csv\n'],
  [
    ['export', 'all', '-f', 'csv-folder', 'all'],
    'unexpected argument "all"',
    'crm export all -f csv-folder -o all\n',
  ],
  [['lead', 'lst'], 'unknown command "lead lst"', 'Did you mean "crm lead list"?'],
  [['serch', 'x'], 'unknown command "serch"', 'Did you mean "crm search"?'],
  [['lead', 'list', '--limt', '3'], 'unknown option "--limt"', 'Did you mean "--limit"?'],
])('%j is a usage error with a hint', async (args, message, hint) => {
  const { stdout, stderr, exitCode } = await crm(args);
  expect({ stdout, exitCode }).toEqual({ stdout: '', exitCode: 2 });
  expect(stderr).toMatch(/^crm: /);
  expect(stderr).toContain(message);
  if (hint !== undefined) expect(stderr).toContain(hint);
});

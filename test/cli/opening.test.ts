import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  copyFileSync,
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { execa } from 'execa';
import { describe, expect, test } from 'vitest';
import { crm, environment, makeHome } from '../support/program.ts';
import { PROGRAM, SHELL_PROGRAM } from '../support/under-test.ts';

const LEADS = 'name,email\nAnn,ann@acme.example\nBob,bob@acme.example\n';

const usualFile = (home: string) => join(home, 'data/crm/crm.db');

describe('without a database', () => {
  test.each([
    'lead list',
    'board',
    'search acme',
    'today',
    'history',
    'report pipeline',
    'call queue',
    'export all',
    'doctor',
    'tag list',
  ])('%s answers as for an empty one, with a note, and creates nothing', async (line) => {
    const home = makeHome();
    const { exitCode, stderr } = await crm(line.split(' '), { home });
    expect({ exitCode, stderr }).toEqual({
      exitCode: 0,
      stderr: expect.stringContaining(
        `No database yet at ${usualFile(home)}: adding the first record creates it`,
      ),
    });
    expect(existsSync(join(home, 'data'))).toBe(false);
  });

  test('a failing command creates none, the first change does', async () => {
    const home = makeHome();
    expect((await crm(['lead', 'edit', '1', '--notes', 'x'], { home })).exitCode).toBe(3);
    expect((await crm(['undo'], { home })).exitCode).toBe(1);
    expect((await crm(['backup'], { home })).exitCode).toBe(1);
    expect(existsSync(join(home, 'data'))).toBe(false);
    expect((await crm(['cadence', 'edit', 'standard', '--attempts', '5'], { home })).exitCode).toBe(0);
    expect(readdirSync(join(home, 'data/crm'))).toEqual(['crm.db']);
    expect(statSync(usualFile(home)).mode & 0o777).toBe(0o600);
  });

  test('a named one must exist, except for commands that add records', async () => {
    const home = makeHome();
    const db = join(home, 'new.db');
    for (const line of ['lead list', 'doctor', 'backup', 'undo', 'board']) {
      const { exitCode, stderr } = await crm(line.split(' '), { home, db });
      expect({ line, exitCode, stderr }).toEqual({
        line,
        exitCode: 1,
        stderr: expect.stringContaining(`crm: no database at "${db}"\n`),
      });
    }
    expect(existsSync(db)).toBe(false);
  });

  test.each(['lead import', 'migrate'])('%s --dry-run creates none', async (line) => {
    const home = makeHome();
    const db = join(home, 'new.db');
    const file = join(home, 'leads.csv');
    writeFileSync(file, LEADS);
    const { exitCode, stderr } = await crm([...line.split(' '), file, '--dry-run'], { home, db });
    expect({ exitCode, stderr }).toMatchObject({
      exitCode: 0,
      stderr: expect.not.stringContaining('new database'),
    });
    expect(readdirSync(home).filter((name) => name.includes('.db'))).toEqual([]);
  });

  test('a rejected import leaves none behind', async () => {
    const home = makeHome();
    const db = join(home, 'new.db');
    const file = join(home, 'leads.csv');
    writeFileSync(file, `${LEADS}Carl,nobody@\n`);
    expect((await crm(['lead', 'import', file], { home, db })).exitCode).toBe(1);
    expect(readdirSync(home).filter((name) => name.includes('.db') || name.startsWith('.crm'))).toEqual([]);
    writeFileSync(file, LEADS);
    expect((await crm(['lead', 'import', file], { home, db })).exitCode).toBe(0);
    expect((await crm(['lead', 'list', '-f', 'ids'], { home, db })).stdout).toBe('2\n1\n');
    expect((await crm(['doctor'], { home, db })).exitCode).toBe(0);
  });
});

test('an import that fills a new database moves its rows to one that another command creates in the meantime', async () => {
  const home = makeHome();
  const db = join(home, 'crm.db');
  const file = join(home, 'leads.csv');
  const rows = Array.from({ length: 20_000 }, (_, i) => `Lead ${i},l${i}@acme.example\n`).join('');
  writeFileSync(file, `name,email\n${rows}`);
  const importing = crm(['lead', 'import', file], { home, db });
  while (!readdirSync(home).some((name) => name.startsWith('.crm-'))) await delay(2);
  const added = await crm(['lead', 'add', 'Jane', '--email', 'jane@first.example'], { home, db });
  expect([added.exitCode, (await importing).exitCode]).toEqual([0, 0]);
  const { stdout } = await crm(['lead', 'list', '-f', 'ids'], { home, db });
  expect(stdout.trim().split('\n')).toHaveLength(20_001);
  expect(readdirSync(home).filter((name) => name.startsWith('.crm-'))).toEqual([]);
});

test('leftovers of a killed first import are removed by the next command', async () => {
  const home = makeHome();
  const db = join(home, 'crm.db');
  const file = join(home, 'leads.csv');
  writeFileSync(file, `name,notes\n${`Lead,${'x'.repeat(500)}\n`.repeat(40_000)}`);
  const child = spawn(PROGRAM.command, [...PROGRAM.before, 'lead', 'import', file], {
    env: environment({ home, db }),
    stdio: 'ignore',
  });
  const leftovers = () => readdirSync(home).filter((name) => name.startsWith('.crm-'));
  while (child.exitCode === null && leftovers().length === 0) await delay(1);
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  expect(await ended).toEqual([null, 'SIGKILL']);
  expect(leftovers()).not.toEqual([]);
  expect(existsSync(db)).toBe(false);
  expect((await crm(['lead', 'add', 'Jane'], { home, db })).exitCode).toBe(0);
  expect(leftovers()).toEqual([]);
});

describe('leftovers of an older database with the same name do not get into', () => {
  /** A folder whose database was deleted by name only, with another one's export. */
  async function deleted() {
    const home = makeHome();
    const db = join(home, 'crm.db');
    await crm(['lead', 'add', 'New'], { home, db });
    await crm(['export', 'all', '-o', join(home, 'all.jsonl')], { home, db });
    await crm(['lead', 'edit', '1', '--name', 'Old'], { home, db });
    const older = new Database(db);
    older.exec("update lead set name = 'Older'");
    copyFileSync(`${db}-wal`, join(home, 'log'));
    older.close();
    rmSync(db);
    renameSync(join(home, 'log'), `${db}-wal`);
    return { home, db };
  }

  test.each([
    ['a new one', ['lead', 'add', 'New']],
    ['a restored one', ['import', 'all', 'all.jsonl']],
  ])('%s', async (_, line) => {
    const { home, db } = await deleted();
    expect((await crm(line, { home, db, cwd: home })).exitCode).toBe(0);
    const { stdout } = await crm(['lead', 'list', '--columns', 'name', '--no-header'], { home, db });
    expect(stdout).toBe('New\n');
    expect((await crm(['doctor'], { home, db })).exitCode).toBe(0);
  });
});

describe('an invalid database is refused with one line, and not changed', () => {
  const commands = ['lead list', 'lead add X', 'doctor', 'board', 'demo', 'backup', 'export all'];

  async function refused(home: string, db: string, message: string, lines = commands) {
    for (const line of lines) {
      const { exitCode, stderr, stdout } = await crm([...line.split(' '), '--db', db], { home, cwd: home });
      expect({ line, exitCode, stdout }).toEqual({ line, exitCode: 1, stdout: '' });
      expect(stderr).toContain(`crm: ${message}`);
    }
  }

  test('an empty file', async () => {
    const home = makeHome();
    const db = join(home, 'crm.db');
    writeFileSync(db, '');
    await refused(home, db, `"${db}" is empty, not a database\n`);
    expect(statSync(db).size).toBe(0);
  });

  test('a truncated database', async () => {
    const home = makeHome();
    const whole = join(home, 'whole.db');
    await crm(['lead', 'add', 'Jane'], { home, db: whole });
    const db = join(home, 'crm.db');
    writeFileSync(db, readFileSync(whole).subarray(0, 9000));
    await refused(home, db, `the database "${db}" is damaged\n`);
    writeFileSync(db, readFileSync(whole).subarray(0, 60));
    await refused(home, db, `"${db}" is too short to be a database\n`);
  });

  test('a device, a pipe, a socket, a folder', async () => {
    const home = makeHome();
    await refused(home, '/dev/null', '"/dev/null" is a device, not a database\n', commands.slice(1, 3));
    const pipe = join(home, 'pipe');
    execFileSync('mkfifo', [pipe]);
    await refused(home, pipe, `"${pipe}" is a pipe, not a database\n`, commands.slice(0, 2));
    const socket = join(home, 'socket');
    const server = createServer().listen(socket);
    await once(server, 'listening');
    await refused(home, socket, `"${socket}" is a socket, not a database\n`, ['doctor']);
    server.close();
    await refused(home, home, `"${home}" is a folder\n`, ['lead list', 'demo']);
  });

  test('a link that forms a loop, and a name that is too long', async () => {
    const home = makeHome();
    const circle = join(home, 'circle.db');
    symlinkSync(circle, circle);
    const { exitCode, stderr } = await crm(['lead', 'list'], { home, db: circle });
    expect({ exitCode, stderr }).toMatchObject({
      exitCode: 1,
      stderr: expect.stringContaining(`crm: "${circle}" is a link that forms a loop\n`),
    });
    const long = await crm(['lead', 'add', 'X'], { home, db: join(home, 'x'.repeat(300)) });
    expect(long.exitCode).toBe(1);
    expect(long.stderr).toMatch(/^crm: the name of "/);
  });
});

test.each(['file:sales.db', ':memory:', ' ', 'folder/'])('--db %j is not a valid path', async (name) => {
  const cwd = makeHome();
  for (const line of ['lead list', 'lead add X', 'demo']) {
    const { exitCode, stderr } = await crm([...line.split(' '), '--db', name], { home: cwd, cwd });
    expect({ exitCode, stderr }).toMatchObject({ exitCode: 2, stderr: expect.stringMatching(/^crm: --db /) });
  }
  expect(readdirSync(cwd).filter((each) => !['cache', 'config'].includes(each))).toEqual([]);
});

test('unusual names, links and missing folders', async () => {
  const home = makeHome();
  for (const name of ['a?b=c#d%20e.db', 'a b ä€.db', 'deep/er/crm.db']) {
    const db = join(home, name);
    expect((await crm(['lead', 'add', 'Jane'], { home, db })).stdout).toBe('1\n');
    expect(existsSync(db)).toBe(true);
    expect((await crm(['lead', 'list', '-f', 'ids'], { home, db })).stdout).toBe('1\n');
  }
  // For a link to a missing file, the file is created, and the link remains.
  mkdirSync(join(home, 'there'));
  const link = join(home, 'link.db');
  symlinkSync('there/crm.db', link);
  expect((await crm(['lead', 'add', 'Jane'], { home, db: link })).exitCode).toBe(0);
  expect(existsSync(join(home, 'there/crm.db'))).toBe(true);
  expect((await crm(['lead', 'list', '-f', 'ids'], { home, db: link })).stdout).toBe('1\n');
  // CRM_DB is set, but blank.
  const { stdout } = await crm(['lead', 'add', 'Jane'], { home, env: { CRM_DB: '' } });
  expect([stdout, existsSync(usualFile(home))]).toEqual(['1\n', true]);
});

test('the temporary name of a killed creation is removed', async () => {
  const home = makeHome();
  const db = join(home, 'crm.db');
  await crm(['lead', 'add', 'Jane'], { home, db });
  const temporary = join(home, '.crm-00000000-1-1-000000000000.tmp');
  linkSync(db, temporary);
  execFileSync('touch', ['-d', '2020-01-01', db]);
  expect((await crm(['lead', 'list', '-f', 'ids'], { home, db })).stdout).toBe('1\n');
  expect(existsSync(temporary)).toBe(false);
});

describe('demo', () => {
  test.each(['--db', 'CRM_DB'])('is created where %s says', async (by) => {
    const home = makeHome();
    const path = join(home, 'try.db');
    const { exitCode } =
      by === '--db' ? await crm(['demo', '--db', path], { home }) : await crm(['demo'], { home, db: path });
    expect(exitCode).toBe(0);
    expect(existsSync(path)).toBe(true);
    expect(existsSync(join(home, 'data'))).toBe(false);
  });

  test('does not touch a database that is no demo', async () => {
    const home = makeHome();
    const db = join(home, 'crm.db');
    await crm(['lead', 'add', 'Jane'], { home, db });
    const { exitCode, stderr } = await crm(['demo', '--reset', '--db', db], { home });
    expect({ exitCode, stderr }).toEqual({
      exitCode: 1,
      stderr: `crm: "${db}" is a database of your own, not a demo\nName another file with --path.\n`,
    });
    expect((await crm(['lead', 'list', '-f', 'ids'], { home, db })).stdout).toBe('1\n');
  });

  test('names a folder that is not writable', async () => {
    const home = makeHome();
    writeFileSync(join(home, 'file'), '');
    const env = { XDG_DATA_HOME: join(home, 'file/data'), HOME: '/proc/none' };
    const { exitCode, stderr } = await crm(['demo'], { home, env });
    expect({ exitCode, stderr }).toEqual({
      exitCode: 1,
      stderr: expect.stringMatching(/^crm: the folder of ".*demo\.db" is a file\nName another file/),
    });
  });
});

const NAMESPACE = ['--map-root-user', '--mount'];

/** Runs a script with a small disk at $DISK; undefined if the system does not support that. */
async function withSmallDisk(home: string, script: string) {
  const disk = join(home, 'disk');
  mkdirSync(disk);
  const program = SHELL_PROGRAM;
  const { exitCode } = await execa('unshare', [...NAMESPACE, 'true'], { reject: false });
  if (exitCode !== 0) return undefined;
  return execa(
    'unshare',
    [
      ...NAMESPACE,
      'bash',
      '-c',
      `mount -t tmpfs -o size=4m small "$DISK" && crm() { ${program} "$@"; }\nfill() { dd if=/dev/zero of="$DISK/fill" bs=1k 2>/dev/null; }\n${script}`,
    ],
    {
      env: environment({
        home,
        db: join(disk, 'crm.db'),
        env: { DISK: disk, NODE_COMPILE_CACHE: undefined },
      }),
      extendEnv: false,
      reject: false,
    },
  );
}

test('on a full disk, reading works, and writing names the disk', async () => {
  const home = makeHome();
  const run = await withSmallDisk(
    home,
    `crm lead add Jane && crm lead add Bob --company Acme
     fill
     for command in 'lead list -f ids' 'lead show 2 --columns name' 'search acme -f ids' 'board' 'doctor' 'history'; do
       crm $command > "$HOME/out" 2>"$HOME/err"; echo "$command: $? $(head -c 60 "$HOME/err")"
     done
     crm export all -o "$HOME/all.jsonl"; echo "export: $?"
     crm lead add Carl; echo "add: $?"
     crm lead list -f ids | tail -1`,
  );
  if (!run) return;
  expect(run.stdout).toContain('lead list -f ids: 0');
  for (const line of ['lead show 2 --columns name', 'search acme -f ids', 'board', 'history', 'export'])
    expect(run.stdout).toContain(`${line}: 0`);
  expect(run.stdout).not.toContain('internal');
  expect(run.stdout).toContain('add: 1');
  expect(run.stderr).toContain('crm: the disk is full');
  expect(run.stdout.trim().split('\n').at(-1)).toBe('1');
  expect(readFileSync(join(home, 'all.jsonl'), 'utf8')).toContain('Jane');
});

test("the schema is valid for the system's own SQLite", async () => {
  const home = makeHome();
  const db = join(home, 'demo.db');
  await crm(['demo'], { home, db });
  await crm(['field', 'add', 'lead', 'budget', '--type', 'money'], { home, db });
  copyFileSync(db, join(home, 'copy.db'));
  const { stdout, failed } = await execa('sqlite3', [join(home, 'copy.db'), 'pragma integrity_check'], {
    reject: false,
  });
  // Without another SQLite, the schema is checked by its own tests.
  if (!failed) expect(stdout).toBe('ok');
  expect(readFileSync(db).includes('choices text check (choices is null or json_valid(choices))')).toBe(true);
});

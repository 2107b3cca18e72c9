import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  cpSync,
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { execa } from 'execa';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { crm, environment, makeHome, type RunResult } from '../support/program.ts';
import { isOneFile, PROGRAM, SHELL_PROGRAM } from '../support/under-test.ts';

const TEMPORARY = /^\.crm-.*\.tmp$/;

const model = makeHome(afterAll);

/** A home with a database of two leads, a config file and a file of one good and one bad row. */
beforeAll(async () => {
  for (const name of ['Jane Doe', 'Bob Roe']) await crm(['lead', 'add', name], { home: model });
  await crm(['config', 'set', 'currency', 'EUR'], { home: model });
  mkdirSync(join(model, 'work'));
  writeFileSync(join(model, 'work/in.csv'), 'name,email\nEve,eve@example.com\nBad,nonsense\n');
});

/** A copy of that home. */
async function place() {
  const home = makeHome();
  cpSync(model, home, { recursive: true });
  const folder = join(home, 'work');
  const at = { home, cwd: folder };
  return {
    home,
    folder,
    db: join(home, 'data/crm/crm.db'),
    config: join(home, 'config/crm/config.toml'),
    run: (...args: string[]) => crm(args, at),
    /** The files in the folder that the user sees. */
    files: () => readdirSync(folder).filter((name) => !TEMPORARY.test(name)),
    temporary: () => readdirSync(folder).filter((name) => TEMPORARY.test(name)),
    path: (name: string) => join(folder, name),
  };
}

type Run = (...args: string[]) => Promise<RunResult>;

async function refusesOwn(run: Run, args: readonly string[]): Promise<void> {
  const { stderr, exitCode } = await run(...args);
  expect([args, exitCode, stderr]).toEqual([args, 1, expect.stringContaining('crm never replaces it')]);
  expect(stderr).toMatch(/^crm: .*\nName another file\.\n$/);
}

/** The one file starts a process for each run: some writers show that its runtime replaces files the same way. */
const EVERY = isOneFile ? 4 : 1;

const EVERY_WRITER: readonly (readonly [string, (to: string) => string[]])[] = [
  ['export', (to) => ['lead', 'export', '-o', to]],
  ['export of vCards', (to) => ['lead', 'export', '--vcard', '-o', to]],
  ['export of a call list', (to) => ['lead', 'export', '--call-list', '-o', to]],
  ['export all', (to) => ['export', 'all', '-o', to]],
  ['backup', (to) => ['backup', to]],
  ['board --review --out', (to) => ['board', '--review', '--out', to]],
  ['import --rejects', (to) => ['lead', 'import', 'in.csv', '--rejects', to]],
  ['call import --rejects', (to) => ['call', 'import', 'in.csv', '--map', 'name=number', '--rejects', to]],
  ['dnc import --rejects', (to) => ['dnc', 'import', 'in.csv', '--map', 'name=number', '--rejects', to]],
  ['migrate --report', (to) => ['migrate', 'in.csv', '--dry-run', '--report', to]],
];

/** Commands that write a file, with this name as its output. */
const WRITERS = EVERY_WRITER.filter((_, at) => at % EVERY === 0);

describe("the program's own files", () => {
  test('are not replaced by their names', async () => {
    const { run, db, config, files } = await place();
    writeFileSync(`${db}.v3.bak`, 'older');
    const before = readFileSync(db);
    for (const name of [
      db,
      '../data/crm/crm.db',
      `${db}-wal`,
      `${db}-shm`,
      `${db}.v3.bak`,
      `${db}.v8.bak`,
      config,
    ])
      await refusesOwn(run, ['lead', 'export', '-o', name, '--force']);
    expect(readFileSync(db).equals(before)).toBe(true);
    expect(readFileSync(`${db}.v3.bak`, 'utf8')).toBe('older');
    expect(readFileSync(config, 'utf8')).toContain('EUR');
    expect([existsSync(`${db}.v8.bak`), files()]).toEqual([false, ['in.csv']]);
  });

  test('are not replaced through links', async () => {
    const { run, db, home, path } = await place();
    linkSync(db, path('hard.db'));
    symlinkSync(db, path('soft.db'));
    symlinkSync(path('soft.db'), path('chain.db'));
    symlinkSync(`${db}-journal`, path('dangling'));
    symlinkSync(join(home, 'data'), path('folder'));
    const before = readFileSync(db);
    for (const name of ['hard.db', 'soft.db', 'chain.db', 'dangling', 'folder/crm/crm.db'])
      await refusesOwn(run, ['lead', 'export', '-o', name, '--force']);
    expect(readFileSync(db).equals(before)).toBe(true);
    expect(existsSync(`${db}-journal`)).toBe(false);
  });

  const folder = (to: string) => ['migrate', 'in.csv', '--noun', 'in.csv=lead', '--rejects', to];

  test.each([...WRITERS, ['the folder of a migration', folder] as const])(
    '%s never replaces them',
    async (_, args) => {
      const { run, db, path } = await place();
      const before = readFileSync(db);
      linkSync(db, path('hard.db'));
      for (const name of ['hard.db', `${db}-journal`]) await refusesOwn(run, [...args(name), '--force']);
      expect(readFileSync(db).equals(before)).toBe(true);
    },
  );

  test('an export never replaces a database, not even another one than that of --db', async () => {
    const { run, db, path } = await place();
    const other = path('other.db');
    await run('--db', other, 'lead', 'add', 'X');
    for (const args of [
      ['--db', other, 'lead', 'export', '-o', db, '--force'],
      ['lead', 'export', '-o', other, '--force'],
      ['--db', other, 'backup', db, '--force'],
    ])
      expect((await run(...args)).exitCode).toBe(1);
    expect((await run('lead', 'list', '-f', 'ids')).stdout).toBe('2\n1\n');
    expect((await run('--db', other, 'lead', 'list', '-f', 'ids')).stdout).toBe('1\n');
  });

  test('a backup does not replace a database in use', async () => {
    const { run, path } = await place();
    const other = path('other.db');
    await run('--db', other, 'lead', 'add', 'X');
    const open = new Database(other);
    onTestFinished(() => void open.close());
    open.prepare('select count(*) from lead').get();
    const { stderr } = await run('backup', other, '--force');
    expect(stderr).toContain('is a database in use');
  });

  test('rejected rows never replace their source or the file on stdin', async () => {
    const { run, home, folder, path } = await place();
    const text = readFileSync(path('in.csv'), 'utf8');
    linkSync(path('in.csv'), path('same.csv'));
    for (const name of ['in.csv', 'same.csv']) {
      const { stderr, exitCode } = await run('lead', 'import', 'in.csv', '--rejects', name, '--force');
      expect([exitCode, stderr]).toEqual([1, expect.stringContaining('is the file that this command reads')]);
    }
    const words = SHELL_PROGRAM;
    const piped = await execa('sh', ['-c', `${words} lead import - --rejects in.csv --force < in.csv`], {
      ...{ env: environment({ home }), extendEnv: false, cwd: folder, reject: false },
    });
    expect(piped.stderr).toContain('is the file that this command reads');
    expect(readFileSync(path('in.csv'), 'utf8')).toBe(text);
    expect((await run('lead', 'list', '-f', 'ids')).stdout).toBe('2\n1\n');
  });
});

describe('another existing file', () => {
  test.each(WRITERS)('%s replaces it only with --force, and keeps its mode', async (_, args) => {
    const { run, path, temporary } = await place();
    writeFileSync(path('there'), 'mine');
    chmodSync(path('there'), 0o640);
    const refused = await run(...args('there'));
    expect(refused.stderr).toContain('"there" exists\nReplace it with --force, or name another file.\n');
    expect([refused.exitCode, readFileSync(path('there'), 'utf8')]).toEqual([1, 'mine']);
    // A refused command changed nothing.
    expect((await run('lead', 'list', '-f', 'ids')).stdout).toBe('2\n1\n');
    await run(...args('there'), '--force');
    expect(readFileSync(path('there'), 'utf8')).not.toBe('mine');
    expect(statSync(path('there')).mode & 0o777).toBe(0o640);
    await run(...args('new'));
    expect(statSync(path('new')).mode & 0o777).toBe(0o600);
    expect(temporary()).toEqual([]);
  });

  test('rejected rows of a migration replace files in their folder only with --force', async () => {
    const { run, path } = await place();
    const args = ['migrate', 'in.csv', '--noun', 'in.csv=lead', '--rejects', 'refused'];
    expect((await run(...args)).exitCode).toBe(4);
    writeFileSync(path('refused/in.csv'), 'mine');
    expect((await run(...args)).stderr).toContain('exists');
    expect(readFileSync(path('refused/in.csv'), 'utf8')).toBe('mine');
    expect((await run(...args, '--force')).exitCode).toBe(4);
    expect(readFileSync(path('refused/in.csv'), 'utf8')).toContain('nonsense');
  });

  test('a folder with content is never replaced', async () => {
    const { run, path, files } = await place();
    const args = ['export', 'all', '-f', 'csv-folder', '-o'];
    mkdirSync(path('empty'));
    expect((await run(...args, 'empty')).exitCode).toBe(0);
    expect(readdirSync(path('empty'))).toContain('lead.csv');
    const { stderr, exitCode } = await run(...args, 'empty', '--force');
    expect([exitCode, stderr]).toEqual([1, expect.stringContaining('exists and is not empty')]);
    expect(files()).toEqual(['empty', 'in.csv']);
  });

  test('the target of a link is replaced or created, and the link remains', async () => {
    const { run, path } = await place();
    writeFileSync(path('real.csv'), 'mine');
    for (const [link, target] of [
      ['to-file', 'real.csv'],
      ['to-nothing', 'new.csv'],
    ] as const) {
      symlinkSync(target, path(link));
      expect((await run('lead', 'export', '-o', link, '--force')).exitCode).toBe(0);
      expect(readlinkSync(path(link))).toBe(target);
      expect(readFileSync(path(target), 'utf8')).toContain('Jane Doe');
    }
    symlinkSync('circle', path('circle'));
    expect((await run('lead', 'export', '-o', 'circle')).stderr).toContain('its links form a loop');
  });

  test('the config file can be a link to a missing file', async () => {
    const { run, home, path } = await place();
    const other = join(home, 'config2/crm');
    mkdirSync(other, { recursive: true });
    symlinkSync(path('dotfiles.toml'), join(other, 'config.toml'));
    const set = await crm(['config', 'set', 'currency', 'USD'], {
      home,
      env: { XDG_CONFIG_HOME: join(home, 'config2') },
    });
    expect(set.exitCode).toBe(0);
    expect(readFileSync(path('dotfiles.toml'), 'utf8')).toBe('currency = "USD"\n');
    expect((await run('config', 'get', 'currency')).stdout).toBe('EUR\n');
  });

  test('a command with its own --force keeps its meaning', async () => {
    const { run } = await place();
    await run('lead', 'add', 'Ann', '--email', 'ann@example.com');
    expect((await run('lead', 'add', 'Ann', '--email', 'ann@example.com')).exitCode).toBe(1);
    expect((await run('lead', 'add', 'Ann', '--email', 'ann@example.com', '--force')).exitCode).toBe(0);
    expect((await run('--force', 'lead', 'list', '-f', 'ids')).stdout).toBe('4\n3\n2\n1\n');
  });
});

describe.runIf(process.platform === 'linux')('devices and pipes', () => {
  /** Runs a line of bash with the program as `crm`. */
  const bash = async (line: string) => {
    const own = await place();
    const words = SHELL_PROGRAM;
    const { stdout, stderr, exitCode } = await execa('bash', ['-c', `crm() { ${words} "$@"; }; ${line}`], {
      ...{ env: environment({ home: own.home }), extendEnv: false, cwd: own.folder, reject: false },
    });
    return { ...own, stdout, stderr, exitCode };
  };

  test.each([
    'crm lead export -o >(cat)',
    'crm lead export -o /dev/stdout | cat',
    'crm lead export -o /dev/stdout > x.csv; cat x.csv',
    'mkfifo pipe; (cat pipe &); crm lead export -o pipe',
    'crm backup >(cat > b.db) > /dev/null; while [ "$(head -c 6 b.db)" != SQLite ]; do :; done; crm --db b.db lead export',
    'crm lead import in.csv --rejects >(cat >&2) > /dev/null 2>&1; crm lead export',
  ])('%s', async (line) => {
    const { stdout } = await bash(line);
    expect(stdout).toMatch(/^id,name,[\s\S]*\n1,Jane Doe/);
  });

  test('an export ends quietly when the reader closes the pipe', async () => {
    const { stderr, exitCode } = await bash(
      'for i in {1..300}; do echo "$i $(printf %0999d 1)"; done > many.csv; crm lead import many.csv --no-header --map "1=name" >/dev/null 2>&1; mkfifo pipe; (head -c 3 pipe > three &); crm lead export -o pipe',
    );
    expect([stderr, exitCode]).toEqual(['', 0]);
  });

  test('a full device is an error of one line, and an import has stored nothing', async () => {
    const { stderr, stdout } = await bash(
      'crm lead export -o /dev/full; crm lead import in.csv --rejects /dev/full; crm lead list -f ids',
    );
    expect(stderr.match(/cannot write "\/dev\/full": no space left on the device/g)).toHaveLength(2);
    expect(stdout).toBe('2\n1');
  });

  test('an export that waits for the reader of a pipe ends at a signal', async () => {
    const { folder, home } = await place();
    await execa('bash', ['-c', 'mkfifo pipe'], { cwd: folder });
    const child = start(['lead', 'export', '-o', 'pipe'], home, folder);
    // It waits: this is visible only because it keeps running.
    await new Promise((resolve) => setTimeout(resolve, 300));
    child.kill('SIGTERM');
    const [code] = await once(child, 'exit');
    expect([143, null]).toContain(code);
  });

  test('a backup to a missing folder names the backup and gives a hint', async () => {
    const { run } = await place();
    expect(await run('backup', 'none/b.db')).toMatchObject({
      exitCode: 1,
      stderr: 'crm: cannot write "none/b.db": no such folder\n',
    });
  });

  test('a file that exceeds the size limit leaves only the old one behind', async () => {
    const { stdout, temporary, files } = await bash(
      'echo mine > x.csv; for i in {1..300}; do echo "lead $i"; done > many.csv; crm lead import many.csv --map "lead 1=name" >/dev/null 2>&1; (ulimit -f 4; crm lead export -o x.csv --force; crm backup b.db); cat x.csv',
    );
    expect(stdout).toBe('mine');
    expect([temporary(), files()]).toEqual([[], ['in.csv', 'many.csv', 'x.csv']]);
  });
});

describe('a killed command or a race', () => {
  test('leaves no partial backup under the final name, and the next one removes the leftovers', async () => {
    const { home, folder, run, db, path, files, temporary } = await place();
    // Large enough for the copy to take a moment.
    const sqlite = new Database(db);
    sqlite.exec(
      'create table ballast as select randomblob(1000000) as bytes from (values (1),(2),(3),(4),(5),(6),(7),(8))',
    );
    sqlite.close();
    for (let kills = 0; kills < 3; kills++) {
      const child = start(['backup', 'b.db'], home, folder);
      const ended = once(child, 'exit');
      while (temporary().length === 0 && child.exitCode === null)
        await new Promise((resolve) => setImmediate(resolve));
      child.kill('SIGKILL');
      await ended;
      if (!existsSync(path('b.db'))) continue;
      const copy = new Database(path('b.db'), { readonly: true });
      expect(copy.pragma('integrity_check', { simple: true })).toBe('ok');
      copy.close();
      break;
    }
    expect((await run('backup', 'b.db', '--force')).exitCode).toBe(0);
    expect((await run('--db', 'b.db', 'lead', 'list', '-f', 'ids')).stdout).toBe('2\n1\n');
    expect([files(), temporary()]).toEqual([['b.db', 'in.csv'], []]);
  });

  test('leaves a file that doctor reports and the next output removes, unless its command is still running', async () => {
    const { home, folder, run, db, path, temporary } = await place();
    // A migration creates its report before it waits for the database.
    const lock = new Database(db);
    onTestFinished(() => void lock.close());
    lock.exec('begin immediate');
    const child = start(
      ['migrate', 'in.csv', '--noun', 'in.csv=lead', '--report', 'report.md'],
      home,
      folder,
    );
    const ended = once(child, 'exit');
    while (temporary().length === 0) await new Promise((resolve) => setImmediate(resolve));
    const left = temporary();
    expect((await run('lead', 'export', '-o', 'one.csv')).exitCode).toBe(0);
    expect(await doctor(run)).toBe('none');
    expect(temporary()).toEqual(left);

    child.kill('SIGKILL');
    await ended;
    lock.exec('rollback');
    expect(await doctor(run)).toContain(left[0]);
    // One of another machine can still be in use, and a file with a similar name belongs to somebody else.
    const others = ['.crm-00000000-1-1-0123456789ab.tmp', '.crm-notes.tmp'];
    for (const name of others) writeFileSync(path(name), '');
    expect((await run('lead', 'export', '-o', 'two.csv')).exitCode).toBe(0);
    expect(temporary()).toEqual(others);
    for (const name of others) rmSync(path(name));
    expect(temporary()).toEqual([]);
    expect(await doctor(run)).toBe('none');
  });

  test('is reported as stored if a file took the name of its report in the meantime', async () => {
    const { home, folder, run, db, path, temporary } = await place();
    const lock = new Database(db);
    onTestFinished(() => void lock.close());
    lock.exec('begin immediate');
    writeFileSync(path('one.csv'), 'name\nEve\n');
    const child = start(
      ['migrate', 'one.csv', '--noun', 'one.csv=lead', '--report', 'report.md'],
      home,
      folder,
    );
    const ended = once(child, 'exit');
    while (temporary().length === 0) await new Promise((resolve) => setImmediate(resolve));
    writeFileSync(path('report.md'), 'theirs');
    lock.exec('rollback');
    expect((await ended)[0]).toBe(5);
    expect(readFileSync(path('report.md'), 'utf8')).toBe('theirs');
    expect((await run('lead', 'list', '-f', 'ids')).stdout).toBe('3\n2\n1\n');
    expect(temporary()).toEqual([]);
  });
});

function start(args: readonly string[], home: string, cwd: string): ChildProcess {
  const child = spawn(PROGRAM.command, [...PROGRAM.before, ...args], {
    ...{ env: environment({ home }), cwd, stdio: 'ignore' },
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  return child;
}

/** What doctor reports about unfinished files. */
async function doctor(run: Run): Promise<string | undefined> {
  const { stdout } = await run('doctor', '--json');
  const checks = JSON.parse(stdout) as { check: string; detail: string }[];
  return checks.find(({ check }) => check === 'unfinished files')?.detail;
}

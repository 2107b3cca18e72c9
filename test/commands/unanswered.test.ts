import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runCli } from '../../src/cli.ts';
import { splitLine } from '../../src/domain/split-line.ts';
import { FileOutput } from '../../src/io/output.ts';
import { fakeIO } from '../render/fake-io.ts';
import { allCommands } from '../support/commands.ts';
import { type DemoFolders, makeDemoFolders } from '../support/demo-folder.ts';
import { makeHome, NOW } from '../support/program.ts';

/** Commands that ask a user at a keyboard. */
const NEEDS_TERMINAL = new Set(['call session']);
/** Lines for a shell; `&&` and `> file` are handled here. */
const OF_A_SHELL = /[|;<$`](?![^"]*\}\})/;

const home = makeHome(afterAll);

/** What the system opens files and links with, so that no line depends on what it has for them. */
const programs = join(home, 'programs');
fs.mkdirSync(programs);
fs.writeFileSync(join(programs, 'xdg-open'), '#!/bin/sh\n', { mode: 0o755 });

let demo: DemoFolders;
let storedInDemo: string;

interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
  /** Whether the database, or the files next to it, have changed. */
  readonly isStored: boolean;
  /** The folder, as it was before the command; undefined if the command wrote something there. */
  readonly untouched: Place | undefined;
}

type Place = ReturnType<DemoFolders['folderFor']>;

/**
 * Runs the last command of a line in this process, in a folder of its own with a copy of the demo, after those before it,
 * or in one where these have run; stdout goes to `fd`.
 */
async function run(line: string, fd: number | null, prepared?: Place): Promise<Ran> {
  const place = prepared ?? demo.folderFor(line);
  const { cwd, db } = place;
  const env = {
    PATH: `${programs}:/usr/bin:/bin`,
    CRM_DB: db,
    CRM_NOW: NOW,
    CRM_USER: 'tester',
    HOME: cwd,
    XDG_CONFIG_HOME: cwd,
    XDG_DATA_HOME: cwd,
  };
  const readFile = (path: string) => (fs.existsSync(path) ? fs.readFileSync(path, 'utf8') : undefined);
  const surroundings = () => ({
    ...fakeIO(undefined, { env }),
    cwd,
    readFile,
    now: () => Date.parse(NOW),
  });
  const commands = line.split(' && ');
  for (const earlier of prepared ? [] : commands.slice(0, -1)) {
    const io = surroundings();
    const [words = [], file] = splitAt(splitLine(earlier), '>');
    expect(await runCli(words, io), io.stderr.text).toBe(0);
    if (file?.[0] !== undefined) fs.writeFileSync(join(cwd, file[0]), io.stdout.text);
  }
  const before = filesIn(cwd);
  const stored = commands.length > 1 ? storedIn(db) : storedInDemo;
  const io = surroundings();
  const stdout = fd === null ? io.stdout : outputTo(fd);
  const code = await runCli(
    // Databases are found relative to the folder of the process.
    splitLine(commands.at(-1) ?? '').map((word) => (word === 'new.db' ? join(cwd, word) : word)),
    { ...io, stdout },
  );
  const after = filesIn(cwd);
  const isTouched = after.join() !== before.join();
  // A recreated demo is another file.
  const databases = (files: readonly string[]) =>
    files.flatMap((file) => /^\S+\.db \d+/.exec(file) ?? []).join();
  return {
    code,
    stdout: io.stdout.text,
    stderr: io.stderr.text,
    isStored: isTouched && (databases(after) !== databases(before) || storedIn(db) !== stored),
    untouched: isTouched ? undefined : place,
  };
}

function splitAt(words: readonly string[], word: string): string[][] {
  const at = words.indexOf(word);
  return at < 0 ? [[...words]] : [words.slice(0, at), words.slice(at + 1)];
}

function outputTo(fd: number): FileOutput {
  return new FileOutput({
    fd,
    env: {},
    stream: () => process.stdout,
    isTTY: () => false,
    isClosed: () => false,
    depth: () => 'plain',
    before: () => {},
    console: false,
  });
}

/** What a command can store in a database: changes and claimed leads. */
function storedIn(path: string): string {
  const db = new Database(path, { readonly: true });
  const changes = db.prepare('select count(*), max(rowid) from change').raw().get();
  const claimed = db.prepare('select * from call_hold').raw().all();
  db.close();
  return JSON.stringify([changes, claimed]);
}

/** Every file, with what differs as soon as a byte of it was written. */
function filesIn(cwd: string): string[] {
  return fs.readdirSync(cwd, { recursive: true, encoding: 'utf8' }).map((name) => {
    const { ino, size, mtimeNs } = fs.statSync(join(cwd, name), { bigint: true });
    return `${name} ${ino} ${size} ${mtimeNs}`;
  });
}

/** A pipe without a reader. */
function brokenPipe(): number {
  const path = join(home, 'pipe');
  execFileSync('sh', ['-c', 'mkfifo "$0"', path]);
  const reader = fs.openSync(path, fs.constants.O_RDONLY | fs.constants.O_NONBLOCK);
  const writer = fs.openSync(path, fs.constants.O_WRONLY | fs.constants.O_NONBLOCK);
  fs.closeSync(reader);
  return writer;
}

beforeAll(async () => {
  demo = await makeDemoFolders(home);
  storedInDemo = storedIn(demo.path);
});

const commands = (await allCommands())
  .map(({ path, entry, spec }) => ({
    name: path.join(' '),
    isHidden: entry.hidden === true,
    examples: spec.examples.filter((example) => !OF_A_SHELL.test(example)),
  }))
  .filter(({ name, isHidden }) => !isHidden && !NEEDS_TERMINAL.has(name));

describe.runIf(process.platform === 'linux')('a command whose answer cannot be written', () => {
  const full = fs.openSync('/dev/full', 'w');
  const broken = brokenPipe();
  afterAll(() => {
    fs.closeSync(full);
    fs.closeSync(broken);
  });

  test('has an example to run', () => {
    expect(commands.filter(({ examples }) => examples.length === 0)).toEqual([]);
  });

  test.each(commands)('$name', async ({ examples: [example = ''] }) => {
    const usual = await run(example, null);
    // A command without output cannot fail to write it.
    for (const fd of usual.stdout === '' ? [] : [full, broken]) {
      const { code, stderr, isStored } = await run(example, fd, usual.untouched);
      expect(isStored).toBe(usual.isStored);
      if (isStored) {
        expect([code, stderr]).toEqual([5, expect.stringMatching(/crm: stored, but .*\nStored: .*\nDo not/)]);
      } else expect(code).toBe(usual.code || (fd === full ? 1 : 0));
    }
  });
});

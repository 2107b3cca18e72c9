import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import Database from 'better-sqlite3';

const RUNS = 30;
/** Runs that are not counted: they fill the caches, those of compiled code among them. */
const WARM_UP = 3;

/** What is measured, and whether it stores something: it is then on the disk when the command ends. */
const COMMANDS = [
  { args: ['--version'] },
  { args: ['lead', 'add', 'Jane Doe', '--force'], stores: true },
  { args: ['lead', 'show', '1'] },
  { args: ['lead', 'list', '--limit', '20'] },
  { args: ['call', 'log', '1', '-o', 'busy'], stores: true },
];

/** The most that a command may take where no compiled code can be kept, of what it takes with it. */
const UNCACHED_TARGET = 1.3;

/**
 * Times each command of each program on a database, with a cache of compiled code of its own, all in turn with a
 * bare `node -e 0`, so that what else the machine does falls on all alike. What stores something is compared to bare
 * Node and the commit of one row with one sync on the same disk. What has no cache is compared to the same with one.
 * Returns the rows of the table and a line about bare Node and the commit.
 */
export function measureStartup(programs, { db, cache }) {
  const env = { ...process.env, CRM_DB: db, XDG_CACHE_HOME: cache, NODE_COMPILE_CACHE: undefined };
  const bare = { argv: [process.execPath, '-e', '0'], env, times: [] };
  const cases = programs.flatMap(({ name, command, target, isCached }) =>
    COMMANDS.flatMap(({ args, stores = false }) => {
      const line = args.join(' ');
      const own = { name: `${name}: ${line}`, argv: [...command, ...args], env, target, stores, times: [] };
      if (!isCached) return [own];
      const uncached = { ...own, name: `${name}, no cache: ${line}`, target: UNCACHED_TARGET, times: [] };
      return [own, { ...uncached, env: { ...env, XDG_CACHE_HOME: '/dev/null' }, reference: own }];
    }),
  );
  time([...programs[0].command, ...COMMANDS[1].args], env);
  const commit = openCommit(`${db}.reference`);
  const commits = [];
  for (let round = 0; round < WARM_UP + RUNS; round++) {
    for (const { argv, env: own, times } of [bare, ...cases]) {
      const ms = time(argv, own);
      if (round >= WARM_UP) times.push(ms);
    }
    const ms = commit.run();
    if (round >= WARM_UP) commits.push(ms);
  }
  commit.close();
  const base = median(bare.times);
  const rows = cases.map(({ name, times, target, stores, reference }) => {
    const expected = reference ? median(reference.times) : base + (stores ? median(commits) : 0);
    const ratio = median(times) / expected;
    return [
      name,
      Math.min(...times).toFixed(1),
      median(times).toFixed(1),
      ratio.toFixed(2),
      target.toFixed(1),
      ratio <= target ? 'met' : 'missed',
    ];
  });
  const least = Math.min(...bare.times).toFixed(1);
  const reference =
    `node -e 0: least ${least} ms, median ${base.toFixed(1)} ms; ` +
    `one row with one sync: median ${median(commits).toFixed(1)} ms`;
  return { rows, reference };
}

/** A database beside the one that is measured: `run` commits one row with one sync, and returns the milliseconds. */
function openCommit(file) {
  const remove = () => {
    for (const end of ['', '-wal', '-shm']) rmSync(file + end, { force: true });
  };
  remove();
  const db = new Database(file);
  db.exec('pragma journal_mode = wal; pragma synchronous = full; create table row (text text) strict');
  const insert = db.prepare("insert into row (text) values ('one row')");
  return {
    run() {
      const start = performance.now();
      insert.run();
      return performance.now() - start;
    },
    close() {
      db.close();
      remove();
    },
  };
}

function time([command, ...args], env) {
  const start = performance.now();
  const { status, stderr } = spawnSync(command, args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
  const ms = performance.now() - start;
  if (status !== 0) throw new Error(`${[command, ...args].join(' ')} ended with ${status}: ${stderr}`);
  return ms;
}

function median(times) {
  return times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)];
}

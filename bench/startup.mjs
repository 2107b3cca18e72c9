import { spawnSync } from 'node:child_process';

const RUNS = 30;
/** Runs that are not counted: they fill the caches, those of compiled code among them. */
const WARM_UP = 3;

const COMMANDS = [
  ['--version'],
  ['lead', 'add', 'Jane Doe', '--force'],
  ['lead', 'show', '1'],
  ['lead', 'list', '--limit', '20'],
  ['call', 'log', '1', '-o', 'busy'],
];

/**
 * Times each command of each program on a database, with a cache of compiled code of its own, all in turn with a
 * bare `node -e 0`, so that what else the machine does falls on all alike. Returns the rows of the table and a line
 * about bare Node.
 */
export function measureStartup(programs, { db, cache }) {
  const env = { ...process.env, CRM_DB: db, XDG_CACHE_HOME: cache, NODE_COMPILE_CACHE: undefined };
  const bare = { argv: [process.execPath, '-e', '0'], times: [] };
  const cases = programs.flatMap(({ name, command, target }) =>
    COMMANDS.map((args) => ({
      name: `${name}: ${args.join(' ')}`,
      argv: [...command, ...args],
      target,
      times: [],
    })),
  );
  time(programs[0].command, COMMANDS[1], env);
  for (let round = 0; round < WARM_UP + RUNS; round++) {
    for (const { argv, times } of [bare, ...cases]) {
      const ms = time(argv, [], env);
      if (round >= WARM_UP) times.push(ms);
    }
  }
  const base = median(bare.times);
  const rows = cases.map(({ name, times, target }) => {
    const ratio = median(times) / base;
    return [
      name,
      Math.min(...times).toFixed(1),
      median(times).toFixed(1),
      ratio.toFixed(2),
      target.toFixed(1),
      ratio <= target ? 'met' : 'missed',
    ];
  });
  return { rows, bare: `least ${Math.min(...bare.times).toFixed(1)} ms, median ${base.toFixed(1)} ms` };
}

function time([command, ...before], args, env) {
  const start = performance.now();
  const { status, stderr } = spawnSync(command, [...before, ...args], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ms = performance.now() - start;
  if (status !== 0)
    throw new Error(`${[command, ...before, ...args].join(' ')} ended with ${status}: ${stderr}`);
  return ms;
}

function median(times) {
  return times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)];
}

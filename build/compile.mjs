/**
 * Compiles dist/crm.cjs ahead into dist/crm.compiled: what V8 holds once the commands typed all day have run. Where no
 * run can keep its own compiled code (containers, cron), bin/crm.js starts with this, if the Node is the same.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import Module, { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import v8 from 'node:v8';
import vm from 'node:vm';

/** Bytes before the compiled code, as in the files that bin/crm.js keeps: the number of the build. */
const HEADER = 32;

/** Run one after the other, on a database that the first creates. */
const COMMANDS = [
  ['lead', 'add', 'Jane Doe', '--company', 'Acme', '--phone', '+1 415 555 0100', '--email', 'jane@acme.test'],
  ['lead', 'add', 'Bob Roe', '--city', 'Rome', '--force'],
  ['lead', 'list', '--limit', '20'],
  ['lead', 'list', '--where', 'city=Rome', '--sort', '-created_at', '--format', 'table'],
  ['lead', 'show', '1'],
  ['lead', 'edit', '1', '--city', 'Paris'],
  ['call', 'next'],
  ['call', 'log', '1', '-o', 'busy'],
  ['log', 'note', '1', 'likes it'],
  ['lead', 'qualify', '2'],
  ['account', 'add', 'Globex'],
  ['account', 'list'],
  ['account', 'show', '1'],
  ['contact', 'add', 'Ann Lee', '--account', 'Globex'],
  ['contact', 'list'],
  ['contact', 'show', '1'],
  ['opp', 'add', 'Upgrade', '--account', 'Globex', '--amount', '5k'],
  ['opp', 'list'],
  ['opp', 'show', '1'],
  ['opp', 'advance', '1'],
  ['task', 'add', 'Send the offer', '--due', 'tomorrow'],
  ['task', 'list'],
  ['task', 'done', '1'],
  ['activity', 'list'],
  ['today'],
  ['search', 'globex'],
  ['lead', '--help'],
  ['--version'],
];

/** Writes `compiled` from the bundle, in a process of its own. Throws when one of the commands fails. */
export function compileAhead(bundle, compiled) {
  const home = mkdtempSync(path.join(os.tmpdir(), 'crm-compile-'));
  try {
    const { status, stderr } = spawnSync(process.execPath, [import.meta.filename, bundle, compiled], {
      env: { HOME: home, TZ: 'UTC', CRM_USER: 'me', CRM_NOW: '2026-03-12T17:00:00.000Z' },
      stdio: ['ignore', 'ignore', 'pipe'],
      encoding: 'utf8',
    });
    if (status !== 0) throw new Error(`compiling ahead failed:\n${stderr}`);
  } finally {
    rmSync(home, { recursive: true });
  }
}

/** Runs the commands with one script, as bin/crm.js would run one of them, and keeps what the script then holds. */
async function compile(bundle, compiled) {
  const source = readFileSync(bundle, 'latin1');
  const script = new vm.Script(source, { filename: bundle });
  const require = createRequire(bundle);
  // Code that is not used for a while would be dropped. A flag counts for whether compiled code fits: it is set back.
  v8.setFlagsFromString('--no-flush-bytecode');
  const exit = process.exit;
  process.exit = () => {};
  for (const args of COMMANDS) {
    process.argv = [process.execPath, bundle, ...args];
    process.exitCode = undefined;
    const main = new Module(bundle);
    require.cache[bundle] = main;
    script.runInThisContext()(main.exports, require, main, bundle, path.dirname(bundle));
    while (process.exitCode === undefined) await delay(1);
    if (process.exitCode !== 0) throw new Error(`crm ${args.join(' ')} ended with ${process.exitCode}`);
  }
  v8.setFlagsFromString('--flush-bytecode');
  const build = source.slice(0, source.indexOf('\n')).padEnd(HEADER);
  writeFileSync(compiled, Buffer.concat([Buffer.from(build), script.createCachedData()]));
  exit(0);
}

if (process.argv[1] === import.meta.filename) await compile(...process.argv.slice(2));

/**
 * Compiles crm.cjs, rare.cjs and on-demand.cjs ahead into *.compiled: what V8 holds once short commands have
 * run. Where no run can keep its own compiled code (containers, cron), bin/crm.js starts with this, if the Node is the
 * same.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import Module, { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import v8 from 'node:v8';
import vm from 'node:vm';
import { ON_DEMAND } from './on-demand.mjs';
import { COMMANDS_APART } from './split-commands.mjs';

/** Bytes before the compiled code, as in the files that bin/crm.js keeps: the number of the build. */
const HEADER = 32;

/** Of these nothing is written: few runs where nothing is kept need them, and their code would take a quarter of a megabyte. */
const SELDOM = ['seldom', 'completion', 'features'];

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
  ['history'],
  ['undo'],
  ['lead', 'export'],
  ['report', 'pipeline'],
  ['today'],
  ['--version'],
];

/** Compiles the parts in `folder`, in a process of its own. Throws when one of the commands fails. */
export function compileAhead(folder) {
  const home = mkdtempSync(path.join(os.tmpdir(), 'crm-compile-'));
  try {
    const { status, stderr } = spawnSync(process.execPath, [import.meta.filename, folder], {
      env: { HOME: home, TZ: 'UTC', CRM_USER: 'me', CRM_NOW: '2026-03-12T17:00:00.000Z' },
      stdio: ['ignore', 'ignore', 'pipe'],
      encoding: 'utf8',
    });
    if (status !== 0) throw new Error(`compiling ahead failed:\n${stderr}`);
  } finally {
    rmSync(home, { recursive: true });
  }
}

/** Runs the commands, all with one script of each part, as bin/crm.js would run one of them; keeps what they then hold. */
async function compile(folder) {
  const parts = ['crm', ...COMMANDS_APART, ...ON_DEMAND].map((part) => {
    const file = path.join(folder, `${part}.cjs`);
    const source = readFileSync(file, 'latin1');
    return { file, source, script: new vm.Script(wrapped(source), { filename: file }) };
  });
  const require = createRequire(parts[0].file);
  const load = ({ file, script }) => {
    const module = new Module(file);
    module.loaded = true;
    require.cache[file] = module;
    script.runInThisContext()(module.exports, requirePart, module, file, folder);
    return module.exports;
  };
  const requirePart = (name) => {
    const part = parts.find(({ file }) => path.resolve(folder, name) === file);
    return part === undefined ? require(name) : (require.cache[part.file]?.exports ?? load(part));
  };
  requirePart.resolve = require.resolve;
  // Code that is not used for a while would be dropped. A flag counts for whether compiled code fits: it is set back.
  v8.setFlagsFromString('--no-flush-bytecode');
  const exit = process.exit;
  process.exit = () => {};
  for (const args of COMMANDS) {
    process.argv = [process.execPath, parts[0].file, ...args];
    process.exitCode = undefined;
    for (const { file } of parts) delete require.cache[file];
    load(parts[0]);
    while (process.exitCode === undefined) await delay(1);
    if (process.exitCode !== 0) throw new Error(`crm ${args.join(' ')} ended with ${process.exitCode}`);
  }
  v8.setFlagsFromString('--flush-bytecode');
  for (const { file, source, script } of parts) {
    if (SELDOM.includes(path.basename(file, '.cjs'))) continue;
    const build = source.slice(0, source.indexOf('\n')).padEnd(HEADER);
    const code = Buffer.concat([Buffer.from(build), script.createCachedData()]);
    writeFileSync(file.replace(/\.cjs$/, '.compiled'), code);
  }
  exit(0);
}

/** As bin/crm.js puts it. */
const wrapped = (source) => `(function (exports, require, module, __filename, __dirname) {${source}\n})`;

if (process.argv[1] === import.meta.filename) await compile(process.argv[2]);

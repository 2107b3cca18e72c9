/**
 * `npm run test:built`, `npm run test:binary` and `npm run test:kills`: the tests of the command line against a built
 * program. `npm test` runs the sources, and what is built for Node where a process or a terminal matters, so these repeat
 * only what a build can change, each for the reason given. What is built for Node runs in the process of the test, all of
 * it set up again for each command, as test/support/bundle.ts says.
 */
import { spawnSync } from 'node:child_process';
import path from 'node:path';

/** Tests of what bundling changes: what is left out, loaded late, or set up in another order. */
const OF_BOTH = {
  'cli/help': 'an example of every command: what it loads late is there',
  'cli/lean': 'only the options of a line are declared',
  'cli/asked': 'prompts are packages of their own',
  'cli/outputs': 'files are replaced whole, or not at all',
  'cli/export.test': 'long output, in batches',
  'cli/workbook': 'workbooks are packages of their own',
  'cli/debug': 'places of errors come from source maps',
};

/** And for Node, where they run in the process of the test; of the one file, import-large asks the same. */
const OF_NODE = { 'cli/import.test': 'files are read beside the work on them' };

/** And for the one file, whose runtime has its own files, streams, terminals, threads, network, time zones and patterns. */
const OF_ONE_FILE = {
  binary: 'what only the one file does',
  'cli/backup': 'copies of databases',
  'cli/board-live': 'a screen: fast keys, resizing, polling, signals, other programs',
  'cli/call-languages': 'words and digits of other scripts',
  'cli/call-pipe': 'a pipe that stays open',
  'cli/call-session': 'a screen that stores every key',
  'cli/completion/bash': 'what shells ask of it',
  'cli/demo': 'a database from nothing',
  'cli/dupes-review': 'a screen',
  'cli/durability': 'its syncs',
  'cli/export-all': 'archives',
  'cli/hooks': 'other programs that it starts',
  'cli/hostile-text': 'control characters at a terminal',
  'cli/import-languages': 'patterns of other scripts',
  'cli/import-large': 'threads',
  'cli/import-values': 'patterns of numbers, dates and phones',
  'cli/opening': 'files that are locked, read-only, links or missing',
  'cli/picker': 'prompts with a list',
  'cli/robustness': 'many processes, signals, damaged files',
  'cli/run': 'a process that goes on, and its signals',
  'cli/screen-leave': 'a terminal is left as it was',
  'cli/slow-input': 'input that does not come',
  'cli/streams': 'output, pipes and full disks',
  'cli/surroundings': 'variables and files that its runtime would obey',
  'cli/time-phrases': 'dates and times in words, and zones',
  'cli/waiting': 'a busy database at a terminal',
  'cli/webhook': 'requests',
  'cli/writers': 'locks of many processes',
};

/** Many more kills than `npm test` has time for. */
const KILLS = {
  'cli/worker-kill': 'a worker that sends messages',
  'cli/mail-kill': 'a worker that sends mails',
  'cli/sequence-kill': 'a worker that does steps of sequences',
  'cli/docs-kill': 'documents that are added',
};

const [program, only] = process.argv.slice(2);
const tests =
  only === 'kills'
    ? KILLS
    : program === 'dist/crm'
      ? { ...OF_BOTH, ...OF_ONE_FILE }
      : { ...OF_BOTH, ...OF_NODE };
const { status } = spawnSync('npx', ['vitest', 'run', ...Object.keys(tests).map((name) => `test/${name}`)], {
  cwd: path.resolve(import.meta.dirname, '..'),
  stdio: 'inherit',
  shell: process.platform === 'win32',
  env: { ...process.env, CRM_BIN: program },
});
process.exitCode = status ?? 1;

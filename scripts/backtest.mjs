/**
 * `npm run backtest [-- <folder> [options of crm migrate…]]`: how well the calibrated forecast would have done on the deals of
 * a folder of CSV files, or without one on those of the demo. It asks the built program, on a database that it removes.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** The demo's days follow the one on which it is made: a fixed one gives the same figures every day. */
const DEMO_DAY = '2026-11-20 09:00';

const PROGRAM = path.resolve(import.meta.dirname, '..', 'bin', 'crm.js');

/** How the files of a public sample are read: it calls the day on which a deal began its day of engagement. */
const SAMPLE = {
  file: 'sales_pipeline.csv',
  options: [
    ...['--map', 'sales_pipeline.csv:opportunity_id=external_id,name'],
    ...['--map', 'sales_pipeline.csv:engage_date=created_at', '--create', 'stage'],
  ],
};

const [folder, ...given] = process.argv.slice(2);
const home = mkdtempSync(path.join(os.tmpdir(), 'crm-backtest-'));
const db = path.join(home, 'crm.db');
try {
  if (folder === undefined) crm('--now', DEMO_DAY, 'demo', '--path', db);
  else {
    const isSample = existsSync(path.join(folder, SAMPLE.file));
    crm('migrate', folder, ...(isSample ? SAMPLE.options : []), ...given);
  }
  const closed = [
    'opp',
    'list',
    '--where',
    'status != open and closed_on is not empty',
    '--sort',
    '-closed_on',
  ];
  const last = crm(...closed, '--limit', '1', '--columns', 'closed_on', '--csv', '--no-header').stdout.trim();
  if (last === '') throw new Error('no deal has closed');
  const { stderr } = crm('--now', `${last} 23:59`, 'report', 'forecast', '--calibrated', '--json');
  console.log(
    `${folder === undefined ? 'the demo' : path.basename(folder)}, at the end of ${last}\n${stderr.trim()}`,
  );
} catch (error) {
  console.error(error.message.trim());
  process.exitCode = 1;
} finally {
  rmSync(home, { recursive: true, force: true });
}

function crm(...args) {
  const env = { ...process.env, HOME: home, XDG_CONFIG_HOME: home, XDG_DATA_HOME: home, CRM_DB: db };
  const { status, stdout, stderr } = spawnSync(process.execPath, [PROGRAM, '--db', db, ...args], {
    encoding: 'utf8',
    env,
    maxBuffer: 2 ** 28,
  });
  if (status !== 0) throw new Error(`crm ${args.join(' ')} ended with ${status}: ${stderr}`);
  return { stdout, stderr };
}

import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { run } from './run.mjs';

/**
 * Imports the CSV with this program into `NAME.db`, and with sqlite3's own `.import`, which neither checks nor
 * relates anything. Returns a row of the table.
 */
export async function measureImport({ name, command }, { csv, rows, folder }) {
  const crm = [...command, '--db', path.join(folder, `${name}.db`)];
  const { ms, peak } = await run([...crm, 'lead', 'import', csv]);
  const { stdout } = await run([...crm, 'lead', 'list', '--format', 'ids']);
  const imported = stdout.split('\n').length - 1;
  if (imported !== rows) throw new Error(`${name}: ${imported} leads after an import of ${rows}`);
  const bare = await sqliteImport(csv, path.join(folder, `${name}-bare.db`));
  return [
    name,
    Math.round((rows / ms) * 1000).toLocaleString('en'),
    bare === undefined ? 'no sqlite3 here' : `${(ms / bare).toFixed(1)} times as long`,
    peak === undefined ? 'not known here' : `${Math.round(peak / 1024)} MB`,
  ];
}

/** Milliseconds of `.import`; undefined where there is no sqlite3. */
async function sqliteImport(csv, db) {
  if (spawnSync('sqlite3', ['--version']).error) return undefined;
  return (await run(['sqlite3', db, '.mode csv', `.import "${csv}" lead`])).ms;
}

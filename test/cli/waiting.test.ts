import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { crm, makeHome } from '../support/program.ts';
import { open } from '../support/terminal.ts';

/** The size of a database from which on work may take long. */
const LARGE = 33;

/** A database of that many megabytes, locked by another program until `free` is called. */
async function held(megabytes: number) {
  const home = makeHome();
  const db = join(home, 'crm.db');
  await crm(['lead', 'add', 'Jane Doe'], { home, db });
  const other = new Database(db);
  other.exec('create table filler (text)');
  other.prepare('insert into filler values (zeroblob(?))').run(megabytes * 1024 * 1024);
  other.pragma('wal_checkpoint(truncate)');
  other.exec('begin immediate');
  const free = () => other.exec('rollback').close();
  return { home, db, free };
}

test('a terminal shows that the program is working while the database does not answer', async () => {
  const { free, ...at } = await held(LARGE);
  const terminal = open(['lead', 'edit', '1', '--city', 'Rome'], at);
  await terminal.waitFor(/^Working {2}\d+ s$/m);
  free();
  expect(await terminal.exit).toBe(0);
  expect(terminal.screen()).toBe('Changed lead 1  Jane Doe');
});

test.each([
  ['with --quiet', LARGE, ['--quiet']],
  ['of a small database, which answers at once', 1, []],
])('no progress is shown %s', async (_, megabytes, options) => {
  const { free, ...at } = await held(megabytes);
  const terminal = open(['lead', 'edit', '1', '--city', 'Rome', ...options], at);
  setTimeout(free, 3000);
  expect(await terminal.exit).toBe(0);
  expect(terminal.raw).not.toContain('Working');
});

import { renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { crm, makeHome } from '../support/program.ts';
import { open } from '../support/terminal.ts';

/** A database with something for each screen, in a file that can be moved. */
async function place() {
  const home = makeHome();
  const db = join(home, 'own.db');
  const run = async (...args: string[]) => (await crm([...args, '--db', db], { home })).stdout;
  await run('lead', 'add', 'Jane Doe', '--company', 'Acme', '--title', 'CEO');
  await run('lead', 'add', 'Jane Doe', '--company', 'Acme', '--city', 'Rome', '--force');
  await run('account', 'add', 'Acme');
  await run('opp', 'add', 'Acme renewal', '--account', 'Acme', '--close', '2026-01-31');
  await run('case', 'add', 'Broken meter', '--account', 'Acme', '--priority', 'urgent');
  const screen = (line: string) => open([...line.split(' '), '--db', db], { home, cols: 200, rows: 30 });
  return { db, run, screen };
}

// The key that changes something, what a question then wants, and what is read of it.
test.each([
  ['board', 'renewal', 'L', '', ['opp', 'list', '--columns', 'stage']],
  ['board --review', 'renewal', 'nhello', '\r', ['activity', 'list', '--columns', 'id']],
  ['dupes --review', 'pair 1 of 1', '1', '', ['lead', 'list', '--columns', 'id']],
  ['case board', 'Broken meter', 'shello', '\r', ['case', 'show', '1', '-f', 'json']],
] as const)(
  'crm %s waits for a database that was renamed, and goes on when it is back',
  async (line, text, key, answer, read) => {
    const { db, run, screen } = await place();
    const before = await run(...read);
    const terminal = screen(line);
    await terminal.waitFor(text);
    renameSync(db, `${db}.away`);
    await terminal.waitFor('database renamed');
    terminal.type(key);
    if (answer !== '') terminal.type(answer);
    await terminal.waitFor('was moved or deleted');
    renameSync(`${db}.away`, db);
    // A question that is open comes before what there is to say.
    if (answer === '') await terminal.waitFor('the database is back');
    expect(await run(...read)).toBe(before);
    if (terminal.screen().includes('hello▏')) terminal.type(answer);
    else terminal.type(key + answer);
    await expect.poll(() => run(...read)).not.toBe(before);
    terminal.type('q');
    expect(await terminal.exit).toBe(0);
  },
);

test('a dashboard ends when its database is gone', async () => {
  const { db, screen } = await place();
  const terminal = screen('dashboard --live');
  await terminal.waitFor('q quit');
  rmSync(db);
  expect(await terminal.exit).toBe(1);
  expect(terminal.screen()).toContain('moved, deleted or replaced');
});

test('a case that a key did not change leaves the older changes of others their question', async () => {
  const { run, screen } = await place();
  const terminal = screen('case board');
  await terminal.waitFor('Broken meter');
  await run('lead', 'add', 'Zoe Roe');
  // It is urgent already.
  terminal.type('e');
  await terminal.waitFor('urgent: case 1');
  terminal.type('u');
  await terminal.waitFor('Zoe Roe');
  expect(terminal.screen()).toContain('?');
  terminal.type('\u001b');
  await terminal.waitFor('cancelled');
  terminal.type('q');
  expect(await terminal.exit).toBe(0);
  expect(await run('lead', 'list', '--columns', 'name', '-f', 'csv')).toContain('Zoe Roe');
});

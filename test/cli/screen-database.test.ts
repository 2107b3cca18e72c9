import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { crm, makeHome } from '../support/program.ts';
import { open } from '../support/terminal.ts';

/** Stores something for each screen. */
async function fill(
  run: (...args: string[]) => Promise<string>,
  named: Readonly<Record<'person' | 'firm' | 'deal' | 'case', string>>,
) {
  const { person, firm } = named;
  await run('lead', 'add', person, '--company', firm, '--title', 'CEO');
  await run('lead', 'add', person, '--company', firm, '--city', 'Rome', '--force');
  await run('account', 'add', firm);
  await run('opp', 'add', named.deal, '--account', firm, '--close', '2026-01-31');
  await run('case', 'add', named.case, '--account', firm, '--priority', 'urgent');
}

/** A database with something for each screen, in a file that can be moved. */
async function place() {
  const home = makeHome();
  const db = join(home, 'own.db');
  const runOn = async (path: string, ...args: string[]) =>
    (await crm([...args, '--db', path], { home })).stdout;
  const run = (...args: string[]) => runOn(db, ...args);
  await fill(run, { person: 'Jane Doe', firm: 'Acme', deal: 'Acme renewal', case: 'Broken meter' });
  const screen = (line: string) => open([...line.split(' '), '--db', db], { home, cols: 200, rows: 30 });
  return { db, run, runOn, screen };
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
    await terminal.waitFor('database away');
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

// What the other database has instead.
test.each([
  ['board', 'renewal', 'upgrade'],
  ['board --review', 'Acme', 'Zeta'],
  ['dupes --review', 'Jane Doe', 'Zoe Roe'],
  ['case board', 'Broken meter', 'Lost parcel'],
] as const)(
  'crm %s goes on with the database that takes the place of one that was deleted',
  async (line, text, other) => {
    const { db, run, runOn, screen } = await place();
    const next = `${db}.next`;
    await fill((...args) => runOn(next, ...args), {
      person: 'Zoe Roe',
      firm: 'Zeta',
      deal: 'Zeta upgrade',
      case: 'Lost parcel',
    });
    const terminal = screen(line);
    await terminal.waitFor(text);
    rmSync(db);
    await terminal.waitFor('database away');
    expect(terminal.screen()).toContain(text);
    // First what is no database.
    writeFileSync(db, 'half of it');
    await terminal.waitFor('is not a database');
    renameSync(next, db);
    await terminal.waitFor(other);
    expect(terminal.screen()).not.toContain(text);
    terminal.type('q');
    expect(await terminal.exit).toBe(0);
    expect(await run('opp', 'list', '--columns', 'name', '-f', 'csv')).toContain('Zeta upgrade');
    expect(await run('doctor')).toContain('sound');
  },
);

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

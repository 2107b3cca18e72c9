import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createProgram } from '../../../src/cli.ts';
import { builtInNouns } from '../../../src/nouns/index.ts';
import { Nouns } from '../../../src/nouns/nouns.ts';
import { MIGRATIONS } from '../../../src/store/sqlite/migrations/index.ts';
import { makeRoom } from '../../../src/store/sqlite/migrations/make-room.ts';
import type { Migration } from '../../../src/store/sqlite/migrations/migration.ts';
import { TOY } from '../../nouns/toy/definition.ts';
import { addToys } from '../../nouns/toy/migration.ts';
import { runInProcess } from '../../support/in-process.ts';
import { environment, makeHome } from '../../support/program.ts';

/** The migration of a noun that comes later. */
const addToysLater: Migration = (db, now, report, note) => {
  makeRoom(db, ['toy', 'toys'], note);
  addToys(db, now, report, note);
};

const today = createProgram(builtInNouns());
const later = createProgram(new Nouns([...builtInNouns(), TOY]), [...MIGRATIONS, addToysLater]);

test('a later noun takes its name from one of a team, which goes on under another', async () => {
  const home = makeHome();
  const env = environment({ home, db: join(home, 'crm.db') });
  const run = (program: typeof today, ...args: string[]) =>
    runInProcess({ program, args, env, cwd: home, input: '' });
  const ok = async (program: typeof today, ...args: string[]) => {
    const result = await run(program, ...args);
    expect(result.exitCode, `${args.join(' ')}: ${result.stderr}`).toBe(0);
    return result;
  };
  const json = async (...args: string[]) => JSON.parse((await ok(later, ...args, '--json')).stdout);

  await ok(today, 'account', 'add', 'Acme');
  await ok(today, 'noun', 'add', 'toy', '--relates', 'account', '--field', 'size:number');
  await ok(today, 'noun', 'add', 'shelf', '--plural', 'shelves', '--relates', 'toy');
  await ok(today, 'field', 'edit', 'toy', 'size', '--index');
  await ok(today, 'field', 'add', 'task', 'plaything', '--type', 'lookup:toy');
  await ok(today, 'toy', 'add', 'Ball', '--account', 'Acme', '--tag', 'round', '--set', 'size=4');
  await ok(today, 'toy', 'add', 'Kite');
  await ok(today, 'shelf', 'add', 'Top', '--toy', 'Ball');
  await ok(today, 'task', 'add', 'Pump it up', '--set', 'plaything=Ball');
  await ok(today, 'segment', 'add', 'large', '--noun', 'toy', '--where', 'size > 3');
  await ok(today, 'tag', 'rm', 'round', 'toy:1', '--noun', 'toy');
  await ok(today, 'toy', 'rm', 'Kite', '--yes');

  const { stderr } = await ok(later, 'lead', 'list');
  expect(stderr).toContain('crm has a noun "toy" of its own now: yours is called "custom_toy"');
  expect(await json('custom_toy', 'list', '--segment', 'large')).toMatchObject([
    { name: 'Ball', account: 'Acme' },
  ]);
  expect(await json('shelf', 'show', 'Top')).toMatchObject({ custom_toy: 'Ball' });
  expect(await json('task', 'list', '--where', 'plaything.size = 4')).toHaveLength(1);
  expect(await json('search', 'ball')).toMatchObject([{ noun: 'custom_toy', id: 1 }]);
  expect(await json('toy', 'list')).toEqual([]);
  await ok(later, 'toy', 'add', 'Train', '--colour', 'red');
  await ok(later, 'undo');
  // Changes of before are undone under the new name.
  await ok(later, 'undo');
  expect(await json('custom_toy', 'show', 'Kite')).toMatchObject({ id: 2 });
  await ok(later, 'undo');
  expect(await json('custom_toy', 'show', 'Ball')).toMatchObject({ tags: ['round'] });
  expect(await json('doctor')).not.toContainEqual(expect.objectContaining({ state: 'problem' }));
  expect((await ok(later, 'doctor')).stdout).toMatch(/integrity\tok/);
});

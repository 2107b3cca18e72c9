import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect, test } from 'vitest';
import { crm, makeHome } from '../support/program.ts';
import { open } from '../support/terminal.ts';

function compiled(cache: string): string[] {
  const files = readdirSync(join(cache, 'crm'), { recursive: true, encoding: 'utf8' });
  return files.filter((name) => /board/.test(name)).map((name) => join(cache, 'crm', name));
}

test('compiled code of a screen is cached, used again, and replaced when damaged', async () => {
  const home = makeHome();
  const cache = makeHome();
  const env = { NODE_COMPILE_CACHE: undefined, XDG_CACHE_HOME: cache };
  await crm(['opp', 'add', 'Deal'], { home });
  const look = async () => {
    const terminal = open(['board'], { home, env, cols: 100 });
    await terminal.waitFor('Deal');
    terminal.type('q');
    expect(await terminal.exit).toBe(0);
  };

  // The first start of a command caches nothing of its own.
  await look();
  await look();
  const files = compiled(cache);
  const made = files.map((file) => statSync(file).ino);
  // Those of the start, of rare commands and of the screens are among them.
  const names = files.map((file) => basename(file));
  expect(names).toEqual(expect.arrayContaining(['board.seen', 'board.seen.rare', 'board.seen.screens']));
  await look();
  expect(compiled(cache).map((file) => statSync(file).ino)).toEqual(made);

  for (const file of files) writeFileSync(file, readFileSync(file).fill(0, 8192, 16_384));
  await look();
  for (const file of files)
    expect(
      readFileSync(file)
        .subarray(8192, 16_384)
        .some((byte) => byte !== 0),
    ).toBe(true);
});

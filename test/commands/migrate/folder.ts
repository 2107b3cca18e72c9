import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { runCli } from '../../../src/cli.ts';
import { fakeIO } from '../../render/fake-io.ts';
import { NOW } from '../../support/program.ts';
import { databaseFolder } from '../../support/store.ts';

/** Contents of files, by name. */
export type Files = Readonly<Record<string, string>>;

const NOUNS = ['user', 'account', 'contact', 'opp', 'lead', 'activity', 'task', 'meeting', 'case'];

/** A folder `export` of files, and the program run next to it. */
export function at(files: Files) {
  const home = databaseFolder();
  mkdirSync(join(home, 'export'));
  for (const [name, content] of Object.entries(files)) writeFileSync(join(home, 'export', name), content);
  const env = {
    CRM_DB: join(home, 'crm.db'),
    CRM_NOW: NOW,
    CRM_USER: 'tester',
    HOME: home,
    XDG_CONFIG_HOME: home,
  };
  const run = async (...args: string[]) => {
    const io = { ...fakeIO(undefined, { env }), cwd: home };
    const exitCode = await runCli(args, io);
    return { exitCode, stdout: io.stdout.text, stderr: io.stderr.text };
  };
  const list = async (noun: string, columns: string) =>
    JSON.parse((await run(noun, 'export', '--json', '--columns', columns)).stdout) as Record<
      string,
      unknown
    >[];
  const everything = async () => {
    const texts: string[] = [];
    for (const noun of NOUNS)
      texts.push((await run(noun, noun === 'user' ? 'list' : 'export', '--csv')).stdout);
    return texts.join('\n');
  };
  return { home, run, list, everything };
}

/**
 * Migrates a folder with these options, twice, and undoes it: the second time nothing changes, the sums of both sides
 * agree, and after `undo` everything is as before. Returns the folder with the migration redone.
 */
export async function migrated(files: Files, ...options: string[]) {
  const folder = at(files);
  const { run, everything } = folder;
  // The acting user is created with the first change, which undo keeps.
  await run('user', 'add', 'somebody');
  const before = await everything();
  const first = await run('migrate', 'export', ...options);
  expect(first.stderr).not.toMatch(/(?:was|were) rejected/);
  expect(first.stderr).not.toContain('did not arrive');
  const after = await everything();
  const history = (await run('history')).stdout;
  const second = await run('migrate', 'export', '--json', '--force', ...options);
  expect(second.exitCode).toBe(first.exitCode);
  expect(JSON.parse(second.stdout)).toEqual(
    JSON.parse(second.stdout).map((file: object) =>
      expect.objectContaining({ ...file, created: 0, merged: 0 }),
    ),
  );
  expect(await everything()).toBe(after);
  expect((await run('history')).stdout).toBe(history);
  expect(await run('undo')).toMatchObject({ exitCode: 0 });
  expect(await everything()).toBe(before);
  expect(await run('redo')).toMatchObject({ exitCode: 0 });
  expect(await everything()).toBe(after);
  return { ...folder, first };
}

import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { allCommands } from '../support/commands.ts';
import { type DemoFolders, makeDemoFolders } from '../support/demo-folder.ts';
import { crm, makeHome } from '../support/program.ts';
import { runLine } from '../support/shell-line.ts';
import { isBuilt, isOneFile, ROOT } from '../support/under-test.ts';

const commands = await allCommands();

describe('every command', () => {
  test.each(commands.map(({ path, spec }) => [path.join(' '), spec] as const))('%s has help', (_, spec) => {
    expect(spec.summary).toMatch(/^[a-z0-9].*[^.]$/);
    expect(spec.summary.length).toBeLessThan(80);
    expect(spec.description ?? 'As the summary.').toMatch(/^[A-Z].{10}/);
    expect(spec.examples.length).toBeGreaterThan(0);
  });

  test('is listed by crm and by its noun, and explained by --help, on stdout', async () => {
    const root = await crm([]);
    expect(root).toMatchObject({ exitCode: 0, stderr: '' });
    for (const { entry } of commands.filter(({ entry: { hidden } }) => !hidden))
      expect(root.stdout).toContain(`  ${entry.name} `);

    for (const name of new Set(
      commands.filter(({ path }) => path.length > 1).map(({ entry }) => entry.name),
    )) {
      const noun = await crm([name, '--help']);
      expect(noun).toMatchObject({ exitCode: 0, stderr: '' });
      for (const { path } of commands.filter(({ entry }) => entry.name === name))
        expect(noun.stdout).toContain(`  ${path[1]} `);
    }

    const noun = await crm(['opp']);
    expect(noun).toMatchObject({ exitCode: 0, stderr: '' });
    for (const { spec } of commands.filter(({ entry }) => entry.name === 'opp'))
      expect(noun.stdout).toContain(spec.summary);

    const help = await crm(['opp', 'win', '--help']);
    expect(help).toMatchObject({ exitCode: 0, stderr: '' });
    for (const part of ['Usage: crm opp win', 'Options:', 'Global options:', 'Examples:', '$ crm opp win 7'])
      expect(help.stdout).toContain(part);
  });
});

/** Of what is built, one example of a command shows that what it needs is there. */
const PER_COMMAND = isBuilt ? 1 : undefined;

/** The one file starts a process for each example, and has no parts that could be missing: some commands show that they run. */
const EVERY = isOneFile ? 16 : 1;

describe('every example works after crm demo', () => {
  const home = makeHome(afterAll);
  let demo: DemoFolders;

  beforeAll(async () => {
    demo = await makeDemoFolders(home);
    // A program that opens files is not everywhere.
    await crm(['config', 'set', 'doc_program', 'true {file}'], { home });
  });

  /** Pastes lines into a shell with the program as `crm`, on a fresh copy of the demo; returns the first error. */
  async function paste(lines: string): Promise<string> {
    const { cwd, db } = demo.folderFor(lines);
    const { exitCode, stderr } = await runLine(lines, { home, db, cwd });
    rmSync(cwd, { recursive: true });
    return exitCode === 0 ? '' : `exit code ${exitCode}: ${stderr}`;
  }

  // Screens are tested in a terminal: call-session.test.ts; a webhook and a mail server need somebody who listens: webhook.test.ts, mail.test.ts.
  const examples = commands
    .filter((_, at) => at % EVERY === 0)
    .flatMap(({ spec }) => spec.examples.slice(0, PER_COMMAND))
    .filter(
      (example) => !example.startsWith('call session') && !/webhook test|mail (?:test|fetch)/.test(example),
    );

  test.each(examples)('crm %s', async (example) => {
    expect(await paste(`crm ${example}`)).toBe('');
  });

  const guide = readFileSync(join(ROOT, 'docs/guide.md'), 'utf8');

  test.each(['Everyday commands', 'Finding records', 'Reports'])('the guide: %s', async (heading) => {
    const [, section = ''] = guide.split(`## ${heading}\n`);
    const [, block = ''] = /```sh\n([\s\S]*?)```/.exec(section) ?? [];
    expect(block).toContain('crm ');
    expect(await paste(block)).toBe('');
  });
});

import { execa } from 'execa';
import { describe, expect, test } from 'vitest';
import { crm, environment, makeHome } from '../support/program.ts';
import { open } from '../support/terminal.ts';
import { PROGRAM } from '../support/under-test.ts';

/** Runs a shell line in which `$crm` is the program under test, with a database of some leads. */
async function shell(line: string) {
  const home = makeHome();
  for (const name of ['Ann Adams', 'Bob Brown']) await crm(['lead', 'add', name], { home });
  const env = { ...environment({ home }), crm: [PROGRAM.command, ...PROGRAM.before].join(' ') };
  return execa('bash', ['-o', 'pipefail', '-c', line], { env, extendEnv: false, reject: false });
}

describe('in a pipe', () => {
  test('a list is rows with a header, without colour', async () => {
    const { stdout } = await shell('$crm lead list --columns id,name --sort id | cat');
    expect(stdout).toBe('id\tname\n1\tAnn Adams\n2\tBob Brown');
  });

  test('a reader that leaves ends it quietly', async () => {
    const { stderr, exitCode } = await shell('$crm lead list | true');
    expect([stderr, exitCode]).toEqual(['', 0]);
  });

  test.runIf(process.platform === 'linux')('a full disk is an error', async () => {
    const { stderr, exitCode } = await shell('$crm lead list > /dev/full');
    expect(stderr).toBe('crm: cannot write the output: no space left on the device');
    expect(exitCode).toBe(1);
  });
});

describe('on a terminal', () => {
  test('a list is a table, fitted to the width', async () => {
    const home = makeHome();
    await crm(
      ['lead', 'add', 'Ann Adams', '--company', 'A company with a name that is longer than the screen'],
      { home },
    );
    const terminal = open(['lead', 'list'], { home, cols: 40 });
    expect(await terminal.exit).toBe(0);
    expect(terminal.screen()).toContain('Ann Adams');
    for (const line of terminal.screen().split('\n')) expect(line.length).toBeLessThanOrEqual(40);
  });

  test('NO_COLOR takes the colours away', async () => {
    const home = makeHome();
    const terminal = open(['lead', 'show', 'nobody'], { home, env: { NO_COLOR: '1' } });
    expect(await terminal.exit).toBe(3);
    expect(terminal.raw).not.toContain('\u001b[3');
  });
});

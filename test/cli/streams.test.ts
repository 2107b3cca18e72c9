import { execa } from 'execa';
import { describe, expect, test } from 'vitest';
import { crm, environment, makeHome } from '../support/program.ts';
import { open } from '../support/terminal.ts';
import { PROGRAM, SHELL_PROGRAM } from '../support/under-test.ts';

/** Runs a shell line with the program under test as `$crm`, and a database of some leads. */
async function shell(line: string) {
  const home = makeHome();
  for (const name of ['Ann Adams', 'Bob Brown']) await crm(['lead', 'add', name], { home });
  const env = { ...environment({ home }), crm: 'crm' };
  const script = `crm() { ${SHELL_PROGRAM} "$@"; }\n${line}`;
  return execa('bash', ['-o', 'pipefail', '-c', script], { env, extendEnv: false, reject: false });
}

describe('in a pipe', () => {
  test('a list is rows with a header, without color', async () => {
    const { stdout } = await shell('$crm lead list --columns id,name --sort id | cat');
    expect(stdout).toBe('id\tname\n1\tAnn Adams\n2\tBob Brown');
  });

  test('a reader that closes the pipe ends it quietly', async () => {
    const { stderr, exitCode } = await shell('$crm lead list | true');
    expect([stderr, exitCode]).toEqual(['', 0]);
  });

  test.runIf(process.platform === 'linux')('a full disk is an error', async () => {
    const { stderr, exitCode } = await shell('$crm lead list > /dev/full');
    expect(stderr).toBe('crm: cannot write the output: no space left on the device');
    expect(exitCode).toBe(1);
  });
});

/** Makes descriptor 4 a pipe without a reader. */
const BROKEN = 'mkfifo "$HOME/pipe"; exec 3<>"$HOME/pipe" 4>"$HOME/pipe" 3>&-';

describe.runIf(process.platform === 'linux')('an answer that cannot be written', () => {
  test.each([
    ['$crm lead add Cy > /dev/full', 'no space left on the device'],
    ['$crm lead add Cy >&-', 'it is closed'],
    ['$crm lead add Cy <&- >&-', 'it is closed'],
    ['(exec >&-; $crm lead add Cy)', 'it is closed'],
  ])('ends a change with 5 and names what is stored: %s', async (line, reason) => {
    const { stderr, exitCode } = await shell(line);
    expect(stderr).toBe(
      `crm: stored, but the answer could not be written: ${reason}\n` +
        'Stored: added lead 3  Cy (change 3)   Reference: 3\n' +
        'Do not run the command again. To undo it: crm undo 3',
    );
    expect(exitCode).toBe(5);
  });

  test('ends a change with 5 if the reader has closed the pipe', async () => {
    const { stderr, exitCode } = await shell(`${BROKEN}; $crm lead add Cy >&4`);
    expect(stderr).toContain('crm: stored, but the answer could not be written: nobody reads it any more');
    expect(exitCode).toBe(5);
  });

  test('ends with 5 also if stderr is closed or full, or rows were rejected', async () => {
    expect((await shell('$crm lead add Cy >&- 2>&-')).exitCode).toBe(5);
    expect((await shell('$crm lead add Cy > /dev/full 2> /dev/full')).exitCode).toBe(5);
    const { exitCode, stderr } = await shell(
      `cd "$HOME" && printf 'name,email\nDee,d@x.example\nEd,no\n' | $crm lead import - --rejects bad.csv > /dev/full`,
    );
    expect(stderr).toContain('crm: stored, but');
    expect(stderr).toContain('Reference: lead:3');
    expect(exitCode).toBe(5);
  });

  test.each(['lead list', 'doctor', '--version', 'lead --help', 'lead edit 1 --first-name Ann'])(
    'is an error for a command that stores nothing, unless the reader has closed the pipe: %s',
    async (command) => {
      const { stdout } = await shell(
        `${BROKEN}; for to in '>&-' '>/dev/full' '>&4' '>/dev/null'; do
        eval '$crm ${command} 2>/dev/null' "$to"; echo $?
      done`,
      );
      // Errors are written to the remaining outputs: here, to the same place as the answer.
      expect(stdout.split('\n').map((line) => line.split(' ')[0])).toEqual(['1', '1', '0', '0']);
      const { stderr } = await shell(`$crm ${command} >&-`);
      expect(stderr).toMatch(/crm: cannot write the output: it is closed$/);
    },
  );

  test('is no error if another program discards the output', async () => {
    const home = makeHome();
    const { exitCode } = await execa(PROGRAM.command, [...PROGRAM.before, 'lead', 'add', 'Cy'], {
      env: environment({ home }),
      extendEnv: false,
      stdio: ['ignore', 'ignore', 'pipe'],
      reject: false,
    });
    expect(exitCode).toBe(0);
  });
});

describe('on a terminal', () => {
  test('a list is a table that fits the width', async () => {
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

  test('NO_COLOR removes colors', async () => {
    const home = makeHome();
    const terminal = open(['lead', 'show', 'nobody'], { home, env: { NO_COLOR: '1' } });
    expect(await terminal.exit).toBe(3);
    expect(terminal.raw).not.toContain('\u001b[3');
  });
});

import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, constants, mkdirSync, openSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { execa } from 'execa';
import { describe, expect, test } from 'vitest';
import { crm, environment, makeHome } from '../support/program.ts';
import { PROGRAM } from '../support/under-test.ts';

function makeFifo(path: string): string {
  execFileSync('sh', ['-c', 'mkfifo "$0"', path]);
  return path;
}

/** Opens a pipe for writing after the program has opened it for reading; writes nothing. */
async function openWriter(fifo: string): Promise<number> {
  for (;;) {
    try {
      return openSync(fifo, constants.O_WRONLY | constants.O_NONBLOCK);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENXIO') throw error;
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }
}

describe.runIf(process.platform !== 'win32')('a pipe as a file', () => {
  const IMPORTS = [['lead', 'import'], ['import', 'all'], ['dnc', 'import'], ['call', 'import'], ['migrate']];

  test.each(IMPORTS.map((args) => [args]))('with a silent writer ends at a signal: crm %j', async (args) => {
    const home = makeHome();
    const fifo = makeFifo(join(home, 'leads.csv'));
    for (const [signal, code] of [
      ['SIGTERM', 143],
      ['SIGINT', 130],
    ] as const) {
      const child = spawn(PROGRAM.command, [...PROGRAM.before, ...args, fifo], {
        env: environment({ home }),
        stdio: ['ignore', 'ignore', 'ignore'],
      });
      const exit = once(child, 'exit');
      const writer = await openWriter(fifo);
      child.kill(signal);
      const [exitCode, by] = await exit;
      closeSync(writer);
      expect(exitCode ?? (by === signal ? code : by)).toBe(code);
    }
  });

  test('is read to its end, however slow it is', async () => {
    const home = makeHome();
    const fifo = makeFifo(join(home, 'leads.csv'));
    const run = crm(['lead', 'import', fifo, '-f', 'ids'], { home });
    await execa('sh', [
      '-c',
      `(printf 'name,em'; sleep 0.2; printf 'ail\\nAnn,a@x.example\\nBob,b@x.example\\n') > ${fifo}`,
    ]);
    expect(await run).toMatchObject({ exitCode: 0, stdout: '1\n2\n' });
  });

  test('can be opened by a shell, empty or not', async () => {
    const home = makeHome();
    const lead = [PROGRAM.command, ...PROGRAM.before, 'lead', 'import', '-f', 'ids'].join(' ');
    const options = { env: environment({ home }), extendEnv: false, reject: false } as const;
    const some = await execa('bash', ['-c', `${lead} <(printf 'name\\nAnn\\n')`], options);
    expect(some).toMatchObject({ exitCode: 0, stdout: '1' });
    const none = await execa('bash', ['-c', `${lead} <(true)`], options);
    expect(none.exitCode).toBe(2);
  });
});

describe.runIf(process.platform === 'linux')('an endless file is refused', () => {
  test('as a file to import', async () => {
    const { exitCode, stderr } = await crm(['lead', 'import', '/dev/zero']);
    expect([exitCode, stderr]).toEqual([
      1,
      'crm: cannot read "/dev/zero": it is not a file\nName a file, or pipe the content in with -\n',
    ]);
  });

  test('as a config file, but /dev/null is accepted', async () => {
    const run = async (make: (config: string) => void) => {
      const home = makeHome();
      mkdirSync(join(home, 'config/crm'), { recursive: true });
      make(join(home, 'config/crm/config.toml'));
      return crm(['lead', 'list', '--csv', '--columns', 'id'], { home });
    };
    for (const make of [(path: string) => makeFifo(path), (path: string) => symlinkSync('/dev/zero', path)]) {
      const { exitCode, stderr } = await run(make);
      expect([exitCode, stderr]).toEqual([
        1,
        expect.stringMatching(/^crm: cannot read ".*config\.toml": it is not a file\n.*\n$/),
      ]);
    }
    const large = await run((path) => writeFileSync(path, '#'.repeat(1024 * 1024 + 1)));
    expect(large.stderr).toMatch(/^crm: cannot read ".*config\.toml": it is larger than 1 MB\n/);
    expect(await run((path) => symlinkSync('/dev/null', path))).toMatchObject({ exitCode: 0 });
  });
});

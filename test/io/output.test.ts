import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { build } from 'esbuild';
import { execa } from 'execa';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeHome } from '../support/program.ts';
import { NODE } from '../support/under-test.ts';

/** The program that uses the outputs, bundled: Node strips types only in ES module packages. */
const WRITER = join(makeHome(afterAll), 'writer.mjs');

beforeAll(() =>
  build({
    entryPoints: [join(import.meta.dirname, 'writer.ts')],
    outfile: WRITER,
    bundle: true,
    platform: 'node',
    format: 'esm',
  }),
);

/** Runs a shell line with the program that uses the outputs as `$writer`. */
const shell = (line: string, env: Record<string, string> = {}) =>
  execa({ shell: '/bin/sh', reject: false, env: { node: NODE, writer: WRITER, ...env } })`${line}`;

describe('stdout', () => {
  test('writes everything to a slow reader before the program ends', async () => {
    const { stdout } = await shell('"$node" "$writer" write-much | (sleep 0.3; wc -c)');
    expect(stdout.trim()).toBe('2000000');
  });

  test('waits for the reader of a non-blocking pipe', async () => {
    // Whether a pipe blocks is shared by all its holders: a sibling changes it here.
    const nonblocking = `"$node" -e 'process.stdout._handle.setBlocking(false); setTimeout(() => {}, 300)'`;
    const { stdout, stderr } = await shell(
      `( ${nonblocking} & "$node" "$writer" write-much; wait ) | (sleep 0.5; wc -c)`,
    );
    expect(stderr).toBe('');
    expect(stdout.trim()).toBe('2000000');
  });

  test('ends a long output early, with ReaderGone, when the reader closes the pipe', async () => {
    const { stdout, stderr } = await shell('"$node" "$writer" write-forever | head -c 3');
    expect(stdout).toBe('xxx');
    expect(stderr).toBe('ReaderGone');
  });

  test('discards output without a reader, without failing', async () => {
    const { stderr } = await shell('"$node" "$writer" write-much | true');
    expect(stderr).toBe('');
  });

  test.runIf(process.platform === 'linux')('fails on a full disk', async () => {
    const { stderr, exitCode } = await shell('"$node" "$writer" write-much > /dev/full');
    expect(stderr).toBe('failed: cannot write the output: no space left on the device');
    expect(exitCode).toBe(1);
  });

  test('keeps the order of answers and notes', async () => {
    const { stdout } = await shell('"$node" "$writer" interleave 2>&1');
    expect(stdout).toBe('1\n2\n3');
  });
});

describe('properties of the streams', () => {
  test('a pipe is no terminal, without color, 80 columns wide', async () => {
    const { stdout } = await shell('"$node" "$writer" describe', {
      COLUMNS: '',
      NO_COLOR: '',
      FORCE_COLOR: '',
    });
    const plain = { isTTY: false, columns: 80, depth: 'plain' };
    expect(JSON.parse(stdout)).toEqual({ stdout: plain, stderr: plain, stdin: false });
  });

  test('COLUMNS sets the width of a pipe', async () => {
    const { stdout } = await shell('"$node" "$writer" describe', { COLUMNS: '132' });
    expect(JSON.parse(stdout).stdout.columns).toBe(132);
  });

  test('/dev/null is not a terminal', async () => {
    const { stdout } = await shell('"$node" "$writer" describe < /dev/null 2> /dev/null');
    expect(JSON.parse(stdout)).toMatchObject({ stderr: { isTTY: false }, stdin: false });
  });
});

describe('stdin', () => {
  test('is read to its end', async () => {
    const { stdout } = await shell('head -c 300000 /dev/zero | "$node" "$writer" count');
    expect(stdout).toBe('300000');
  });

  test('does not keep the program running if read only in part', async () => {
    const child = spawn(NODE, [WRITER, 'read-some'], { stdio: ['pipe', 'ignore', 'inherit'] });
    child.stdin.write('line\n');
    expect(await once(child, 'exit')).toEqual([0, null]);
  });
});

describe('signals', () => {
  const start = async (...args: string[]) => {
    const child = spawn(NODE, [WRITER, ...args], { stdio: ['ignore', 'ignore', 'pipe'] });
    let text = '';
    child.stderr.on('data', (chunk) => {
      text += chunk;
    });
    const said = async (what: string) => {
      while (!text.includes(what)) await once(child.stderr, 'data');
    };
    await said('ready');
    return { child, said };
  };

  test('the first interrupt asks the command to stop', async () => {
    const { child, said } = await start('wait', 'politely');
    child.kill('SIGINT');
    await said('aborted cancelled');
    expect(await once(child, 'exit')).toEqual([0, null]);
  });

  test.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)('a second %s ends the program with %i', async (signal, code) => {
    const { child, said } = await start('wait');
    child.kill(signal);
    await said('aborted');
    child.kill(signal);
    expect(await once(child, 'exit')).toEqual([code, null]);
  });
});

describe('time zone', () => {
  test.each([
    ['Asia/Tokyo', '21'],
    ['Africa/Abidjan', '12'],
    ['UTC', '12'],
  ])('%s', async (zone, hour) => {
    expect((await shell(`"$node" "$writer" zone ${zone}`)).stdout).toBe(hour);
  });

  test('an unknown one is a usage error, not UTC', async () => {
    const { stderr } = await shell('"$node" "$writer" zone Europe/Berln');
    expect(stderr).toBe('usage: unknown time zone "Europe/Berln"');
  });
});

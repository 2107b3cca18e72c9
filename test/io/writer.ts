/** A program that writes to its outputs as argv says, for output.test.ts. Run with Node, which strips the types. */

import { isCrmError } from '../../src/domain/errors.ts';
import { makeIO } from '../../src/io.ts';

const io = makeIO(process);
const line = `${'x'.repeat(99)}\n`;

const acts: Record<string, () => Promise<void> | void> = {
  'write-much': () => {
    for (let i = 0; i < 20_000; i++) io.stdout.write(line);
  },
  'write-forever': async () => {
    for (;;) {
      io.stdout.write(line.repeat(1000));
      await io.stdout.drain();
    }
  },
  interleave: () => {
    io.stdout.write('1\n');
    io.stderr.write('2\n');
    io.stdout.write('3\n');
  },
  describe: () => {
    const of = ({ isTTY, columns, depth }: typeof io.stdout | typeof io.stderr) => ({
      isTTY,
      columns,
      depth,
    });
    io.stdout.write(JSON.stringify({ stdout: of(io.stdout), stderr: of(io.stderr), stdin: io.stdin.isTTY }));
  },
  count: async () => {
    let bytes = 0;
    for await (const chunk of io.stdin.bytes()) bytes += chunk.length;
    io.stdout.write(`${bytes}\n`);
  },
  'read-some': async () => {
    for await (const _chunk of io.stdin.bytes()) break;
    io.stdout.write('enough\n');
  },
  wait: async () => {
    const { signal } = io;
    io.stderr.write('ready\n');
    await new Promise((resolve) => {
      const timer = setInterval(() => {}, 1000);
      signal.addEventListener('abort', () => {
        io.stderr.write(`aborted ${signal.reason.kind}\n`);
        if (process.argv[3] === 'politely') {
          clearInterval(timer);
          resolve(undefined);
        }
      });
    });
  },
  zone: () => {
    io.setZone(process.argv[3]!);
    io.stdout.write(`${new Date('2026-07-01T12:00:00Z').getHours()}\n`);
  },
};

try {
  await acts[process.argv[2]!]!();
  io.stdout.flush();
} catch (error) {
  io.stderr.write(isCrmError(error) ? `${error.kind}: ${error.message}\n` : `${(error as Error).name}\n`);
  process.exitCode = 1;
}

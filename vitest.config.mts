import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { CountReporter } from './test/support/count-reporter.mts';
import { LongestFirst } from './test/support/longest-first.mts';
import { setSurroundings } from './test/support/surroundings.mts';

setSurroundings();

export default defineConfig({
  test: {
    include: ['test/**/*.test.{ts,tsx}'],
    // What only the stand-alone file does: npm run test:binary.
    exclude: process.env.CRM_BIN ? [] : ['test/binary/**'],
    // Modules keep no state, so all files of a worker share them: most of a file's time went into loading them.
    isolate: false,
    // One more than there are cores: a third of the time, tests wait for programs, terminals and disks.
    maxWorkers: availableParallelism() + 1,
    sequence: { sequencer: LongestFirst },
    globalSetup: 'test/support/built.ts',
    setupFiles: 'test/support/setup.ts',
    reporters: ['default', new CountReporter()],
    // Only ends a test that hangs: on a busy machine starting the program takes seconds.
    testTimeout: 180_000,
    hookTimeout: 180_000,
    expect: { poll: { timeout: 60_000 } },
  },
});

import { defineConfig } from 'vitest/config';
import { CountReporter } from './test/support/count-reporter.mts';
import { setSurroundings } from './test/support/surroundings.mts';

setSurroundings();

export default defineConfig({
  test: {
    include: ['test/**/*.test.{ts,tsx}'],
    // What only the stand-alone file does: npm run test:binary.
    exclude: process.env.CRM_BIN ? [] : ['test/binary/**'],
    // Modules keep no state, so all files of a worker share them: most of a file's time went into loading them.
    isolate: false,
    // On two cores Vitest would use one, and leave the other idle.
    maxWorkers: '100%',
    globalSetup: 'test/support/built.ts',
    setupFiles: 'test/support/setup.ts',
    reporters: ['default', new CountReporter()],
    // Only ends a test that hangs: on a busy machine starting the program takes seconds.
    testTimeout: 180_000,
    hookTimeout: 180_000,
  },
});

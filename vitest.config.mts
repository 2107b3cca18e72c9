import { defineConfig } from 'vitest/config';
import { CountReporter } from './test/support/count-reporter.mts';
import { setSurroundings } from './test/support/surroundings.mts';

setSurroundings();

export default defineConfig({
  test: {
    include: ['test/**/*.test.{ts,tsx}'],
    // What only the stand-alone file does: npm run test:binary.
    exclude: process.env.CRM_BIN ? [] : ['test/binary/**'],
    globalSetup: 'test/support/built.ts',
    setupFiles: 'test/support/seed.ts',
    reporters: ['default', new CountReporter()],
    // A test may start the program a few times, on a busy machine.
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});

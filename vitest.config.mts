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
    // Only ends a test that hangs: on a busy machine starting the program takes seconds.
    testTimeout: 180_000,
    hookTimeout: 180_000,
  },
});

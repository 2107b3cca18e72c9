import { execa } from 'execa';
import { expect, test } from 'vitest';
import { NODE, ROOT } from './support/under-test.ts';

// Each part has one or a few rounds; `npm run torture` runs longer, and with other seeds.
test('a short torture finds nothing', { timeout: 600_000 }, async () => {
  const { all, exitCode } = await execa(NODE, ['scripts/torture/main.mjs', '--short'], {
    cwd: ROOT,
    all: true,
    reject: false,
  });
  expect([exitCode, all]).toEqual([0, expect.stringContaining('all well')]);
});

import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ROOT } from '../support/under-test.ts';
import { manual } from './manual.ts';

test('docs/commands.md says what the program says; npm run docs makes it anew', async () => {
  await expect(await manual()).toMatchFileSnapshot(join(ROOT, 'docs/commands.md'));
});

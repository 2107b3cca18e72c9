import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ROOT } from '../support/under-test.ts';
import { manual } from './manual.ts';

test('docs/commands.md matches the program; npm run docs updates it', async () => {
  await expect(await manual()).toMatchFileSnapshot(join(ROOT, 'docs/commands.md'));
});

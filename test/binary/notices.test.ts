import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { PROGRAM } from '../support/under-test.ts';

test('the notices next to the file name its contents', () => {
  const notices = readFileSync(join(dirname(PROGRAM.command), 'crm-notices.txt'), 'utf8').split(/^-{80}$/m);
  for (const name of ['better-sqlite3', 'commander', 'react', 'scheduler', 'yoga-layout', 'Bun']) {
    const [notice = ''] = notices.filter((text) => text.trim().startsWith(`${name} `));
    expect(notice).toMatch(/copyright|LGPL/i);
  }
});

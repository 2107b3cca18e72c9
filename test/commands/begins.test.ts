import { expect, test } from 'vitest';
import { allCommands } from '../support/commands.ts';

/** Work on records that are there, which a new database has none of. */
const NEEDS_RECORDS = new Set(['tag add']);

test('a database that is named is made by what adds or takes in, and by nothing else', async () => {
  const commands = (await allCommands()).map(({ path, spec }) => ({
    line: path.join(' '),
    begins: spec.createsDatabase !== undefined,
  }));
  const makes = /(?:^migrate$|^import all$| add$| import$)/;
  for (const { line, begins } of commands)
    expect([line, begins]).toEqual([line, makes.test(line) && !NEEDS_RECORDS.has(line)]);
});

import { expect, test } from 'vitest';
import { allCommands } from '../support/commands.ts';

/** Work on existing records, which a new database does not have. */
const NEEDS_RECORDS = new Set(['tag add', 'quote add', 'mail import']);

test('only commands that add, set, save or import create a named database', async () => {
  const commands = (await allCommands()).map(({ path, spec }) => ({
    line: path.join(' '),
    begins: spec.createsDatabase !== undefined,
  }));
  const makes =
    /(?:^migrate$|^import all$|^rate set$|^target set$|^report save$|^forecast submit$| add$| import$)/;
  for (const { line, begins } of commands)
    expect([line, begins]).toEqual([line, makes.test(line) && !NEEDS_RECORDS.has(line)]);
});

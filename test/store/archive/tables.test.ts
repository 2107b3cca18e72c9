import { expect, test } from 'vitest';
import { builtInNouns } from '../../../src/nouns/index.ts';
import { exportedTables, skippedTables } from '../../../src/store/archive/tables.ts';
import { openStore, rowsOf } from '../../support/store.ts';

test('every table of the database is exported, or omitted on purpose', async () => {
  const { engine } = openStore();
  const rows = await rowsOf(
    engine,
    "select name from sqlite_schema where type = 'table' and name not like 'sqlite~_%' escape '~' and name not like 'search~_text%' escape '~'",
  );
  expect(rows.map(({ name }) => name).sort()).toEqual(
    [...exportedTables(builtInNouns()), ...skippedTables()].sort(),
  );
});

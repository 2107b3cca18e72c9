import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readArchive } from '../../../src/store/archive/dump.ts';
import { addRecords, databaseFolder, openStore } from '../../support/store.ts';

test('does not contain concurrent writes', async () => {
  const path = join(databaseFolder(), 'crm.db');
  const store = openStore({ path });
  const other = openStore({ path });
  await addRecords(store, 'lead', [{ last_name: 'One', email: 'one@x.test' }]);
  await readArchive(store.engine, async (manifest, tables) => {
    const counts: Record<string, number> = {};
    for await (const { table, rows } of tables) {
      if (table === 'account') await addRecords(other, 'lead', [{ last_name: 'Two', email: 'two@x.test' }]);
      counts[table] = 0;
      for await (const _ of rows) counts[table] = (counts[table] ?? 0) + 1;
    }
    expect(counts).toEqual(manifest.rows);
    expect(counts).toMatchObject({ lead: 1, email: 1 });
  });
  expect(await addRecords(store, 'lead', [{ last_name: 'Three' }])).toEqual([3]);
});

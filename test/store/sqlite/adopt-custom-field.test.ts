import { join } from 'node:path';
import { expect, test } from 'vitest';
import { builtInNouns } from '../../../src/nouns/index.ts';
import { sql } from '../../../src/store/sql.ts';
import { adoptCustomField } from '../../../src/store/sqlite/migrations/adopt-custom-field.ts';
import { MIGRATIONS } from '../../../src/store/sqlite/migrations/index.ts';
import { openSqlite } from '../../../src/store/sqlite/open.ts';
import { NOW } from '../../support/program.ts';
import { addRecords, databaseFolder, openStore } from '../../support/store.ts';

/** Opens a database with three leads whose custom field `floor` becomes a column of this declaration. */
async function migrated(column: string, floors: readonly (string | number)[]) {
  const path = join(databaseFolder(), 'crm.db');
  const store = openStore({ path });
  const type = typeof floors[0] === 'number' ? 'number' : 'text';
  const field = { noun: 'lead', name: 'floor', label: 'Floor', type, choices: null };
  await store.change((tx) => tx.insert('field', field));
  await addRecords(
    store,
    'lead',
    floors.map((floor, at) => ({ last_name: `Lead ${at}`, floor })),
  );
  await store.close();
  const engine = openSqlite({
    nouns: builtInNouns(),
    path,
    now: NOW,
    migrations: [
      ...MIGRATIONS,
      (db) => {
        db.exec(`alter table lead add column floor ${column}`);
        adoptCustomField(db, 'lead', 'floor');
      },
    ],
  });
  const leads = await engine.all(
    sql<{ floor: unknown; custom: string }>`select floor, custom from lead order by id`,
  );
  const fields = await engine.all(sql<{ name: string }>`select name from field`);
  await engine.close();
  return { leads, fields: fields.map(({ name }) => name) };
}

test('a new built-in field adopts the values of the custom field of its name', async () => {
  const { leads, fields } = await migrated('integer', [3, 12]);
  expect(leads).toEqual([
    { floor: 3, custom: '{}' },
    { floor: 12, custom: '{}' },
  ]);
  expect(fields).toEqual([]);
});

test('values that do not fit stay in a custom field of their own', async () => {
  const { leads, fields } = await migrated("text check (floor in ('ground', 'top'))", ['top', 'third']);
  expect(leads).toEqual([
    { floor: 'top', custom: '{}' },
    { floor: null, custom: '{"floor_old":"third"}' },
  ]);
  expect(fields).toEqual(['floor_old']);
});

test('a team without such a field gets an empty column', async () => {
  const { leads } = await migrated('text', []);
  expect(leads).toEqual([]);
});

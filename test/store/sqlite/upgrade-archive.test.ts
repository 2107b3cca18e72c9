import { expect, test } from 'vitest';
import type { Archive, ArchivedRow } from '../../../src/domain/archive.ts';
import { builtInNouns } from '../../../src/nouns/index.ts';
import { readArchive } from '../../../src/store/archive/dump.ts';
import { MIGRATIONS } from '../../../src/store/sqlite/migrations/index.ts';
import type { Migration } from '../../../src/store/sqlite/migrations/migration.ts';
import { upgradeArchive } from '../../../src/store/sqlite/upgrade-archive.ts';
import { NOW } from '../../support/program.ts';
import { addRecords, openStore } from '../../support/store.ts';

/** An archive of a database with one lead. */
async function archiveOfLead(): Promise<Archive> {
  const store = openStore();
  await addRecords(store, 'lead', [{ last_name: 'Doe', notes: 'met at the fair' }]);
  const all: ArchivedRow[] = [];
  let archive: Archive | undefined;
  await readArchive(store.engine, async (manifest, tables) => {
    for await (const { table, rows } of tables)
      for await (const values of rows) all.push({ table, values, place: `${table} ${values.id}` });
    archive = {
      name: 'old.jsonl',
      manifest,
      rows: (async function* () {
        yield* all;
      })(),
      files: (async function* () {})(),
    };
  });
  return archive as Archive;
}

const rewritesNotes: Migration = (db) =>
  db.exec('alter table lead add column origin text; update lead set origin = notes, notes = null');

test('an archive of an older schema is restored into that schema and migrated', async () => {
  const nouns = builtInNouns();
  const migrations = [...MIGRATIONS, rewritesNotes];
  const { manifest, rows } = await upgradeArchive(await archiveOfLead(), { nouns, migrations }, NOW);
  expect(manifest).toMatchObject({ schema: migrations.length, rows: { lead: 1 }, last: { lead: 1 } });
  const leads: ArchivedRow[] = [];
  for await (const row of rows) if (row.table === 'lead') leads.push(row);
  expect(leads).toMatchObject([{ values: { id: 1, name: 'Doe', origin: 'met at the fair', notes: null } }]);
});

test('one of the newest schema stays as it is', async () => {
  const archive = await archiveOfLead();
  expect(await upgradeArchive(archive, { nouns: builtInNouns() }, NOW)).toBe(archive);
});

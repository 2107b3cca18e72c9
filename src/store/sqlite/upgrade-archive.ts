import type { Archive, ArchivedRow } from '../../domain/archive.ts';
import { nounOfTagTable, TABLES_OF_ALL } from '../../domain/custom-noun.ts';
import { usage } from '../../domain/errors.ts';
import { coerceRow } from '../archive/coerce-row.ts';
import { archivedTables } from '../archive/dump.ts';
import { manifestOf } from '../archive/manifest.ts';
import { checkCounts, columnsOf, explainRowError } from '../archive/restore.ts';
import type { Engine, TableColumn } from '../engine.ts';
import { followNoun } from '../nouns/follow-noun.ts';
import { sql } from '../sql.ts';
import { SqliteEngine } from './engine.ts';
import { MIGRATIONS } from './migrations/index.ts';
import { migratedDatabase } from './new-database.ts';
import type { DatabaseSchema } from './open.ts';
import { runMigrations } from './run-migrations.ts';

/**
 * An archive as the newest schema has it. One of an older schema is restored into tables of that schema, in memory,
 * which are then migrated: so its rows become what those of a database of that time have become. `now` is UTC ISO 8601.
 */
export async function upgradeArchive(
  archive: Archive,
  { nouns, migrations = MIGRATIONS }: DatabaseSchema,
  now: string,
): Promise<Archive> {
  const { name, manifest, files } = archive;
  const { version, schema } = manifest;
  if (version !== 1 || schema < 1 || schema >= migrations.length) return archive;
  const db = migratedDatabase(now, migrations.slice(0, schema));
  const connection = { db, wasAlone: true };
  const engine = new SqliteEngine({
    connection,
    path: ':memory:',
    nouns,
    migrations,
    reopen: () => connection,
  });
  try {
    // What refers to nothing is found when the rows are in their own database.
    db.pragma('foreign_keys = off');
    db.exec('begin');
    await fill(engine, archive);
    db.exec('commit');
    runMigrations(db, migrations, now);
    const upgraded = { ...(await manifestOf(engine)), files: manifest.files ?? 0 };
    return { name, manifest: upgraded, rows: readRows(engine, name), files };
  } catch (error) {
    await engine.close();
    throw error;
  }
}

/** Writes the rows of an archive into tables of its schema. */
async function fill(engine: Engine, archive: Archive): Promise<void> {
  const { manifest } = archive;
  const tables = new Map<string, ReadonlyMap<string, TableColumn>>();
  for (const table of Object.keys(manifest.rows)) {
    const columns = await columnsOf(engine, table);
    if (columns.size === 0) continue;
    tables.set(table, columns);
    await engine.run(sql`delete from ${sql.ref(table)}`);
  }
  const counts = new Map<string, number>();
  for await (const { table, values, place } of archive.rows) {
    if (!tables.has(table) && engine.nouns.find(nounOfTagTable(table) ?? table)?.custom)
      tables.set(table, await columnsOf(engine, table));
    const columns = tables.get(table);
    if (!columns) throw usage(`${place}: unknown table "${table}"`);
    try {
      const row = coerceRow(columns, values);
      const names = Object.keys(row).map((column) => sql.ref(column));
      await engine.run(
        sql`insert into ${sql.ref(table)} (${sql.join(names)}) values (${sql.join(Object.values(row))})`,
      );
      // Its row makes the tables of a noun, whose records follow with what is about them.
      if (table === 'noun') {
        await followNoun(engine, null, row);
        for (const other of TABLES_OF_ALL)
          if (tables.has(other)) tables.set(other, await columnsOf(engine, other));
      }
    } catch (error) {
      throw explainRowError(error, `${place}: this ${table} does not fit`, values);
    }
    counts.set(table, (counts.get(table) ?? 0) + 1);
  }
  checkCounts(archive, counts);
  for (const [table, number] of Object.entries(manifest.last))
    if (tables.has(table)) await engine.catalog.setLastNumber(table, number);
}

async function* readRows(engine: Engine, name: string): AsyncGenerator<ArchivedRow> {
  try {
    for await (const { table, rows } of archivedTables(engine))
      for await (const row of rows)
        yield { table, values: row, place: `${name}, ${table}${row.id === undefined ? '' : ` ${row.id}`}` };
  } finally {
    await engine.close();
  }
}

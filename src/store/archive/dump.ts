import type { Manifest } from '../../domain/archive.ts';
import { TABLES_OF_ALL } from '../../domain/custom-noun.ts';
import type { Engine, TableColumn } from '../engine.ts';
import { type RawRow, sql } from '../sql.ts';
import { jsonValue } from './coerce-row.ts';
import { manifestOf } from './manifest.ts';
import { exportedTables } from './tables.ts';

/** A table of a full export. */
export interface ArchiveEntry {
  readonly table: string;
  readonly columns: readonly TableColumn[];
  /** In order of their numbers; read them before the next table. */
  readonly rows: AsyncIterable<RawRow>;
  /** A row for JSON lines, with its table. */
  json(row: RawRow): Record<string, unknown>;
}

/** Reads the whole database as one snapshot; others may write in the meantime. */
export async function readArchive(
  engine: Engine,
  write: (manifest: Manifest, tables: AsyncIterable<ArchiveEntry>) => Promise<void>,
): Promise<void> {
  await engine.beginRead();
  try {
    await write(await manifestOf(engine), archivedTables(engine));
  } finally {
    await engine.endRead();
  }
}

/** Every table that an archive has, one after the other. */
export async function* archivedTables(engine: Engine): AsyncGenerator<ArchiveEntry> {
  for (const table of exportedTables(engine.nouns)) {
    const columns = inOrder(engine, table, await engine.catalog.columns(table));
    const names = columns.map(({ name }) => sql.ref(name));
    const keys = columns.flatMap(({ name, key }) => (key ? [sql.ref(name)] : []));
    yield {
      table,
      columns,
      json: (row) =>
        Object.fromEntries([
          ['table', table],
          ...columns.map((column) => [column.name, jsonValue(column, row[column.name] ?? null)]),
        ]),
      rows: engine.iterate(
        sql<RawRow>`select ${sql.join(names)} from ${sql.ref(table)} order by ${sql.join(keys)}`,
      ),
    };
  }
}

/** Columns in an order that does not depend on when a noun of the team was related to another. */
function inOrder({ nouns }: Engine, table: string, columns: readonly TableColumn[]): readonly TableColumn[] {
  const own = [...nouns].flatMap(({ noun, custom }) => (custom ? noun : []));
  const relates = nouns.find(table)?.custom?.relates ?? (TABLES_OF_ALL.includes(table) ? own : []);
  const rank = ({ name }: TableColumn) => relates.findIndex((to) => name === `${to}_id`);
  return columns.toSorted((one, other) => rank(one) - rank(other));
}

import type Database from 'better-sqlite3';
import { type CustomNoun, TABLES_OF_ALL } from '../../domain/custom-noun.ts';
import type { Migration } from './migrations/migration.ts';
import { migratedDatabase, newDatabase } from './new-database.ts';
import { nounTables, tablesOf } from './noun-tables.ts';

interface SchemaRow {
  readonly type: string;
  readonly name: string;
  readonly sql: string | null;
}

const SCHEMA = 'select type, name, sql from sqlite_schema order by name';

/**
 * Tables and indexes of a new database with these nouns of a team that this one lacks or has in another form; additional
 * ones are fine.
 */
export function schemaProblems(
  db: Database.Database,
  nouns: readonly CustomNoun[],
  migrations?: readonly Migration[],
): string[] {
  const found = new Map(
    db
      .prepare<[], SchemaRow>(SCHEMA)
      .all()
      .map((row) => [row.name, row]),
  );
  const now = new Date(0).toISOString();
  const fresh = migrations ? migratedDatabase(now, migrations) : newDatabase(now);
  try {
    const version = fresh.pragma('user_version', { simple: true }) as number;
    fresh.exec(nouns.flatMap((noun) => nounTables(noun, version)).join(';\n'));
    // Relations come and go, so the columns of these have any order.
    const changing = new Set(nouns.flatMap(({ name }) => [...TABLES_OF_ALL, ...tablesOf(name)]));
    const isSame = ({ name, sql }: SchemaRow) =>
      withoutQuotes(found.get(name)?.sql) === withoutQuotes(sql) ||
      (changing.has(name) && shapeOf(db, name) === shapeOf(fresh, name));
    return fresh
      .prepare<[], SchemaRow>(SCHEMA)
      .all()
      .filter((row) => !isSame(row))
      .map(({ type, name }) => `${type} ${name} is ${found.has(name) ? 'modified' : 'missing'}`);
  } finally {
    fresh.close();
  }
}

/** A migration may have quoted other names than a new database does. */
const withoutQuotes = (text: string | null | undefined) => text?.replaceAll('"', '');

/** The columns of a table, and what they refer to, in an order of their own. */
function shapeOf(db: Database.Database, table: string): string {
  const columns = db
    .prepare('select name, type, "notnull", dflt_value, pk from pragma_table_info(?) order by name')
    .all(table);
  const keys = db
    .prepare('select "from", "table", "to" from pragma_foreign_key_list(?) order by "from"')
    .all(table);
  return JSON.stringify([columns, keys]);
}

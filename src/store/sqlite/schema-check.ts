import type Database from 'better-sqlite3';
import type { Migration } from './migrations/migration.ts';
import { newDatabase } from './new-database.ts';

interface SchemaRow {
  readonly type: string;
  readonly name: string;
  readonly sql: string | null;
}

const SCHEMA = 'select type, name, sql from sqlite_schema order by name';

/** Tables and indexes of a new database that this one lacks or has in another form; additional ones are fine. */
export function schemaProblems(db: Database.Database, migrations?: readonly Migration[]): string[] {
  const found = new Map(
    db
      .prepare<[], SchemaRow>(SCHEMA)
      .all()
      .map((row) => [row.name, row]),
  );
  const fresh = newDatabase(new Date(0).toISOString(), migrations);
  try {
    return fresh
      .prepare<[], SchemaRow>(SCHEMA)
      .all()
      .filter(({ name, sql }) => found.get(name)?.sql !== sql)
      .map(({ type, name }) => `${type} ${name} is ${found.has(name) ? 'modified' : 'missing'}`);
  } finally {
    fresh.close();
  }
}

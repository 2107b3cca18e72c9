import type Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { migratedDatabase, newDatabase } from '../../../src/store/sqlite/new-database.ts';
import { NOW } from '../../support/program.ts';

test('a new database is what all migrations make at that time', () => {
  const [fresh, migrated] = [contentOf(newDatabase(NOW)), contentOf(migratedDatabase(NOW))];
  expect(fresh).toEqual(migrated);
  expect(JSON.stringify(fresh)).not.toContain('1970-');
});

/** The schema of a database, its rows and its settings; closes it. */
function contentOf(db: Database.Database) {
  const schema = db.prepare<[], { name: string; type: string }>('select * from sqlite_schema').all();
  const rows = schema
    .filter(({ type }) => type === 'table')
    .map(({ name }) => [name, db.prepare(`select * from "${name}"`).all()]);
  const settings = ['user_version', 'application_id', 'foreign_keys', 'journal_mode'].map((name) => [
    name,
    db.pragma(name, { simple: true }),
  ]);
  db.close();
  return { schema, rows, settings };
}

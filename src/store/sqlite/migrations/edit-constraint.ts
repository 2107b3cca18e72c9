import type Database from 'better-sqlite3';

/**
 * Replaces a part of a table's definition that only restricts its values: a CHECK or a reference. SQLite has no statement
 * for it; copying the table would take long, and rows that belong to its records would go with the old one. A later
 * statement of the migration has to change the schema too, so that other connections read it again.
 */
export function editConstraint(db: Database.Database, table: string, from: string, to: string): void {
  db.unsafeMode(true);
  try {
    db.pragma('writable_schema = on');
    const { changes } = db
      .prepare(
        "update sqlite_schema set sql = replace(sql, :from, :to) where type = 'table' and name = :table and instr(sql, :from) > 0",
      )
      .run({ table, from, to });
    if (changes !== 1) throw new Error(`the table ${table} has no ${from}`);
    db.pragma('writable_schema = reset');
  } finally {
    db.unsafeMode(false);
  }
}

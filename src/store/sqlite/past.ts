import type Database from 'better-sqlite3';
import type { PastTable } from '../engine.ts';
import type { Bound } from '../sql.ts';

/**
 * Lets statements of this connection read tables as they once were: a temporary view hides each of them. It has the rows
 * that are the same, unless only others are read, and those that differed as they were.
 */
export async function hideByPast(
  db: Database.Database,
  tables: ReadonlyMap<string, PastTable>,
): Promise<void> {
  for (const [table, { touched, rows, isAlone = false }] of tables) {
    const columns = (db.pragma(`main.table_info("${table}")`) as { name: string }[]).map(({ name }) => name);
    // A noun that a team has removed has no table any longer.
    if (columns.length === 0) continue;
    const listed = columns.map((name) => `"${name}"`).join(', ');
    db.exec(`
      create temp table "touched ${table}" (first integer primary key, last integer not null);
      create temp table "former ${table}" as select ${listed} from main."${table}" where false;`);
    insertAll(
      db,
      `touched ${table}`,
      ['first', 'last'],
      touched.map(({ first, last }) => [first, last]),
    );
    for await (const some of rows)
      insertAll(
        db,
        `former ${table}`,
        columns,
        some.map((row) => columns.map((name) => row[name] ?? null)),
      );
    const same = `
        select ${listed} from main."${table}" as now
        where coalesce((select last from temp."touched ${table}" where first <= now.id order by first desc limit 1), -1) < now.id
        union all `;
    db.exec(`
      create index temp."former ${table} id" on "former ${table}" (id);
      create temp view "${table}" as ${isAlone ? '' : same}select ${listed} from temp."former ${table}";`);
  }
}

/** Ends it. */
export function showPresent(db: Database.Database, tables: ReadonlyMap<string, PastTable>): void {
  for (const table of tables.keys())
    db.exec(`
      drop view if exists temp."${table}";
      drop table if exists temp."former ${table}";
      drop table if exists temp."touched ${table}";`);
}

function insertAll(
  db: Database.Database,
  table: string,
  columns: readonly string[],
  rows: readonly (readonly Bound[])[],
): void {
  const insert = db.prepare(
    `insert into temp."${table}" (${columns.map((name) => `"${name}"`).join(', ')}) values (${columns.map(() => '?').join(', ')})`,
  );
  for (const row of rows) insert.run(row);
}

import type { Catalog, Engine, TableColumn } from '../engine.ts';
import { sql } from '../sql.ts';

/** What SQLite says of its tables. */
export function sqliteCatalog(engine: Engine): Catalog {
  return {
    async columns(table) {
      const rows = await sql<{ name: string; type: string; filled: number; pk: number }>`
        select name, type, "notnull" as filled, pk from pragma_table_info(${table})`.all(engine);
      const made = await sql<{ sql: string }>`
        select sql from sqlite_schema where type = 'table' and name = ${table}`.first(engine);
      const json = new Set([...(made?.sql ?? '').matchAll(/json_valid\((\w+)\)/g)].map(([, name]) => name));
      return rows.map((row) => ({
        name: row.name,
        kind: row.type.toLowerCase() as TableColumn['kind'],
        nullable: row.filled === 0,
        json: json.has(row.name),
        key: row.pk !== 0,
      }));
    },

    async schemaVersion() {
      const query = sql<{ user_version: number }>`select user_version from pragma_user_version`;
      return (await query.one(engine)).user_version;
    },

    async lastNumbers() {
      const rows = await sql<{ name: string; seq: number }>`select name, seq from sqlite_sequence`.all(
        engine,
      );
      return new Map(rows.map(({ name, seq }) => [name, seq]));
    },

    async setLastNumber(table, number) {
      await engine.run(sql`delete from sqlite_sequence where name = ${table}`);
      await engine.run(sql`insert into sqlite_sequence (name, seq) values (${table}, ${number})`);
    },
  };
}

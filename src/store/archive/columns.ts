import type { Engine } from '../engine.ts';
import { sql } from '../sql.ts';

/** A column as the database has it. */
export interface TableColumn {
  readonly name: string;
  readonly kind: 'text' | 'integer' | 'real';
  /** Whether it may hold nothing. */
  readonly nullable: boolean;
  /** Whether its text is JSON: lines of JSON hold it as it is. */
  readonly json: boolean;
  /** Whether it is part of what tells rows apart. */
  readonly key: boolean;
}

/** The columns of a table, in their order. */
export async function columnsOf(engine: Engine, table: string): Promise<TableColumn[]> {
  const rows = await sql<{
    name: string;
    type: string;
    filled: number;
    pk: number;
  }>`select name, type, "notnull" as filled, pk from pragma_table_info(${table})`.all(engine);
  const [made] = await sql<{
    sql: string | null;
  }>`select sql from sqlite_schema where type = 'table' and name = ${table}`.all(engine);
  const json = new Set([...String(made?.sql).matchAll(/json_valid\((\w+)\)/g)].map(([, name]) => name));
  return rows.map((row) => ({
    name: row.name,
    kind: row.type.toLowerCase() as TableColumn['kind'],
    nullable: row.filled === 0,
    json: json.has(row.name),
    key: row.pk !== 0,
  }));
}

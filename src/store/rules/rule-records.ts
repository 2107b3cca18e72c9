import type { Noun } from '../../domain/field.ts';
import { type Db, type RawRow, sql } from '../sql.ts';

/** The owner of a record, or of an open task of a record. */
export interface Owned {
  readonly id: number;
  /** The record that it belongs to; itself for a record. */
  readonly of: number;
  readonly owner: number | null;
  readonly updatedAt: string;
}

/** Who owns records (`link` is `id`), or their open tasks (`link` is `lead_id`). */
export async function ownersOf(
  db: Db,
  table: Noun | 'task',
  link: string,
  column: string,
  ids: readonly number[],
): Promise<Owned[]> {
  const open = link === 'id' ? sql`` : sql` and status = 'open'`;
  return sql<Owned>`
    select id, ${sql.ref(link)} as "of", ${sql.ref(column)} as owner, updated_at as "updatedAt"
    from ${sql.ref(table)} where ${sql.ref(link)} ${sql.among(ids)}${open} order by id`.all(db);
}

/** Rows of a table by their numbers, in order. */
export function rowsNumbered(db: Db, table: Noun, ids: readonly number[]): Promise<RawRow[]> {
  return sql<RawRow>`select * from ${sql.ref(table)} where id ${sql.among(ids)} order by id`.all(db);
}

/** Those of the records that have an open task; `link` is `lead_id`. */
export async function recordsWithOpenTask(
  db: Db,
  link: string,
  ids: readonly number[],
): Promise<ReadonlySet<number>> {
  const rows = await sql<{ of: number }>`
    select distinct ${sql.ref(link)} as "of" from task
    where ${sql.ref(link)} ${sql.among(ids)} and status = 'open'`.all(db);
  return new Set(rows.map((row) => row.of));
}

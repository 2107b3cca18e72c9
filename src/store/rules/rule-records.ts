import type { Noun } from '../../domain/field.ts';
import type { Condition } from '../../domain/filter/ast.ts';
import type { NounDefinition } from '../../nouns/definition.ts';
import { filterSql } from '../filter-sql.ts';
import { type Db, type RawRow, sql } from '../sql.ts';

/** The owner of a record, or of an open task of a record. */
export interface Ownership {
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
): Promise<Ownership[]> {
  const kept = link === 'id' ? sql`true` : sql`task.status = 'open'`;
  return sql<Ownership>`
    select id, ${sql.ref(link)} as "of", ${sql.ref(column)} as owner, updated_at as "updatedAt"
    from ${sql.ref(table)} where ${sql.ref(link)} ${sql.among(ids)} and ${kept} order by id`.all(db);
}

/** Rows of a table by their numbers, in order; only those with a value in the column. */
export function rowsNumbered(db: Db, table: Noun, ids: readonly number[], column: string): Promise<RawRow[]> {
  return sql<RawRow>`
    select * from ${sql.ref(table)} where id ${sql.among(ids)} and ${sql.ref(column)} is not null
    order by id`.all(db);
}

/** Those of the records, which are in order, that meet a condition. New records follow each other: they are read as a range. */
export async function matchingIds(
  db: Db,
  { noun, columns }: NounDefinition,
  where: Condition,
  ids: readonly number[],
): Promise<number[]> {
  const own = columns();
  const id = sql.ref(`${noun}.id`);
  const [first = 0, last = 0] = [ids[0], ids.at(-1)];
  const isRange = last - first === ids.length - 1;
  const which = isRange ? sql`${id} between ${first} and ${last}` : sql`${id} ${sql.among(ids)}`;
  const rows = await sql<{ id: number }>`
    select ${id} as id from ${sql.raw(own.from)} where ${which} and ${filterSql(where, noun, own)}`.all(db);
  return rows.map((row) => row.id);
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

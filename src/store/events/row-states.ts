import { hasTable } from '../archive/tables.ts';
import type { JournaledTable } from '../change-journal.ts';
import { type Db, type RawRow, sql } from '../sql.ts';

/**
 * Rows of a table as an entry of the journal left them, by number: what they are now, with the values that later
 * entries replaced. Rows that a later entry removed are among them.
 */
export async function rowsAfterEntry(
  db: Db,
  table: JournaledTable,
  { from, to, entry }: { readonly from: number; readonly to: number; readonly entry: number },
): Promise<Map<number, RawRow>> {
  const now = hasTable(db.nouns, table)
    ? await sql<RawRow>`
        select * from ${sql.ref(table)} where id between ${from} and ${to} order by id`.all(db)
    : [];
  const rows = new Map(now.map((row) => [row.id as number, row]));
  const later = await sql<{ row_id: number; before: string | null }>`
    select row_id, before from change_row
    where tbl = ${table} and last_id >= ${from} and row_id <= ${to} and id > ${entry} and op <> 'insert'
    order by id desc`.all(db);
  // From the latest to the earliest, so that each gives way to what was there before it.
  for (const { row_id: id, before } of later)
    rows.set(id, { ...rows.get(id), ...(JSON.parse(before ?? '{}') as RawRow), id });
  return new Map([...rows].sort(([one], [other]) => one - other));
}

/**
 * The rows of a table in a range of numbers that a later entry of the journal changed or removed, as they were before it.
 */
export async function rowsChangedLater(
  db: Db,
  table: JournaledTable,
  { from, to, change }: { readonly from: number; readonly to: number; readonly change: number },
): Promise<Map<number, RawRow>> {
  const later = await sql<{ row_id: number; before: string | null }>`
    select row_id, before from change_row
    where tbl = ${table} and last_id >= ${from} and row_id <= ${to} and change_id > ${change} and op <> 'insert'
    order by id desc`.all(db);
  const rows = new Map<number, RawRow>();
  for (const { row_id: id, before } of later) {
    const row = rows.get(id) ?? (await rowNow(db, table, id)) ?? {};
    rows.set(id, { ...row, ...(JSON.parse(before ?? '{}') as RawRow), id });
  }
  return rows;
}

/** A row as it is now; undefined for one that is gone, maybe with its table. */
export async function rowNow(db: Db, table: JournaledTable, id: number): Promise<RawRow | undefined> {
  if (!hasTable(db.nouns, table)) return undefined;
  return sql<RawRow>`select * from ${sql.ref(table)} where id = ${id}`.first(db);
}

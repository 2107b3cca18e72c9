import { notFound } from '../domain/errors.ts';
import type { ChangeKind } from '../domain/event.ts';
import type { ChangeRow, JournaledTable } from './change-journal.ts';
import type { RowOf } from './schema.ts';
import { type Db, type RawRow, sql } from './sql.ts';

/** A change in `crm history`. */
export interface Change {
  readonly id: number;
  readonly kind: ChangeKind;
  /** UTC ISO 8601. */
  readonly at: string;
  readonly user: string;
  /** The command line as typed. */
  readonly command: string;
  /** Summary; for an undo or redo, that of the reverted change. */
  readonly summary: string;
  /** The change that undid this one, if any. */
  readonly undoneBy: number | null;
}

/** Filter of changes: newest first, at most `limit`. */
export interface ChangeQuery {
  readonly limit: number;
  readonly user?: string | undefined;
  /** Made at this time or later, UTC ISO 8601. */
  readonly since?: string | undefined;
  /** Changes of this record, or of one merged into it. */
  readonly record?:
    | { readonly table: JournaledTable; readonly id: number; readonly former?: readonly number[] }
    | undefined;
}

/** One change. Throws `not-found`. */
export async function changeNumbered(db: Db, id: number): Promise<Change> {
  const row = await sql<RowOf<'change'>>`select * from change where id = ${id}`.first(db);
  if (!row) throw notFound(`no change ${id}`, { code: 'unknown-change' });
  return toChange(row);
}

/** Changes, newest first. */
export async function changesOf(db: Db, { limit, user, since, record }: ChangeQuery): Promise<Change[]> {
  const conditions = [sql`true`];
  if (user !== undefined) conditions.push(byUser(user));
  if (since !== undefined) conditions.push(sql`at >= ${since}`);
  if (record) {
    const ids = [record.id, ...(record.former ?? [])].map((id) => sql`last_id >= ${id} and row_id <= ${id}`);
    conditions.push(sql`id in (
      select change_id from change_row where tbl = ${record.table} and (${sql.join(ids, ' or ')}))`);
  }
  const rows = await sql<RowOf<'change'>>`
    select * from change where ${sql.join(conditions, ' and ')} order by id desc limit ${limit}`.all(db);
  return rows.map(toChange);
}

/** User names ignore case. */
const byUser = (name: string) => sql`${(dialect) => dialect.ignoreCase(sql`user_name`)} = ${name}`;

/** Number of the newest change; 0 if there is none. */
export async function latestChangeId(db: Db): Promise<number> {
  const row = await sql<{ id: number | null }>`select max(id) as id from change`.first(db);
  return row?.id ?? 0;
}

/** Number of the newest change made before a time, as the history was written; 0 if there is none. */
export async function lastChangeBefore(db: Db, time: string): Promise<number> {
  const row = await sql<{ id: number | null }>`select min(id) as id from change where at >= ${time}`.first(
    db,
  );
  return row?.id == null ? latestChangeId(db) : row.id - 1;
}

/** Changes after another one, oldest first, at most `limit`. */
export async function changesAfter(
  db: Db,
  id: number,
  limit: number = Number.MAX_SAFE_INTEGER,
): Promise<Change[]> {
  const rows = await sql<RowOf<'change'>>`
    select * from change where id > ${id} order by id limit ${limit}`.all(db);
  return rows.map(toChange);
}

/** The newest change of a user of one of these kinds that is not undone. */
export async function latestChange(
  db: Db,
  user: string,
  kinds: readonly Change['kind'][],
): Promise<Change | undefined> {
  const row = await sql<RowOf<'change'>>`
    select * from change where ${byUser(user)} and kind in (${sql.join(kinds)}) and undone_by is null
    order by id desc limit 1`.first(db);
  return row && toChange(row);
}

/** The last change in the chain of a change, its undo, the redo of that and so on. */
export async function endOfChain(db: Db, change: Change): Promise<Change> {
  let end = change;
  while (end.undoneBy !== null) end = await changeNumbered(db, end.undoneBy);
  return end;
}

/** The rows written by a change, in order. */
export async function rowsOf(db: Db, id: number): Promise<ChangeRow[]> {
  const rows = await sql<
    RowOf<'change_row'>
  >`select * from change_row where change_id = ${id} order by id`.all(db);
  return rows.map((row) => ({
    table: row.tbl as JournaledTable,
    id: row.row_id,
    lastId: row.last_id,
    op: row.op as ChangeRow['op'],
    before: row.before === null ? null : (JSON.parse(row.before) as RawRow),
    after: row.after === null ? null : (JSON.parse(row.after) as RawRow),
  }));
}

/** The newest change after `target` that touched one of these records and is not undone. */
export async function laterChange(
  db: Db,
  target: number,
  { table, id, lastId }: Pick<ChangeRow, 'table' | 'id' | 'lastId'>,
): Promise<{ change: Change; recordId: number } | undefined> {
  const rows = await sql<RowOf<'change'> & Pick<RowOf<'change_row'>, 'row_id'>>`
    select change.*, change_row.row_id from change_row join change on change.id = change_row.change_id
    where tbl = ${table} and last_id >= ${id} and row_id <= ${lastId} and change.id > ${target}
    order by change.id desc`.all(db);
  // A change and its undo cancel out, however the chain of undo and redo ends.
  const undid = new Map(rows.map((row) => [row.undone_by, row.id]));
  const cancelled = new Set<number>();
  for (const row of rows) {
    if (cancelled.has(row.id)) continue;
    const other = undid.get(row.id);
    if (other === undefined) return { change: toChange(row), recordId: Math.max(row.row_id, id) };
    cancelled.add(other);
  }
  return undefined;
}

function toChange(row: RowOf<'change'>): Change {
  return {
    id: row.id,
    kind: row.kind as Change['kind'],
    at: row.at,
    user: row.user_name,
    command: row.command,
    summary: row.summary,
    undoneBy: row.undone_by,
  };
}

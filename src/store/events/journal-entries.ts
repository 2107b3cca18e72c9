import type { ChangeRow, JournaledTable } from '../change-journal.ts';
import type { RowOf } from '../schema.ts';
import { type Db, type RawRow, sql } from '../sql.ts';

/** Entries that are read at once. */
const ENTRIES_PER_READ = 500;

/** A journaled row with its number in the journal. */
export type Entry = ChangeRow & { readonly entry: number };

/** A run of rows that a change created, or a row that it removed. */
export interface RowRun {
  readonly table: string;
  readonly from: number;
  readonly to: number;
  readonly op: 'insert' | 'delete';
}

/** What a change wrote, in order. */
export interface JournalEntries {
  /** Its number: what a change with a greater one wrote came later. */
  readonly changeId: number;
  all(): AsyncIterable<Entry>;
  /** What it created and removed. */
  runs(): Promise<RowRun[]>;
}

/** The entries of a change that is in the database. */
export function storedEntries(db: Db, changeId: number): JournalEntries {
  return {
    changeId,
    async *all() {
      let last = 0;
      for (;;) {
        const rows = await sql<RowOf<'change_row'>>`
          select * from change_row where change_id = ${changeId} and id > ${last}
          order by id limit ${ENTRIES_PER_READ}`.all(db);
        yield* rows.map(toEntry);
        if (rows.length < ENTRIES_PER_READ) return;
        last = rows.at(-1)?.id ?? last;
      }
    },
    async runs() {
      const rows = await sql<{ tbl: string; row_id: number; last_id: number; op: string }>`
        select tbl, row_id, last_id, op from change_row where change_id = ${changeId} and op <> 'update'`.all(
        db,
      );
      return rows.map((row) => ({
        table: row.tbl,
        from: row.row_id,
        to: row.last_id,
        op: row.op as RowRun['op'],
      }));
    },
  };
}

/** The entries of a change that is about to be committed: nothing came later. */
export function pendingEntries(rows: readonly ChangeRow[]): JournalEntries {
  return {
    changeId: Number.MAX_SAFE_INTEGER,
    async *all() {
      for (const row of rows) yield { ...row, entry: Number.MAX_SAFE_INTEGER };
    },
    async runs() {
      return rows.flatMap(({ table, id: from, lastId: to, op }) =>
        op === 'update' ? [] : [{ table, from, to, op }],
      );
    },
  };
}

function toEntry(row: RowOf<'change_row'>): Entry {
  return {
    entry: row.id,
    table: row.tbl as JournaledTable,
    id: row.row_id,
    lastId: row.last_id,
    op: row.op as ChangeRow['op'],
    before: row.before === null ? null : (JSON.parse(row.before) as RawRow),
    after: row.after === null ? null : (JSON.parse(row.after) as RawRow),
  };
}

import { flattenBatches } from '../../formats/batches.ts';
import { headerKey } from '../../formats/field-names.ts';
import type { Layout } from '../../formats/presets/preset.ts';
import type { TableRow } from '../../formats/rows.ts';
import type { Table } from '../../formats/table.ts';

type Cells = TableRow['cells'];

/** Whether to import a row. Invalid rows always pass: they are rejected later, with their reason. */
export type RowFilter = (cells: Cells) => boolean;

export function not(choice: RowFilter): RowFilter {
  return (cells) => !choice(cells);
}

/** The table with only the wanted rows; calls `leave` for each other row. */
export function filterRows(table: Table, wanted: RowFilter, leave: () => void = () => {}): Table {
  const batches = batchesOf(table, wanted, leave);
  return { ...table, batches, rows: flattenBatches(batches) };
}

async function* batchesOf(
  table: Table,
  wanted: RowFilter,
  leave: () => void,
): AsyncGenerator<readonly TableRow[]> {
  for await (const batch of table.batches) {
    const kept = batch.filter(({ cells, problem }) => problem !== undefined || wanted(cells));
    for (let left = batch.length - kept.length; left > 0; left--) leave();
    if (kept.length > 0) yield kept;
  }
}

/** Matches rows of records in the recycle bin of their program (`IsDeleted`, `deleted`); null if the file has no such column. */
export function deletedIn(headers: readonly string[]): RowFilter | null {
  const at = columnOf(headers, ['IsDeleted', 'Deleted']);
  return at === null ? null : (cells) => SAYS_YES.test(cells[at] ?? '');
}

/** Matches the rows that are records of a layout; null if the file has no column that tells. */
export function rowsOf({ rows }: Layout, headers: readonly string[]): RowFilter | null {
  const columns = (rows?.headers ?? []).flatMap((header) => columnOf(headers, [header]) ?? []);
  if (!rows || columns.length === 0) return null;
  const isMatch = (cells: Cells) => (at: number) => rows.match.test((cells[at] ?? '').trim());
  return rows.every ? (cells) => columns.every(isMatch(cells)) : (cells) => columns.some(isMatch(cells));
}

/** The rows that both choose; a missing choice takes all. */
export function both(one: RowFilter | null, other: RowFilter | null): RowFilter | null {
  return one && other ? (cells) => one(cells) && other(cells) : (one ?? other);
}

/**
 * Matches rows of a file of tasks that are completed calls, e-mails or meetings: activities, not tasks. Null if the
 * file does not distinguish them.
 */
export function completedTasksIn(headers: readonly string[]): RowFilter | null {
  const kind = columnOf(headers, ['TaskSubtype', 'Type', 'Task Type', 'Activity - Type']);
  const done = columnOf(headers, ['IsClosed', 'Done', 'Status', 'Task Status', 'Activity - Done']);
  if (kind === null || done === null) return null;
  return (cells) => SAYS_YES.test(cells[done] ?? '') && TALK.test(cells[kind] ?? '');
}

const SAYS_YES = /^\s*(?:1|true|yes|done|completed?|closed)\s*$/i;
const TALK = /call|mail|meeting|lunch|demo|visit/i;

function columnOf(headers: readonly string[], names: readonly string[]): number | null {
  for (const name of names) {
    const at = headers.findIndex((header) => headerKey(header) === headerKey(name));
    if (at >= 0) return at;
  }
  return null;
}

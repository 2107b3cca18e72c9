import type { OverwrittenEdit } from '../domain/stored-work.ts';
import type { Nouns } from '../nouns/nouns.ts';
import { type ChangeDetail, detailsOfRow, partDetails } from './change-details.ts';
import type { ChangeRow } from './change-journal.ts';
import { rowsOf } from './history.ts';
import type { Db } from './sql.ts';

/** The fields of an earlier change that `rows` overwrite. */
export async function compareEdits(
  db: Db,
  earlierId: number,
  rows: readonly ChangeRow[],
): Promise<Omit<OverwrittenEdit, 'user' | 'at'>[]> {
  const later = new Map(rows.filter(({ op }) => op !== 'insert').map((row) => [keyOf(row), row]));
  const edits: Omit<OverwrittenEdit, 'user' | 'at'>[] = [];
  const earlierRows = await rowsOf(db, earlierId);
  for (const earlier of earlierRows) {
    if (earlier.op === 'insert' && ADDRESSES.has(earlier.table)) {
      for (const { record, field, before } of await removedParts(db, earlier.table, rows, earlier)) {
        const replaced = await removedParts(db, earlier.table, earlierRows);
        const known = replaced.find((detail) => detail.record === record)?.before ?? null;
        edits.push({ record, field: field ?? earlier.table, before: known, after: before });
      }
      continue;
    }
    const row = earlier.op === 'update' ? later.get(keyOf(earlier)) : undefined;
    if (!row) continue;
    const overwriting = await detailsOfRow(db, row);
    for (const { record, field, before, after } of await detailsOfRow(db, earlier)) {
      if (field === null || isComputed(db.nouns, row.table, field)) continue;
      // A field changed again since was already overwritten by that change.
      if (overwriting.some((detail) => detail.field === field && detail.before === after))
        edits.push({ record, field, before, after });
    }
  }
  return edits;
}

const keyOf = ({ table, id }: ChangeRow) => `${table} ${id}`;

/** Removed child rows in a range of numbers, or all. */
async function removedParts(
  db: Db,
  table: string,
  rows: readonly ChangeRow[],
  { id, lastId }: Pick<ChangeRow, 'id' | 'lastId'> = { id: 0, lastId: Number.POSITIVE_INFINITY },
): Promise<ChangeDetail[]> {
  const removed = rows.filter(
    (row) => row.op === 'delete' && row.table === table && id <= row.id && row.id <= lastId,
  );
  return (await Promise.all(removed.map((row) => partDetails(db, row)))).flat();
}

/** Fields with a table of their own: setting a value removes one row and adds another. */
const ADDRESSES: ReadonlySet<string> = new Set(['email', 'phone']);

/** Fields without an option that commands set on request. */
const SET_BY_VERBS: ReadonlySet<string> = new Set(['status', 'stage', 'reason']);

/** Whether a field is computed, from calls for example. */
function isComputed(nouns: Nouns, table: string, field: string): boolean {
  const known = nouns.find(table)?.fields.find(({ name }) => name === field.replace(/_id$/, ''));
  return known !== undefined && known.access !== 'edit' && !SET_BY_VERBS.has(field);
}

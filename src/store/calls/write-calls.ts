import type { Moment } from '../../domain/dates.ts';
import { planTask } from '../activities/activity.ts';
import type { JournaledTable } from '../change-journal.ts';
import type { Bound, RawRow } from '../sql.ts';
import type { RowChange, Tx } from '../tx.ts';
import type { WriteEnv } from '../write/values.ts';
import { CALL_COLUMNS, endClaims, type NumberOwner, type StoredCall } from './call-candidates.ts';

/** What a batch of calls creates and changes. */
export interface CallWrites {
  readonly activities: StoredCall[];
  readonly updates: CallUpdate[];
  readonly suppressions: { readonly e164: string; readonly reason: string; readonly source: string }[];
  readonly tasks: CallTask[];
  /** Leads whose claims end. */
  readonly calledLeads: Set<number>;
}

/** A row that changes. */
export interface CallUpdate {
  readonly table: 'activity' | 'lead' | 'contact' | 'phone' | 'task';
  readonly id: number;
  /** The row as it is stored, and as it will be. */
  readonly stored: RawRow;
  readonly row: RawRow;
  /** The columns that were set. */
  readonly columns: Set<string>;
}

/** A task that follows from a call. */
interface CallTask {
  readonly party: NumberOwner;
  readonly kind: 'todo' | 'callback' | 'meeting';
  readonly due: Moment;
  /** Whether a later call made it needless. */
  isDone: boolean;
}

/** Tables without a time of their last change. */
const TABLES_WITHOUT_TIMESTAMPS: ReadonlySet<string> = new Set(['phone']);

/** Stores a batch of calls with what follows from them, many rows in a statement. */
export async function writeCalls(tx: Tx, writes: CallWrites, env: WriteEnv): Promise<void> {
  const { activities, suppressions, tasks, calledLeads } = writes;
  if (activities.length > 0) {
    const columns = CALL_COLUMNS.filter((column) => activities.some((call) => call[column] !== null));
    const names = [...columns, 'type', 'created_at'];
    const values: Bound[] = [];
    for (const call of activities) {
      for (const column of columns) values.push(call[column]);
      values.push('call', tx.now);
    }
    await tx.insertMany('activity', names, values);
  }
  for (const [table, changes] of changesByTable(writes.updates, tx.now)) await tx.updateMany(table, changes);
  for (const row of suppressions) await tx.insert('suppression', { ...row, user_id: tx.userId });
  for (const { party, kind, due, isDone } of tasks) {
    const { noun, id } = await planTask(tx, { ...party, title: party.name }, kind, due, env);
    if (isDone && noun === 'task') await tx.update('task', id, { status: 'done', done_at: tx.now });
  }
  if (calledLeads.size > 0) await endClaims(tx, [...calledLeads]);
}

/** What changes in each table. */
function changesByTable(updates: readonly CallUpdate[], now: string): Map<JournaledTable, RowChange[]> {
  const changes = new Map<JournaledTable, RowChange[]>();
  for (const { table, id, stored, row, columns } of updates) {
    // Whom a number belongs to tells what follows from its change.
    const before: RawRow = table === 'phone' ? { ...stored } : {};
    const after: RawRow = {};
    for (const column of columns) {
      if (row[column] === stored[column]) continue;
      before[column] = stored[column] ?? null;
      after[column] = row[column] ?? null;
    }
    if (Object.keys(after).length === 0) continue;
    if (!TABLES_WITHOUT_TIMESTAMPS.has(table)) {
      before.updated_at = stored.updated_at ?? null;
      after.updated_at = now;
    }
    const known = changes.get(table);
    if (known) known.push({ id, before, after });
    else changes.set(table, [{ id, before, after }]);
  }
  return changes;
}

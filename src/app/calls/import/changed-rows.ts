import type { StoredCall } from '../../../store/calls/call-candidates.ts';
import type { CallUpdate, CallWrites } from '../../../store/calls/write-calls.ts';
import type { RawRow } from '../../../store/sql.ts';

/** The rows that the calls of a batch create and change, as they are after the calls so far. */
export class ChangedRows {
  readonly #writes: Pick<CallWrites, 'activities' | 'updates'>;
  /** By table and number. */
  readonly #changed = new Map<string, CallUpdate>();
  readonly #created = new Map<number, StoredCall>();

  /** `writes` takes what is to be written. */
  constructor(writes: Pick<CallWrites, 'activities' | 'updates'>) {
    this.#writes = writes;
  }

  /** A new call. */
  add(call: StoredCall): void {
    this.#created.set(call.id, call);
    this.#writes.activities.push(call);
  }

  /** The row as it is now, which the database has as `stored`. */
  current(table: CallUpdate['table'], id: number, stored: object): RawRow {
    const created = table === 'activity' ? this.#created.get(id) : undefined;
    return this.#changed.get(`${table} ${id}`)?.row ?? ((created ?? stored) as RawRow);
  }

  /** Changes columns of a row; those of a call that this batch creates are changed in place. */
  change(table: CallUpdate['table'], id: number, stored: object, patch: RawRow): void {
    const created = table === 'activity' ? this.#created.get(id) : undefined;
    if (created) {
      Object.assign(created, patch);
      return;
    }
    const key = `${table} ${id}`;
    let change = this.#changed.get(key);
    for (const column in patch) {
      const value = patch[column] ?? null;
      if ((change?.row ?? (stored as RawRow))[column] === value) continue;
      if (!change) {
        change = { table, id, stored: stored as RawRow, row: { ...(stored as RawRow) }, columns: new Set() };
        this.#changed.set(key, change);
        this.#writes.updates.push(change);
      }
      change.row[column] = value;
      change.columns.add(column);
    }
  }
}

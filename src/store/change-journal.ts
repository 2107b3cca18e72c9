import type { Noun } from '../domain/field.ts';
import type { TableName } from './schema.ts';
import type { RawRow } from './sql.ts';

/** Tables written only by the history itself. */
type JournalTable = 'change' | 'change_row';
/** Tables that are no records: projections, claims and progress marks. */
type UnjournaledTable =
  | 'call_queue'
  | 'case_clock'
  | 'call_hold'
  | 'search_block'
  | 'derived'
  | 'review'
  | 'review_answer'
  | 'event_cursor'
  | 'mail_folder'
  | 'mailbox_problem'
  | 'rule_turn'
  | 'rule_run'
  | 'rule_clock'
  | 'rule_episode'
  | 'worker_lease'
  | 'webhook_state'
  | 'outbox'
  | 'stored_file';
export type JournaledTable = Exclude<TableName, JournalTable | UnjournaledTable> | Noun;

/** A record touched by a change, with its values by column before and after. */
export interface ChangeRow {
  readonly table: JournaledTable;
  id: number;
  /** Last of a run of new records with consecutive numbers; `id` for a single one. */
  lastId: number;
  readonly op: 'insert' | 'update' | 'delete';
  before: RawRow | null;
  after: RawRow | null;
}

/** The journal of a transaction: several writes of one row are merged. */
export class ChangeJournal {
  readonly #rows = new Set<ChangeRow>();
  readonly #updated = new Map<string, ChangeRow>();
  /** Runs of new rows, newest last. */
  readonly #insertRuns = new Map<JournaledTable, ChangeRow[]>();

  /** In the order of writing. */
  get all(): readonly ChangeRow[] {
    return [...this.#rows];
  }

  /** Records new rows with the numbers from `first` to `last`; consecutive numbers form a run. */
  recordInserts(table: JournaledTable, first: number, last: number): void {
    let runs = this.#insertRuns.get(table);
    if (!runs) {
      runs = [];
      this.#insertRuns.set(table, runs);
    }
    const run = runs.at(-1);
    if (run && run.lastId === first - 1) run.lastId = last;
    else if (run && run.id === last + 1) run.id = first;
    else {
      const row: ChangeRow = { table, id: first, lastId: last, op: 'insert', before: null, after: null };
      runs.push(row);
      this.#rows.add(row);
    }
  }

  /** Records the values of a row before and after, for the columns in `after`. */
  recordUpdate(table: JournaledTable, id: number, before: RawRow, after: RawRow): void {
    if (this.#runWith(table, id)) return;
    const key = `${table} ${id}`;
    const earlier = this.#updated.get(key);
    if (earlier?.before && earlier.after) {
      for (const column of Object.keys(after)) {
        if (!(column in earlier.before)) earlier.before[column] = before[column] ?? null;
        earlier.after[column] = after[column] ?? null;
      }
      return;
    }
    const old: RawRow = {};
    for (const column in after) old[column] = before[column] ?? null;
    const row: ChangeRow = { table, id, lastId: id, op: 'update', before: old, after: { ...after } };
    this.#updated.set(key, row);
    this.#rows.add(row);
  }

  /** Records a removed row with all its values. */
  recordDelete(table: JournaledTable, id: number, before: RawRow): void {
    const run = this.#runWith(table, id);
    if (run) {
      const parts = split(run, id);
      const runs = (this.#insertRuns.get(table) ?? []).filter((other) => other !== run);
      this.#insertRuns.set(table, [...parts, ...runs]);
      this.#rows.delete(run);
      for (const part of parts) this.#rows.add(part);
      return;
    }
    const key = `${table} ${id}`;
    const earlier = this.#updated.get(key);
    if (earlier) {
      this.#rows.delete(earlier);
      this.#updated.delete(key);
    }
    this.#rows.add({
      table,
      id,
      lastId: id,
      op: 'delete',
      before: { ...before, ...earlier?.before },
      after: null,
    });
  }

  /** A row created in this transaction has no earlier values. */
  #runWith(table: JournaledTable, id: number): ChangeRow | undefined {
    return this.#insertRuns.get(table)?.find((run) => run.id <= id && id <= run.lastId);
  }
}

function split(run: ChangeRow, id: number): ChangeRow[] {
  const parts: ChangeRow[] = [];
  if (run.id < id) parts.push({ ...run, lastId: id - 1 });
  if (id < run.lastId) parts.push({ ...run, id: id + 1 });
  return parts;
}

import type { RawRow } from '../sql.ts';
import type { Values } from '../write/values.ts';
import type { WorkingRecord } from './working-record.ts';

/** What rows changed of an existing record so far. */
export interface HeldChange {
  readonly id: number;
  /** The record as it was before the import: all of it where rows of histories follow, else what changed. */
  readonly original: RawRow;
  /** The columns that rows set. */
  readonly columns: RawRow;
  /** What was given for it, by field. */
  readonly values: Record<string, Values[string]>;
  /** Names that it had meanwhile. */
  names: readonly string[];
  /** Rows that changed it. */
  rows: number;
  /** Whether e-mails, phones, tags or links were added, which are stored at once. */
  hasNewParts: boolean;
}

const NO_NAMES: readonly string[] = [];

/**
 * Changes of existing records, which are stored at the end of a file: rows of one record are put together first, so
 * that a file whose later rows undo what earlier ones change leaves no trace.
 */
export class HeldChanges {
  readonly #changes = new Map<number, HeldChange>();
  readonly #keepsWhole: boolean;

  constructor(keepsWhole: boolean) {
    this.#keepsWhole = keepsWhole;
  }

  get size(): number {
    return this.#changes.size;
  }

  get(id: number): HeldChange | undefined {
    return this.#changes.get(id);
  }

  /** Notes a change of a record: to be called before the record itself changes. */
  add({ id, row }: WorkingRecord, columns: RawRow, values: Values, hasNewParts: boolean): HeldChange {
    const change = this.#changes.get(id) ?? {
      id,
      original: this.#keepsWhole ? { ...row } : namesIn(row),
      columns: {},
      values: {},
      names: NO_NAMES,
      rows: 0,
      hasNewParts: false,
    };
    this.#changes.set(id, change);
    for (const column in columns)
      if (!(column in change.original)) change.original[column] = row[column] ?? null;
    Object.assign(change.columns, columns);
    Object.assign(change.values, values);
    change.rows++;
    change.hasNewParts ||= hasNewParts;
    return change;
  }

  /** All changes, in the order of the records; none is held any longer. */
  drain(): HeldChange[] {
    const changes = [...this.#changes.values()].toSorted((a, b) => a.id - b.id);
    this.#changes.clear();
    return changes;
  }
}

/** What tells whether a record still has a name. */
function namesIn({ name_key, company_key }: RawRow): RawRow {
  const names: RawRow = {};
  if (name_key !== undefined) names.name_key = name_key;
  if (company_key !== undefined) names.company_key = company_key;
  return names;
}

/** The columns of a record that differ in the end, and what they held before; null where nothing is left to store. */
export function netChange({ original, columns, hasNewParts }: HeldChange): {
  readonly before: RawRow;
  readonly after: RawRow;
} | null {
  const before: RawRow = {};
  const after: RawRow = {};
  let differs = hasNewParts;
  for (const column in columns) {
    if (columns[column] === original[column]) continue;
    before[column] = original[column] ?? null;
    after[column] = columns[column] ?? null;
    if (column !== 'updated_at') differs = true;
  }
  return differs ? { before, after } : null;
}

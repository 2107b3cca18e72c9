import type { Noun } from '../../domain/field.ts';
import { elementColumns, type ListRows } from '../../nouns/shared/list-rows.ts';
import type { JournaledTable } from '../change-journal.ts';
import type { Bound, RawRow } from '../sql.ts';
import type { RowChange, Tx } from '../tx.ts';
import type { ElementRow } from './working-record.ts';

/** A list of a record. */
interface OwnedList {
  readonly list: ListRows;
  readonly noun: Noun;
  readonly id: number;
}

/** What is to happen to the rows of one table, by their numbers. */
interface TableChanges {
  readonly added: Map<number, RawRow>;
  readonly changed: Map<number, RowChange>;
  readonly removed: number[];
}

/** Writes the elements of lists of the records of a batch: an element of which something else is said stays one row. */
export class ElementWriter {
  readonly #tx: Tx;
  readonly #takeId: (table: JournaledTable) => number;
  #tables = new Map<JournaledTable, TableChanges>();

  constructor(tx: Tx, takeId: (table: JournaledTable) => number) {
    this.#tx = tx;
    this.#takeId = takeId;
  }

  /** Has elements stored that are new, and changed that are elsewhere now or of which something else is said. */
  place(owned: OwnedList, before: readonly ElementRow[], after: readonly ElementRow[]): void {
    if (after.length === 0) return;
    const { list, noun, id: owner } = owned;
    const table = list.table as JournaledTable;
    const { added, changed } = this.#changesOf(table);
    for (const [position, one] of after.entries()) {
      const columns = { position, ...elementColumns(list, one) };
      if (one.id === undefined || added.has(one.id)) {
        one.id ??= this.#takeId(table);
        added.set(one.id, { id: one.id, [`${noun}_id`]: owner, ...columns });
      } else {
        const known = before.find(({ id }) => id === one.id) ?? one;
        const had = { position: known.position ?? 0, ...elementColumns(list, known) };
        if (!isEqual(had, columns))
          changed.set(one.id, {
            id: one.id,
            before: changed.get(one.id)?.before ?? had,
            after: columns,
          });
      }
      one.position = position;
    }
  }

  /** Has an element removed. */
  remove({ table }: ListRows, id: number): void {
    const { added, changed, removed } = this.#changesOf(table as JournaledTable);
    changed.delete(id);
    if (!added.delete(id)) removed.push(id);
  }

  /** Stores all that was noted. */
  async store(): Promise<void> {
    const tables = this.#tables;
    this.#tables = new Map();
    for (const [table, { added, changed, removed }] of tables) {
      for (const id of removed) await this.#tx.remove(table, id);
      await this.#tx.updateMany(table, [...changed.values()]);
      const [first] = added.values();
      if (!first) continue;
      const values: Bound[] = [];
      for (const row of added.values()) values.push(...Object.values(row));
      await this.#tx.insertMany(table, Object.keys(first), values);
    }
  }

  #changesOf(table: JournaledTable): TableChanges {
    let changes = this.#tables.get(table);
    if (!changes) {
      changes = { added: new Map(), changed: new Map(), removed: [] };
      this.#tables.set(table, changes);
    }
    return changes;
  }
}

function isEqual(one: RawRow, other: RawRow): boolean {
  for (const column in one) if (one[column] !== other[column]) return false;
  return true;
}

import { type PicklistName, picklistKey } from '../domain/picklists.ts';
import { findNearest } from '../domain/suggest.ts';
import type { ChangeListener, CommittedChange } from './change-listener.ts';
import { readPicklist } from './picklists.ts';
import type { RowOf } from './schema.ts';
import { sql } from './sql.ts';
import type { Tx } from './tx.ts';

/** A value that records brought into a list. */
export interface NewPicklistValue {
  readonly list: PicklistName;
  readonly name: string;
  /** The value that may have been meant; null if none is close. */
  readonly near: string | null;
}

/** The tables of a change that is about the lists themselves. */
const OF_LISTS: ReadonlySet<string> = new Set(['picklist', 'picklist_value']);

/** Tells which values records, and what ties them, brought into picklists. */
export class NewPicklistValues implements ChangeListener {
  readonly #onNew: (values: readonly NewPicklistValue[]) => void;
  #values: readonly NewPicklistValue[] = [];

  constructor(onNew: (values: readonly NewPicklistValue[]) => void) {
    this.#onNew = onNew;
  }

  async beforeCommit(tx: Tx, { kind }: Pick<CommittedChange, 'kind'>): Promise<void> {
    this.#values = [];
    const added = tx.rows.filter(({ table, op }) => table === 'picklist_value' && op === 'insert');
    if (kind !== 'do' || added.length === 0 || !tx.rows.some(({ table }) => !OF_LISTS.has(table))) return;
    const values: NewPicklistValue[] = [];
    for (const { id, lastId } of added) {
      const rows = await sql<Pick<RowOf<'picklist_value'>, 'list' | 'name'>>`
        select list, name from picklist_value where id between ${id} and ${lastId} and alias_of is null order by id`.all(
        tx,
      );
      for (const { list, name } of rows) values.push({ list: list as PicklistName, name, near: null });
    }
    this.#values = values.length > MAX_COMPARED ? values : await withNearest(tx, values);
  }

  afterCommit(): void {
    if (this.#values.length > 0) this.#onNew(this.#values);
  }
}

/** Of more new values, nobody reads which others they are close to. */
const MAX_COMPARED = 20;

async function withNearest(tx: Tx, values: readonly NewPicklistValue[]): Promise<NewPicklistValue[]> {
  const found: NewPicklistValue[] = [];
  for (const value of values) {
    const { values: all } = await readPicklist(tx, value.list);
    const isNew = (name: string) => values.some((each) => each.list === value.list && each.name === name);
    const others = all.map(({ name }) => name).filter((name) => !isNew(name));
    const [near = null] = findNearest(picklistKey(value.name), others, 1);
    found.push({ ...value, near });
  }
  return found;
}

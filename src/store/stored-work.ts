import { MAX_REFERENCES, type OverwrittenEdit, type StoredWork } from '../domain/stored-work.ts';
import type { Nouns } from '../nouns/nouns.ts';
import type { ChangeRow } from './change-journal.ts';
import type { ChangeListener, CommittedChange } from './change-listener.ts';
import { overwrittenEdits } from './overwritten.ts';
import type { Tx } from './tx.ts';

/** Tells what changes have stored, and which recent edits of others they overwrote. */
export class StoredWorkListener implements ChangeListener {
  #nouns: Nouns | undefined;
  readonly #onStored: (work: StoredWork) => void;
  #overwritten: readonly OverwrittenEdit[] = [];

  constructor(onStored: (work: StoredWork) => void) {
    this.#onStored = onStored;
  }

  async beforeCommit(tx: Tx, { context }: Pick<CommittedChange, 'context'>): Promise<void> {
    this.#nouns = tx.nouns;
    this.#overwritten = await overwrittenEdits(tx, tx.rows, context);
  }

  afterCommit({ id, summary, context, rows }: CommittedChange): void {
    this.#onStored({
      summary: summary || context.command,
      change: id,
      references: this.#nouns ? referencesOf(this.#nouns, rows) : [],
      overwritten: this.#overwritten,
    });
  }
}

/** References to the first records that a change created or, without any, touched. */
function referencesOf(nouns: Nouns, rows: readonly ChangeRow[]): string[] {
  const records = rows.filter(({ table }) => nouns.find(table));
  const inserts = records.filter(({ op }) => op === 'insert');
  const references: string[] = [];
  for (const { table, id, lastId } of inserts.length > 0 ? inserts : records)
    for (let each = id; each <= lastId && references.length <= MAX_REFERENCES; each++)
      references.push(`${table}:${each}`);
  return references;
}

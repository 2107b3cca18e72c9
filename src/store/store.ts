import type { ChangeContext } from './change-listener.ts';
import { type ChangeOutcome, Changes } from './changes.ts';
import type { Engine } from './engine.ts';
import type { Db } from './sql.ts';
import type { Tx } from './tx.ts';

/** An open database: reads through `db` and `engine`, writes through `change` and nowhere else. */
export class Store {
  readonly engine: Engine;
  readonly changes: Changes;
  readonly #act: ChangeContext;

  constructor(engine: Engine, context: ChangeContext, changes = new Changes(engine)) {
    this.engine = engine;
    this.changes = changes;
    this.#act = context;
  }

  /** The same database at a later time (UTC ISO 8601): what runs for long acts at many. */
  at(now: string): Store {
    return new Store(this.engine, { ...this.#act, now }, this.changes);
  }

  get db(): Db {
    return this.engine;
  }

  /** Who acts, when, with which command: what changes made through this store are recorded as. */
  get act(): ChangeContext {
    return this.#act;
  }

  /** Runs `work` as one change set; see `Changes.change`. */
  change<T>(
    work: (tx: Tx) => Promise<T>,
    summary?: string | ((result: T) => string),
  ): Promise<ChangeOutcome<T>> {
    return this.changes.change(this.#act, work, summary);
  }

  /** Runs `work` in a transaction that the history never sees; see `Changes.aside`. */
  runUnjournaled<T>(work: (userId: number) => Promise<T>): Promise<T> {
    return this.changes.runUnjournaled(this.#act, work);
  }

  /** Runs `work` on what the database holds at one moment; see `Changes.read`. */
  read<T>(work: () => Promise<T>): Promise<T> {
    return this.changes.read(work);
  }

  close(): Promise<void> {
    return this.engine.close();
  }
}

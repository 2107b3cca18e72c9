import type { ChangeContext } from './change-listener.ts';
import { type ChangeOutcome, Changes } from './changes.ts';
import type { Engine, WriteOptions } from './engine.ts';
import type { Db } from './sql.ts';
import type { Tx } from './tx.ts';

/** An open database: reads through `db` and `engine`, writes only through `change`. */
export class Store {
  readonly engine: Engine;
  readonly changes: Changes;
  readonly #act: ChangeContext;

  constructor(engine: Engine, context: ChangeContext, changes = new Changes(engine)) {
    this.engine = engine;
    this.changes = changes;
    this.#act = context;
    const { user, now, currency = 'USD' } = context;
    engine.setActing({ user, now: Date.parse(now), currency });
  }

  /** The same database at a later time (UTC ISO 8601), for long-running screens. */
  at(now: string): Store {
    return new Store(this.engine, { ...this.#act, now }, this.changes);
  }

  get db(): Db {
    return this.engine;
  }

  /** The acting user, time and command that changes are recorded with. */
  get act(): ChangeContext {
    return this.#act;
  }

  /** Runs `work` as one change; see `Changes.change`. */
  change<T>(
    work: (tx: Tx) => Promise<T>,
    summary?: string | ((result: T) => string),
  ): Promise<ChangeOutcome<T>> {
    return this.changes.change(this.#act, work, summary);
  }

  /** Runs `work` in a transaction outside the history; see `Changes.runUnjournaled`. */
  runUnjournaled<T>(
    work: (userId: number) => Promise<T>,
    options?: Pick<WriteOptions, 'isSynced'>,
  ): Promise<T> {
    return this.changes.runUnjournaled(this.#act, work, options);
  }

  /** Runs `work` on one snapshot; see `Changes.read`. */
  read<T>(work: () => Promise<T>): Promise<T> {
    return this.changes.read(work);
  }

  close(): Promise<void> {
    return this.engine.close();
  }
}

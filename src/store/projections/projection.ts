import type { Engine } from '../engine.ts';
import type { ProgressCallback } from '../progress.ts';
import type { RawRow } from '../sql.ts';

/** How a projection is brought in step. */
export interface CatchUp {
  /** The time of the change, in milliseconds since the epoch. */
  readonly now: number;
  /** Whether only what follows from new records is: what was touched may be touched again. */
  readonly isForNew: boolean;
  /** Told how many of all records are done; what it throws ends the change. */
  readonly report: ProgressCallback;
}

/**
 * What follows from records and is kept in the database, such as the search index. It notes what a transaction writes,
 * and is brought in step with it before the commit.
 */
export interface Projection {
  /** Rows with the numbers from `first` to `last` were added. */
  markCreated(table: string, first: number, last: number): void;
  /** A row was changed, in the columns of `after`. */
  markUpdated(table: string, id: number, before: RawRow, after: RawRow): void;
  /** A row was added with these values, or removed that had them. */
  markWritten(table: string, id: number, row: RawRow): void;
  /** A record was touched by way of what belongs to it. */
  markDirty(table: string, id: number): void;
  /** Brings it in step with what was noted since the last time, inside the transaction. */
  catchUp(engine: Engine, how: CatchUp): Promise<void>;
}

/** Several projections as one. */
export class Projections implements Projection {
  readonly #all: readonly Projection[];

  constructor(all: readonly Projection[]) {
    this.#all = all;
  }

  markCreated(table: string, first: number, last: number): void {
    for (const each of this.#all) each.markCreated(table, first, last);
  }

  markUpdated(table: string, id: number, before: RawRow, after: RawRow): void {
    for (const each of this.#all) each.markUpdated(table, id, before, after);
  }

  markWritten(table: string, id: number, row: RawRow): void {
    for (const each of this.#all) each.markWritten(table, id, row);
  }

  markDirty(table: string, id: number): void {
    for (const each of this.#all) each.markDirty(table, id);
  }

  async catchUp(engine: Engine, how: CatchUp): Promise<void> {
    for (const each of this.#all) await each.catchUp(engine, how);
  }
}

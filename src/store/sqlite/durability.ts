import fs from 'node:fs';
import type Database from 'better-sqlite3';
import { notSynced } from './errors.ts';

/**
 * Begins writing transactions, and syncs those that are changes with one sync when they are committed; writes outside the
 * history (a claim, a mark) cost none. In WAL mode `synchronous = full` would do the first with two or three: it syncs the
 * folder too, and like `normal` the header of a WAL that begins anew. With an empty WAL nothing old can be mistaken for
 * new after a power cut, so that sync is left out.
 */
export class Durability {
  readonly #db: Database.Database;
  /** As errors name it. */
  readonly #path: string;
  /** Whether no other program had the database open when it was opened. */
  readonly #wasAlone: boolean;
  readonly #walPath: string;
  /** Whether `synchronous` is off now. */
  #isOff = false;
  /** Whether this transaction has to be synced here. */
  #isOwed = false;

  constructor(db: Database.Database, path: string, wasAlone: boolean) {
    this.#db = db;
    this.#path = path;
    this.#wasAlone = wasAlone;
    this.#walPath = fs.existsSync(path) ? walPath(path) : `${path}-wal`;
  }

  /** Begins a transaction that writes. In another journal mode than WAL SQLite syncs as it has to. */
  begin(isWal: boolean, isSynced: boolean): void {
    this.#isOwed = isWal && isSynced;
    try {
      for (;;) {
        const isFresh = isWal && this.#isWalEmpty();
        this.#setOff(isFresh);
        this.#db.exec('begin immediate');
        // Somebody else may have written to it just before.
        if (!isFresh || this.#isWalEmpty()) return;
        this.#db.exec('rollback');
      }
    } catch (error) {
      this.end();
      throw error;
    }
  }

  /** Syncs what has been committed. */
  sync(): void {
    const wasFresh = this.#isOff;
    this.end();
    if (!this.#isOwed || this.#isWalEmpty()) return;
    // A short command that is alone ends with a checkpoint, which syncs the WAL too: done now, it is the only one.
    if (wasFresh && this.#wasAlone && this.#checkpoint()) return;
    try {
      const fd = fs.openSync(this.#walPath, 'r+');
      try {
        fs.fdatasyncSync(fd);
      } finally {
        fs.closeSync(fd);
      }
    } catch (error) {
      // A checkpoint by somebody else has synced it, and removed it then.
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw notSynced(this.#path, error);
    }
  }

  /** After a transaction: checkpoints must always sync. */
  end(): void {
    this.#setOff(false);
  }

  #setOff(isOff: boolean): void {
    if (isOff === this.#isOff) return;
    // A checkpoint at a commit would not sync either: it is left to the next one.
    this.#db.pragma(`wal_autocheckpoint = ${isOff ? 0 : CHECKPOINT_PAGES}`);
    this.#db.pragma(`synchronous = ${isOff ? 'off' : 'normal'}`);
    this.#isOff = isOff;
  }

  /** Returns whether all is in the database file now, and synced. */
  #checkpoint(): boolean {
    try {
      const [{ busy, log, checkpointed }] = this.#db.pragma('wal_checkpoint(passive)') as [Checkpoint];
      return busy === 0 && log === checkpointed;
    } catch {
      // A full disk, for one: the WAL holds the change.
      return false;
    }
  }

  #isWalEmpty(): boolean {
    return (fs.statSync(this.#walPath, { throwIfNoEntry: false })?.size ?? 0) === 0;
  }
}

interface Checkpoint {
  readonly busy: number;
  readonly log: number;
  readonly checkpointed: number;
}

/** Pages in the WAL from which a commit moves them into the database file: what SQLite does unless told. */
const CHECKPOINT_PAGES = 1000;

/** Where SQLite keeps the WAL of an existing database: beside the file that a link leads to. */
export function walPath(path: string): string {
  return `${fs.realpathSync.native(path)}-wal`;
}

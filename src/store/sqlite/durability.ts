import fs from 'node:fs';
import type Database from 'better-sqlite3';
import { notSynced } from './errors.ts';

/**
 * Begins writing transactions, and syncs a committed change with a single sync; writes outside the history (a claim,
 * a mark) need none. In WAL mode `synchronous = full` needs two or three: it also syncs the folder and, like
 * `normal`, the header of a restarted WAL. With an empty WAL, old frames cannot be mistaken for new ones after a
 * power failure, so that sync is left out.
 */
export class Durability {
  readonly #db: Database.Database;
  /** Name in errors. */
  readonly #path: string;
  /** Whether no other program had the database open at the start. */
  readonly #wasAlone: boolean;
  readonly #walPath: string;
  /** Whether `synchronous` is off now. */
  #isOff = false;
  /** Whether this transaction needs a sync here. */
  #isOwed = false;

  constructor(db: Database.Database, path: string, wasAlone: boolean) {
    this.#db = db;
    this.#path = path;
    this.#wasAlone = wasAlone;
    this.#walPath = fs.existsSync(path) ? walPath(path) : `${path}-wal`;
  }

  /** Begins a writing transaction. In other journal modes SQLite syncs by itself. */
  begin(isWal: boolean, isSynced: boolean): void {
    this.#isOwed = isWal && isSynced;
    try {
      for (;;) {
        const isFresh = isWal && this.#isWalEmpty();
        this.#setOff(isFresh);
        this.#db.exec('begin immediate');
        // Another program may have written just before.
        if (!isFresh || this.#isWalEmpty()) return;
        this.#db.exec('rollback');
      }
    } catch (error) {
      this.end();
      throw error;
    }
  }

  /** Syncs committed data. */
  sync(): void {
    const wasFresh = this.#isOff;
    this.end();
    if (!this.#isOwed || this.#isWalEmpty()) return;
    // A short command that is alone ends with a checkpoint, which also syncs the WAL: doing it now saves a sync.
    if (wasFresh && this.#wasAlone && this.#checkpoint()) return;
    try {
      const fd = fs.openSync(this.#walPath, 'r+');
      try {
        fs.fdatasyncSync(fd);
      } finally {
        fs.closeSync(fd);
      }
    } catch (error) {
      // A checkpoint by another program has synced the WAL and removed it.
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw notSynced(this.#path, error);
    }
  }

  /** After a transaction: checkpoints must always sync. */
  end(): void {
    this.#setOff(false);
  }

  #setOff(isOff: boolean): void {
    if (isOff === this.#isOff) return;
    // A checkpoint during the commit would not sync either, so it is left to the next one.
    this.#db.pragma(`wal_autocheckpoint = ${isOff ? 0 : CHECKPOINT_PAGES}`);
    this.#db.pragma(`synchronous = ${isOff ? 'off' : 'normal'}`);
    this.#isOff = isOff;
  }

  /** Returns whether all data is in the database file and synced. */
  #checkpoint(): boolean {
    try {
      const [{ busy, log, checkpointed }] = this.#db.pragma('wal_checkpoint(passive)') as [Checkpoint];
      return busy === 0 && log === checkpointed;
    } catch {
      // For example a full disk: the WAL keeps the change.
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

/** Pages in the WAL that trigger a checkpoint; SQLite's default. */
const CHECKPOINT_PAGES = 1000;

/** The WAL of an existing database: beside the target of a link. */
export function walPath(path: string): string {
  return `${fs.realpathSync.native(path)}-wal`;
}

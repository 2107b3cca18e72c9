import { closeSync, fstatSync, openSync, rmSync } from 'node:fs';
import type Database from 'better-sqlite3';
import { fileId } from './file-id.ts';

/**
 * The files that SQLite keeps beside a database that stays open. They have its name: where it is moved or removed they
 * stay, and would be read as those of a file that takes its place.
 */
export class Companions {
  readonly #database: string;
  #files: readonly { readonly path: string; readonly id: string }[] = [];
  /** Of the database. As closing it would take away the locks of SQLite, it is closed when that has let go. */
  readonly #descriptor: number;

  constructor(database: string) {
    this.#database = database;
    this.#descriptor = openSync(database, 'r');
    this.look();
  }

  /** Looks for them while the database is in its place. */
  look(): void {
    this.#files = ['-wal', '-shm'].flatMap((suffix) => {
      const path = this.#database + suffix;
      const id = fileId(path);
      return id === undefined ? [] : [{ path, id }];
    });
  }

  /** Whether the database has no name any more, so that nobody can put it back. */
  isDeleted(): boolean {
    return fstatSync(this.#descriptor).nlink === 0;
  }

  /** Removes them, where they are not of another database by now; the database gets what they hold. */
  remove(db: Database.Database): void {
    const left = this.#files.filter(({ path, id }) => fileId(path) === id);
    if (left.length === 0) return;
    checkpoint(db);
    for (const { path } of left) rmSync(path, { force: true });
  }

  /** After the database was closed. */
  close(): void {
    closeSync(this.#descriptor);
  }
}

/** Does not wait: another program may have it open for as long as it likes. */
function checkpoint(db: Database.Database): void {
  const patience = db.pragma('busy_timeout', { simple: true });
  try {
    db.pragma('busy_timeout = 0');
    db.pragma('wal_checkpoint(truncate)');
  } catch {
    // In use, or only readable.
  } finally {
    db.pragma(`busy_timeout = ${patience}`);
  }
}

import fs from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import { makeFolder } from '../../io/make-folder.ts';
import { publishFile, syncFile } from '../../io/publish.ts';
import { temporaryPath } from '../../io/temporary-files.ts';
import { createdMeanwhile, isCreatedMeanwhile } from './created-meanwhile.ts';
import { setJournal } from './new-database.ts';

/** What becomes of a database that is not on the disk: the first change creates the file, or it stays in memory. */
export type DraftKind = 'created' | 'created in bulk' | 'forgotten';

/** What SQLite keeps beside a database. */
const BESIDE = ['-wal', '-shm', '-journal'] as const;

/** Bytes at the beginning of a file that say which journal it has. */
const HEADER_BYTES = 100;

/**
 * A database that is not on the disk yet. It appears there complete, with its first change in it: it is written under a
 * temporary name beside its place, synced, and given its name without replacing anything.
 */
export class Draft {
  readonly kind: DraftKind;
  readonly #path: string;
  readonly #onCreate: () => void;
  /** What an older database of this name has left: SQLite would take it for a part of the new one. */
  readonly #orphans: readonly (readonly [path: string, identity: string])[];
  /** The temporary file, while it is written. */
  #temporary: string | undefined;

  constructor(path: string, kind: DraftKind, onCreate: () => void = () => {}) {
    this.kind = kind;
    this.#path = path;
    this.#onCreate = onCreate;
    this.#orphans = BESIDE.map((end) => path + end).flatMap((file) => {
      const identity = identityOf(file);
      return identity === undefined ? [] : [[file, identity] as const];
    });
  }

  /**
   * Moves a draft from memory into its temporary file, where much is to be written: without a lasting journal and
   * without waiting for the disk, as nobody reads the file before it is complete. Undefined where that is done.
   */
  stage(db: Database.Database): Database.Database | undefined {
    if (this.kind !== 'created in bulk' || this.#temporary !== undefined) return undefined;
    this.#temporary = this.#write(db.serialize());
    db.close();
    const staged = new Database(this.#temporary);
    staged.pragma('journal_mode = memory');
    staged.pragma('synchronous = off');
    staged.pragma('locking_mode = exclusive');
    return staged;
  }

  /** Creates the file without a change in it, or leaves it to who has just done so. */
  publishEmpty(db: Database.Database): void {
    try {
      this.publish(db);
    } catch (error) {
      if (!isCreatedMeanwhile(error)) throw error;
    } finally {
      this.discard();
      if (db.open) db.close();
    }
  }

  /** Whether somebody else has created the database. */
  isCreated(): boolean {
    return this.kind !== 'forgotten' && fs.existsSync(this.#path);
  }

  /**
   * Puts the draft in its place and closes it. Throws `conflict` when somebody else has created the database meanwhile
   * (see `isCreatedMeanwhile`); what is there stays.
   */
  publish(db: Database.Database): void {
    if (this.#temporary === undefined) {
      const image = db.serialize();
      setJournal(image, 'wal');
      this.#temporary = this.#write(image);
    } else {
      db.close();
      this.#turnToWal(this.#temporary);
    }
    syncFile(this.#temporary);
    this.#removeOrphans();
    try {
      publishFile(this.#temporary, this.#path, { replace: false });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      throw createdMeanwhile(this.#path, error);
    }
    this.#temporary = undefined;
    if (db.open) db.close();
    this.#onCreate();
  }

  /** Leaves no trace of what was not published. */
  discard(): void {
    if (this.#temporary === undefined) return;
    for (const end of ['', ...BESIDE]) fs.rmSync(this.#temporary + end, { force: true });
    this.#temporary = undefined;
  }

  #write(image: Uint8Array): string {
    const folder = dirname(this.#path);
    makeFolder(folder);
    const file = temporaryPath(folder);
    this.#temporary = file;
    fs.writeFileSync(file, image, { flag: 'wx', mode: 0o600 });
    return file;
  }

  #turnToWal(file: string): void {
    const fd = fs.openSync(file, 'r+');
    try {
      const header = Buffer.alloc(HEADER_BYTES);
      fs.readSync(fd, header, 0, HEADER_BYTES, 0);
      setJournal(header, 'wal');
      fs.writeSync(fd, header, 0, HEADER_BYTES, 0);
    } finally {
      fs.closeSync(fd);
    }
  }

  /** Those of a database that somebody has created since are not touched. */
  #removeOrphans(): void {
    if (fs.existsSync(this.#path)) return;
    for (const [file, identity] of this.#orphans)
      if (identityOf(file) === identity) fs.rmSync(file, { force: true });
  }
}

/** Tells a file from a later one of the same name. */
function identityOf(path: string): string | undefined {
  const stats = fs.statSync(path, { throwIfNoEntry: false });
  return stats && `${stats.ino} ${stats.size} ${stats.mtimeMs}`;
}

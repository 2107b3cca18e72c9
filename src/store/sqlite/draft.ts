import fs from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import { makeFolder } from '../../io/make-folder.ts';
import { publishFile, syncFile } from '../../io/publish.ts';
import { temporaryPath } from '../../io/temporary-files.ts';
import { createdMeanwhile, isCreatedMeanwhile } from './created-meanwhile.ts';
import { setJournal } from './new-database.ts';
import { BESIDE, Orphans } from './orphans.ts';

/** What happens to a database without a file: the first change creates the file, or it stays in memory. */
export type DraftKind = 'created' | 'created in bulk' | 'forgotten';

/** Bytes at the start of a file that include its journal mode. */
const HEADER_BYTES = 100;

/**
 * A database without a file yet. The file appears complete, with the first change: it is written under a temporary
 * name in the same folder, synced, and renamed without replacing anything.
 */
export class Draft {
  readonly kind: DraftKind;
  readonly #path: string;
  readonly #onCreate: () => void;
  readonly #orphans: Orphans;
  /** The temporary file during writing. */
  #temporary: string | undefined;

  constructor(path: string, kind: DraftKind, onCreate: () => void = () => {}) {
    this.kind = kind;
    this.#path = path;
    this.#onCreate = onCreate;
    this.#orphans = new Orphans(path);
  }

  /**
   * Moves a draft from memory to its temporary file, for large writes: without a durable journal and without syncs,
   * because nobody reads the file before it is complete. Undefined if it is already there.
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

  /** Creates the file without a change, unless another process has just created it. */
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

  /** Whether another process has created the database. */
  isCreated(): boolean {
    return this.kind !== 'forgotten' && fs.existsSync(this.#path);
  }

  /**
   * Moves the draft to its place and closes it. Throws `conflict` if another process has created the database in the
   * meantime (see `isCreatedMeanwhile`); that one stays.
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
    this.#orphans.remove();
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

  /** Removes an unpublished draft. */
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
}

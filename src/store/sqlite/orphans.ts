import { existsSync, rmSync } from 'node:fs';
import { fileId } from './file-id.ts';

/** Files that SQLite keeps beside a database. */
export const BESIDE = ['-wal', '-shm', '-journal'] as const;

/** What an older database left beside its place, which SQLite would read as part of the next one there. */
export class Orphans {
  readonly #database: string;
  readonly #files: readonly (readonly [path: string, id: string])[];

  /** Of a database that is not there any more. */
  constructor(database: string) {
    this.#database = database;
    const files = existsSync(database) ? [] : BESIDE.map((end) => database + end);
    this.#files = files.flatMap((file) => {
      const id = fileId(file);
      return id === undefined ? [] : [[file, id] as const];
    });
  }

  /** Does not touch files of a database created since. A program that still has them open may write to them. */
  remove(): void {
    if (existsSync(this.#database)) return;
    for (const [file, id] of this.#files) if (fileId(file) === id) rmSync(file, { force: true });
  }
}

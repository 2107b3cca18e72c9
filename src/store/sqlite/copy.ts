import { chmodSync, closeSync, openSync, rmSync } from 'node:fs';
import type Database from 'better-sqlite3';

/** Copies the whole database into a new file that only its owner can read; leaves none behind where that fails. */
export function copyInto(db: Database.Database, path: string): void {
  // The file is made first so that it is never readable by others, not even while it is written.
  closeSync(openSync(path, 'wx', 0o600));
  try {
    db.prepare('vacuum into ?').run(path);
    chmodSync(path, 0o600);
  } catch (error) {
    rmSync(path, { force: true });
    throw error;
  }
}

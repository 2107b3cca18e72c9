import { chmodSync, closeSync, openSync, rmSync } from 'node:fs';
import Database from 'better-sqlite3';
import { failed } from '../../domain/errors.ts';
import { cannotWrite } from '../../io/outputs.ts';
import { syncFile } from '../../io/publish.ts';
import { explain } from './errors.ts';

/** Copies the whole database to a new private file, synced and checked; removes it on failure. */
export function copyInto(db: Database.Database, path: string): void {
  // Creates the file first, so that it is never readable by others, not even while it is written.
  closeSync(openSync(path, 'wx', 0o600));
  try {
    db.prepare('vacuum into ?').run(path);
    chmodSync(path, 0o600);
    syncFile(path);
    checkCopy(db, path);
  } catch (error) {
    rmSync(path, { force: true });
    throw error;
  }
}

/** Turns a copy failure into an error about the copy, if its place is the cause. */
export function explainCopy(error: unknown, shown: string): unknown {
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'SQLITE_FULL') return cannotWrite(shown, Object.assign(new Error('full'), { code: 'ENOSPC' }));
  return code?.startsWith('SQLITE_') ? explain(error, shown) : cannotWrite(shown, error);
}

/** Reads the copy completely. Throws `failed` if it is damaged, or not of the same kind. */
function checkCopy(original: Database.Database, path: string): void {
  const copy = new Database(path, { readonly: true, fileMustExist: true });
  try {
    const value = (db: Database.Database, pragma: string) => db.pragma(pragma, { simple: true });
    const isSame = ['application_id', 'user_version'].every(
      (name) => value(original, name) === value(copy, name),
    );
    const problem = value(copy, 'quick_check');
    if (isSame && problem === 'ok') return;
    throw failed(`the copy of the database is damaged: ${isSame ? problem : 'it is incomplete'}`, {
      code: 'unsound-copy',
    });
  } finally {
    copy.close();
  }
}

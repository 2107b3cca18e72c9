import type Database from 'better-sqlite3';

/**
 * Has reading and writing go on side by side, as they do in WAL mode. A new database that is filled from a file comes to
 * it only when that is done, as what goes into an empty file need not be written twice; a copy made by `vacuum into`, and
 * one whose maker was cut short, when they are first written. Where it cannot be, as somebody is writing, all goes on as
 * it is, and the next who writes tries again. Returns whether it is in that mode now.
 */
export function turnToWal(db: Database.Database): boolean {
  if (db.readonly) return false;
  if (db.pragma('journal_mode', { simple: true }) === 'wal') return true;
  const patience = db.pragma('busy_timeout', { simple: true });
  db.pragma('busy_timeout = 0');
  try {
    return db.pragma('journal_mode = wal', { simple: true }) === 'wal';
  } catch {
    // What it is for does not hang on it.
    return false;
  } finally {
    db.pragma(`busy_timeout = ${patience}`);
  }
}

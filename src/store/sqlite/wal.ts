import type Database from 'better-sqlite3';

/**
 * Has reading and writing go on side by side, as they do in WAL mode: a copy made by `vacuum into` comes to it when it is
 * first written. Where somebody is using it, all goes on as it is, and the next who writes tries again. Returns whether it
 * is in that mode now.
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

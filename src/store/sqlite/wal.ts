import type Database from 'better-sqlite3';

/**
 * Switches to WAL mode, so that readers and a writer do not block each other: a copy made by `vacuum into` needs this
 * at its first write. If another program is using it, the next writer tries again. Returns whether it is in WAL mode
 * now.
 */
export function turnToWal(db: Database.Database): boolean {
  if (db.readonly) return false;
  if (db.pragma('journal_mode', { simple: true }) === 'wal') return true;
  const patience = db.pragma('busy_timeout', { simple: true });
  db.pragma('busy_timeout = 0');
  try {
    return db.pragma('journal_mode = wal', { simple: true }) === 'wal';
  } catch {
    // Not essential.
    return false;
  } finally {
    db.pragma(`busy_timeout = ${patience}`);
  }
}

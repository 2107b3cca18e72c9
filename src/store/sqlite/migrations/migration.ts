import type Database from 'better-sqlite3';

/**
 * One step of the schema; `now` is UTC ISO 8601. It never changes once it is released, as databases in the field have
 * run it: so it is text of its own and knows nothing of the program, which changes.
 */
export type Migration = (
  db: Database.Database,
  now: string,
  report: ReportProgress,
  /** Told what people have to know of the update. */
  note: (text: string) => void,
) => void;

/** Called with the number of records done and of all, now and then in a long step. */
export type ReportProgress = (done: number, all: number) => void;

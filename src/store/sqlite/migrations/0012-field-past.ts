import type { Migration } from './migration.ts';

/** A custom date field whose days are in the past, such as a birthday. */
export const addFieldPast: Migration = (db) =>
  db.exec(`
alter table field add column past integer not null default 0 check (past in (0, 1));
`);

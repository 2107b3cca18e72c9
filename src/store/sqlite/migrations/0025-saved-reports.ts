import type { Migration } from './migration.ts';

/** Reports of a team's own, by name. */
export const addSavedReports: Migration = (db) => {
  db.exec(`
create table saved_report (
  id integer primary key autoincrement,
  name text not null unique collate nocase,
  definition text not null,
  created_at text not null,
  updated_at text not null
) strict;
`);
};

import type { Migration } from './migration.ts';

/** When users are away, and how many open leads they take at most: rules assign by it. */
export const addAbsences: Migration = (db) =>
  db.exec(`
alter table "user" add column away_from text check (away_from is date(away_from));
alter table "user" add column away_until text check (away_until is date(away_until));
alter table "user" add column max_leads integer check (max_leads >= 0);
`);

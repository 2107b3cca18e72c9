import type { Migration } from './migration.ts';

/** Remembers how far other programs have read the events. */
export const addEventCursor: Migration = (db) =>
  db.exec(`
create table event_cursor (
  name text primary key,
  change_id integer not null,
  ordinal integer not null
) strict, without rowid;
`);

import type { Migration } from './migration.ts';

/** The ids that users have in other programs: who comes back by one is the same person. */
export const addUserExternal: Migration = (db) =>
  db.exec(`
create table user_external (
  id integer primary key autoincrement,
  user_id integer not null references user (id),
  source text not null,
  external_id text not null,
  unique (source, external_id)
) strict;
create index user_external_user on user_external (user_id);
`);

import type { Migration } from './migration.ts';

/** Tiers of customers. */
export const addTiers: Migration = (db) => {
  db.exec(TABLE);
};

const TABLE = `
create table tier (
  id integer primary key autoincrement,
  name text not null check (trim(name) <> ''),
  filter text not null,
  position integer not null,
  created_at text not null,
  updated_at text not null
) strict;
create unique index tier_name on tier (lower(name));
`;

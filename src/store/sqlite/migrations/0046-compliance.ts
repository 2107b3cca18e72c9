import type { Migration } from './migration.ts';

/** What records of a team have to be like: a rule says which ones it is about, and which of these break it. */
export const addCompliance: Migration = (db) => {
  db.exec(`
create table compliance_rule (
  id integer primary key autoincrement,
  name text not null collate nocase unique check (trim(name) <> ''),
  noun text not null,
  scope text check (trim(scope) <> ''),
  filter text not null check (trim(filter) <> ''),
  severity integer not null check (severity between 1 and 3),
  created_at text not null,
  updated_at text not null
) strict;
`);
};

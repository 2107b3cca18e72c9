import type { Migration } from './migration.ts';

/** Rules that give points to leads, and the most that each group of them gives. */
export const addScores: Migration = (db) => {
  db.exec(`
create table score_rule (
  id integer primary key autoincrement,
  name text not null check (trim(name) <> ''),
  noun text not null check (noun in ('lead', 'activity')),
  filter text not null check (trim(filter) <> ''),
  points integer not null check (points <> 0 and points between -100 and 100),
  part text not null check (part in ('fit', 'behaviour')),
  cap integer check (cap between 1 and 100),
  half_life integer check (half_life > 0),
  created_at text not null,
  updated_at text not null
) strict;

create table score_cap (
  id integer primary key autoincrement,
  part text not null unique check (part in ('fit', 'behaviour')),
  cap integer not null check (cap between 1 and 100),
  created_at text not null,
  updated_at text not null
) strict;
`);
};

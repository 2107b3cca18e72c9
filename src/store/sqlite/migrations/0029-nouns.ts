import type { Migration } from './migration.ts';

/** Nouns of teams. The tables of each are made and removed with its row. */
export const addNouns: Migration = (db) => {
  db.exec(NOUNS);
};

const NOUNS = `
create table noun (
  id integer primary key autoincrement,
  name text not null unique check (trim(name) <> ''),
  plural text not null unique check (trim(plural) <> ''),
  label text not null check (trim(label) <> ''),
  title text not null check (trim(title) <> ''),
  relates text not null default '[]' check (json_valid(relates)),
  created_at text not null,
  updated_at text not null
) strict;
`;

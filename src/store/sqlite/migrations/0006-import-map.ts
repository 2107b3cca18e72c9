import type { Migration } from './migration.ts';

/** How files of one origin are taken in, under a name: options of an import as a JSON object. */
export const addImportMap: Migration = (db) =>
  db.exec(`
create table import_map (
  id integer primary key autoincrement,
  name text not null collate nocase unique check (trim(name) <> ''),
  noun text not null check (noun in ('lead', 'account', 'contact', 'opp', 'task', 'activity')),
  said text not null check (json_valid(said)),
  created_at text not null,
  updated_at text not null
) strict;
`);

import type { Migration } from './migration.ts';

/**
 * SQLite before 3.45 takes json_valid(null) for 0, so that its integrity check objects to fields without choices. The
 * numbers that fields had are not given again.
 */
export const addFieldChoices: Migration = (db) =>
  db.exec(`
create table new_field (
  id integer primary key autoincrement,
  noun text not null check (noun in ('lead', 'account', 'contact', 'opp', 'task', 'activity')),
  name text not null check (trim(name) <> ''),
  label text not null,
  type text not null check (type in ('text', 'number', 'money', 'date', 'bool', 'choice')),
  choices text check (choices is null or json_valid(choices)),
  created_at text not null,
  updated_at text not null,
  unique (noun, name)
) strict;
insert into new_field (id, noun, name, label, type, choices, created_at, updated_at)
  select id, noun, name, label, type, choices, created_at, updated_at from field order by id;
delete from sqlite_sequence where name = 'new_field';
insert into sqlite_sequence (name, seq) select 'new_field', seq from sqlite_sequence where name = 'field';
drop table field;
alter table new_field rename to field;
`);

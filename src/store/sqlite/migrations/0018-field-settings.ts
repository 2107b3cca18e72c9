import type { Migration } from './migration.ts';

/** Custom fields of more types, with rules; the types are those of the program. */
export const addFieldSettings: Migration = (db) =>
  db.exec(`
create table new_field (
  id integer primary key autoincrement,
  noun text not null,
  name text not null check (trim(name) <> ''),
  label text not null,
  type text not null check (trim(type) <> ''),
  choices text check (choices is null or json_valid(choices)),
  past integer not null default 0 check (past in (0, 1)),
  target text,
  expression text,
  result text,
  help text,
  default_value text check (default_value is null or json_valid(default_value)),
  required integer not null default 0 check (required in (0, 1)),
  required_from text,
  is_unique integer not null default 0 check (is_unique in (0, 1)),
  position integer,
  listed integer not null default 0 check (listed in (0, 1)),
  indexed integer not null default 0 check (indexed in (0, 1)),
  convert_to text,
  created_at text not null,
  updated_at text not null,
  unique (noun, name)
) strict;
insert into new_field (id, noun, name, label, type, choices, past, created_at, updated_at)
  select id, noun, name, label, type, choices, past, created_at, updated_at from field order by id;
delete from sqlite_sequence where name = 'new_field';
insert into sqlite_sequence (name, seq) select 'new_field', seq from sqlite_sequence where name = 'field';
drop table field;
alter table new_field rename to field;
`);

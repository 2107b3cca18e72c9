import { makeRoom } from './make-room.ts';
import type { Migration } from './migration.ts';

/** Texts of mails, with names of fields in them. */
export const addTemplates: Migration = (db, _now, _report, note) => {
  makeRoom(db, ['template', 'templates'], note);
  db.exec(`
create table template (
  id integer primary key autoincrement,
  name text not null check (trim(name) <> ''),
  subject text not null,
  body text not null,
  created_at text not null,
  updated_at text not null
) strict;
create unique index template_name on template (lower(name));
`);
};

import { adoptCustomField } from './adopt-custom-field.ts';
import { makeRoom } from './make-room.ts';
import type { Migration } from './migration.ts';

/** When cases are due by what a team has promised, and what is known of how they went. */
export const addServiceLevels: Migration = (db, _now, _report, note) => {
  makeRoom(db, ['sla', 'slas'], note);
  db.exec(`
create table sla (
  id integer primary key autoincrement,
  name text not null check (trim(name) <> ''),
  position integer not null,
  hours text not null,
  timezone text not null,
  holidays text check (length(holidays) = 2),
  first_response integer check (first_response > 0),
  resolve integer check (resolve > 0),
  priorities text not null default '{}' check (json_valid(priorities)),
  applies text,
  created_at text not null,
  updated_at text not null
) strict;
create unique index sla_name on sla (lower(name));
alter table "case" add column purchase_id integer references purchase (id);
alter table "case" add column sla text;
alter table "case" add column satisfaction integer check (satisfaction between 1 and 5);
alter table "case" add column response_overdue_at text;
alter table "case" add column overdue_at text;
alter table "case" add column on_hold text;
create index case_purchase on "case" (purchase_id) where purchase_id is not null;
create index case_sla on "case" (sla) where sla is not null;
create table case_clock (
  case_id integer primary key,
  respond_by text,
  solve_by text,
  due_at text,
  time_left integer,
  still_since text
) strict;
create index case_clock_due on case_clock (due_at) where due_at is not null;
update "case" set on_hold = coalesce(solved_at, updated_at) || '/'
where solved_at is not null or status in (
  select name from picklist_value where list = 'case-status' and kind = 'waiting');
`);
  for (const field of ['sla', 'satisfaction', 'on_hold', 'response_overdue_at', 'overdue_at'])
    adoptCustomField(db, 'case', field);
};

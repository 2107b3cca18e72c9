import { editConstraint } from './edit-constraint.ts';
import { makeRoom } from './make-room.ts';
import type { Migration } from './migration.ts';

/** Sequences of mails, calls and tasks with their versions, the people in them, and what was done with each. */
export const addSequences: Migration = (db, _now, _report, note) => {
  makeRoom(db, ['sequence', 'sequences', 'sequence_version', 'sequence_run', 'sequence_touch'], note);
  // Leads of a sequence are not called by their cadence.
  editConstraint(
    db,
    'call_queue',
    "check (barrier in ('do-not-call', 'no number', 'attempts'))",
    "check (barrier in ('do-not-call', 'no number', 'attempts', 'sequence'))",
  );
  db.exec(`
update derived set rules = 4 where name = 'call_queue' and not exists (select 1 from lead);
create table sequence (
  id integer primary key autoincrement,
  name text not null check (trim(name) <> ''),
  version integer not null check (version > 0),
  created_at text not null,
  updated_at text not null
) strict;
create unique index sequence_name on sequence (lower(name));
create table sequence_version (
  id integer primary key autoincrement,
  sequence_id integer not null references sequence (id),
  number integer not null check (number > 0),
  text text not null check (trim(text) <> ''),
  created_at text not null
) strict;
create unique index sequence_version_number on sequence_version (sequence_id, number);
create table sequence_run (
  id integer primary key autoincrement,
  sequence_id integer not null references sequence (id),
  version integer not null check (version > 0),
  lead_id integer references lead (id),
  contact_id integer references contact (id),
  state text not null check (state in ('active', 'paused', 'finished', 'stopped')),
  step integer not null check (step > 0),
  kind text not null check (kind in ('email', 'call', 'task')),
  due_at text,
  skip_at text,
  task_id integer,
  reason text,
  detail text,
  account text not null,
  user_id integer references "user" (id),
  started_at text not null,
  starts_at text not null,
  ended_at text,
  created_at text not null,
  updated_at text not null,
  check ((lead_id is not null) + (contact_id is not null) = 1)
) strict;
create index sequence_run_due on sequence_run (due_at) where state = 'active' and task_id is null;
create index sequence_run_skip on sequence_run (skip_at) where state = 'active' and skip_at is not null;
create index sequence_run_open on sequence_run (sequence_id, state) where state in ('active', 'paused');
create index sequence_run_sequence on sequence_run (sequence_id, starts_at);
create index sequence_run_lead on sequence_run (lead_id) where lead_id is not null;
create index sequence_run_contact on sequence_run (contact_id) where contact_id is not null;
create index sequence_run_task on sequence_run (task_id) where task_id is not null;
create table sequence_touch (
  id integer primary key autoincrement,
  run_id integer not null references sequence_run (id),
  lead_id integer references lead (id),
  contact_id integer references contact (id),
  step integer not null check (step > 0),
  kind text not null check (kind in ('email', 'call', 'task')),
  variant text,
  at text not null,
  message_id integer,
  task_id integer,
  check ((lead_id is not null) + (contact_id is not null) = 1)
) strict;
create index sequence_touch_run on sequence_touch (run_id);
create index sequence_touch_message on sequence_touch (message_id) where message_id is not null;
create index sequence_touch_lead on sequence_touch (lead_id, at) where lead_id is not null;
create index sequence_touch_contact on sequence_touch (contact_id, at) where contact_id is not null;
`);
};

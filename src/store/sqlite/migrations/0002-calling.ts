import type { Migration } from './migration.ts';

/** Cold calling: the team's call results, cadences, saved filters, and the call queue. */
export const addCalling: Migration = (db, now) => {
  db.exec(TABLES);
  db.exec(QUEUE);
  db.prepare(OUTCOMES).run({ now });
  db.prepare(CADENCE).run({ now });
};

// Without leads the queue is complete as it is, and is kept so from then on.
const QUEUE = `
insert into derived (name, rules) select 'call_queue', 2 where not exists (select 1 from lead)`;

const OUTCOMES = `
insert into outcome
  (word, disposition, positive, meeting, callback, stops, do_not_call, bad_number, status, position, built_in,
   created_at, updated_at)
select *, 1, :now, :now from (values
  ('no-answer', 'no-answer', 0, 0, 0, 0, 0, 0, null, 1),
  ('busy', 'busy', 0, 0, 0, 0, 0, 0, null, 2),
  ('voicemail', 'voicemail', 0, 0, 0, 0, 0, 0, null, 3),
  ('gatekeeper', 'gatekeeper', 0, 0, 0, 0, 0, 0, null, 4),
  ('wrong-number', 'wrong-number', 0, 0, 0, 0, 0, 1, null, 5),
  ('failed', 'failed', 0, 0, 0, 0, 0, 1, null, 6),
  ('callback', 'answered', 0, 0, 1, 0, 0, 0, null, 7),
  ('connected', 'answered', 0, 0, 0, 0, 0, 0, null, 8),
  ('interested', 'answered', 1, 0, 0, 0, 0, 0, null, 9),
  ('not-interested', 'answered', 0, 0, 0, 1, 0, 0, 'nurturing', 10),
  ('meeting-set', 'answered', 1, 1, 0, 0, 0, 0, 'qualified', 11),
  ('qualified', 'answered', 1, 0, 0, 1, 0, 0, 'qualified', 12),
  ('do-not-call', 'answered', 0, 0, 0, 1, 1, 0, 'disqualified', 13))`;

const CADENCE = `
insert into cadence (name, attempts, gaps, parts, days, usual, created_at, updated_at)
values ('standard', 6,
  '{"answered":{"count":3,"unit":"days"},"gatekeeper":{"count":1,"unit":"days"},"voicemail":{"count":2,"unit":"days"},' ||
  '"no-answer":{"count":240,"unit":"minutes"},"busy":{"count":30,"unit":"minutes"},' ||
  '"wrong-number":{"count":0,"unit":"minutes"},"failed":{"count":0,"unit":"minutes"}}',
  '[{"start":480,"end":660},{"start":660,"end":840},{"start":840,"end":1020},{"start":1020,"end":1200}]',
  '[0,1,2,3,4]', 1, :now, :now)`;

const TABLES = `
create table outcome (
  id integer primary key autoincrement,
  word text not null collate nocase unique check (trim(word) <> ''),
  disposition text not null
    check (disposition in ('answered', 'gatekeeper', 'voicemail', 'no-answer', 'busy', 'wrong-number', 'failed')),
  positive integer not null default 0 check (positive in (0, 1)),
  meeting integer not null default 0 check (meeting in (0, 1)),
  callback integer not null default 0 check (callback in (0, 1)),
  stops integer not null default 0 check (stops in (0, 1)),
  do_not_call integer not null default 0 check (do_not_call in (0, 1)),
  bad_number integer not null default 0 check (bad_number in (0, 1)),
  status text check (status in ('qualified', 'nurturing', 'disqualified')),
  position integer not null,
  built_in integer not null default 0 check (built_in in (0, 1)),
  created_at text not null,
  updated_at text not null
) strict;

create table cadence (
  id integer primary key autoincrement,
  name text not null collate nocase unique check (trim(name) <> ''),
  attempts integer not null check (attempts between 1 and 99),
  gaps text not null check (json_valid(gaps)),
  parts text not null check (json_valid(parts)),
  days text not null check (json_valid(days)),
  usual integer not null default 0 check (usual in (0, 1)),
  created_at text not null,
  updated_at text not null
) strict;

create table segment (
  id integer primary key autoincrement,
  name text not null collate nocase unique check (trim(name) <> ''),
  noun text not null check (noun in ('lead', 'account', 'contact', 'opp', 'task', 'activity')),
  filter text not null check (trim(filter) <> ''),
  created_at text not null,
  updated_at text not null
) strict;

alter table lead add column cadence text references cadence (name) on update cascade;
create index lead_cadence on lead (cadence) where cadence is not null;

-- Follows from leads, their phones, the do-not-call list and the cadences; see store/calls/requeue.ts. Times are in
-- milliseconds since the epoch, 0 for at once and never.
create table call_queue (
  lead_id integer primary key references lead (id) on delete cascade,
  owner_id integer not null,
  zone text not null,
  phone text,
  barrier text check (barrier in ('do-not-call', 'no number', 'attempts')),
  callback integer not null,
  due_at integer not null,
  ready integer not null,
  score integer not null,
  last_try integer not null
) strict;
create index call_queue_callback on call_queue (zone, owner_id, due_at, lead_id)
  where callback = 1 and barrier is null;
create index call_queue_ready on call_queue (zone, owner_id, score desc, last_try, lead_id, due_at)
  where ready = 1 and callback = 0 and barrier is null;
create index call_queue_waiting on call_queue (due_at)
  where ready = 0 and callback = 0 and barrier is null;

-- Who has a lead on the phone (claim), or wants to see it later (skip). No record: never part of the history.
create table call_hold (
  lead_id integer not null references lead (id) on delete cascade,
  user_id integer not null references user (id) on delete cascade,
  kind text not null check (kind in ('claim', 'skip')),
  since text not null,
  until text not null,
  primary key (lead_id, user_id)
) strict, without rowid;

-- Tables that follow from others, and by which rules they were made.
create table derived (
  name text primary key,
  rules integer not null
) strict, without rowid;

-- The reports on calls read these instead of the rows: all that they count of a call, and of what came before it.
create index activity_call
  on activity (at, direction, disposition, outcome, duration, user_id, lead_id, contact_id)
  where type = 'call';
create index activity_meeting on activity (at) where type = 'meeting';
drop index activity_lead;
create index activity_lead on activity (lead_id, at, type, direction, disposition) where lead_id is not null;
`;

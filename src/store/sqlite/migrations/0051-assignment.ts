import type { Migration } from './migration.ts';

/**
 * Queues, which own records until one of their members takes them; when users work; the order of rules, and why they gave
 * a record to somebody.
 */
export const addAssignment: Migration = (db) =>
  db.exec(`
alter table "user" add column is_queue integer not null default 0 check (is_queue in (0, 1));
alter table "user" add column hours text;
alter table "user" add column zone text;

create table queue_member (
  id integer primary key autoincrement,
  queue_id integer not null references "user" (id),
  user_id integer not null references "user" (id)
) strict;
create unique index queue_member_key on queue_member (queue_id, user_id);
create index queue_member_user on queue_member (user_id);

alter table rule add column position integer not null default 0;
update rule set position = id;

create table assignment (
  id integer primary key autoincrement,
  noun text not null,
  record_id integer not null,
  at text not null,
  rule_id integer not null,
  reason text not null
) strict;
create index assignment_record on assignment (record_id);
`);

import type { Migration } from './migration.ts';

/** Programs elsewhere that are told of events, and what is still to be done outside of the database. */
export const addWebhooks: Migration = (db) => {
  db.exec(`
create table webhook (
  id integer primary key autoincrement,
  url text not null,
  types text not null,
  secret text,
  enabled integer not null default 1 check (enabled in (0, 1)),
  allow_private integer not null default 0 check (allow_private in (0, 1)),
  created_at text not null,
  updated_at text not null
) strict;

create table webhook_state (
  webhook_id integer primary key,
  change_id integer not null,
  ordinal integer not null,
  failures integer not null default 0,
  failing_since text,
  retry_at text,
  disabled_at text,
  problem text
) strict;

create table outbox (
  id integer primary key autoincrement,
  kind text not null,
  target integer not null,
  ref text not null,
  key text not null,
  label text not null,
  body text not null,
  state text not null check (state in ('waiting', 'doing', 'done', 'failed', 'unknown')),
  attempts integer not null default 0,
  due_at text not null,
  created_at text not null,
  changed_at text not null,
  token text,
  problem text
) strict;
create index outbox_open on outbox (kind, target, state, id);
create index outbox_of_record on outbox (kind, target, ref, state);
`);
};

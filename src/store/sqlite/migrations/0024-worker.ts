import type { Migration } from './migration.ts';

/** Who does what is due, when rules for times were applied last, and to which records that meet their conditions. */
export const addWorker: Migration = (db) => {
  db.exec(`
create table worker_lease (
  name text primary key,
  token text not null,
  host text not null,
  since text not null,
  until text not null
) strict, without rowid;

create table rule_clock (
  rule_id integer primary key,
  moment text not null,
  condition text not null
) strict;

create table rule_episode (
  rule_id integer not null,
  record_id integer not null,
  primary key (rule_id, record_id)
) strict, without rowid;
`);
};

import type { Migration } from './migration.ts';

/** What is done by itself: rules, whose turn is next in their round robins, and what they did. */
export const addRules: Migration = (db) =>
  db.exec(`
create table rule (
  id integer primary key autoincrement,
  text text not null,
  enabled integer not null default 1 check (enabled in (0, 1)),
  created_at text not null,
  updated_at text not null
) strict;

create table rule_turn (
  rule_id integer primary key,
  turn integer not null
) strict;

create table rule_run (
  id integer primary key autoincrement,
  rule_id integer not null,
  at text not null,
  records integer not null,
  first_refs text not null,
  problem text
) strict;
create index rule_run_rule on rule_run (rule_id);
`);

import type { Migration } from './migration.ts';

/** What a user, or without one the team, is to reach in a period: an amount in minor units, or a count. */
export const addTargets: Migration = (db) => {
  db.exec(`
create table target (
  id integer primary key autoincrement,
  user_id integer references "user" (id),
  from_day text not null check (from_day is date(from_day)),
  to_day text not null check (to_day is date(to_day) and to_day >= from_day),
  measure text not null check (measure in ('amount', 'count', 'dials', 'conversations', 'meetings')),
  wanted integer not null check (wanted > 0),
  currency text,
  check ((measure = 'amount') = (currency is not null))
) strict;

create unique index target_key on target (from_day, to_day, measure, coalesce(user_id, 0));
create index target_user on target (user_id);
`);
};

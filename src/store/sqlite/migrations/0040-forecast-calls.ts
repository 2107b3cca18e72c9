import type { Migration } from './migration.ts';

/** What a user expects of a period, each time they said it. */
export const addForecastCalls: Migration = (db) => {
  db.exec(`
create table forecast_call (
  id integer primary key autoincrement,
  user_id integer not null references "user" (id),
  from_day text not null check (from_day is date(from_day)),
  to_day text not null check (to_day is date(to_day) and to_day >= from_day),
  commit_minor integer not null,
  best_minor integer,
  currency text not null,
  note text,
  at text not null
) strict;
create index forecast_call_period on forecast_call (from_day, to_day, user_id);
create index forecast_call_user on forecast_call (user_id);
`);
};

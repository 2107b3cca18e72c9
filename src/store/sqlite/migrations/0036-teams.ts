import type { Migration } from './migration.ts';

/** Teams: named groups of users, which can own targets. */
export const addTeams: Migration = (db) => {
  db.exec(`
create table team (
  id integer primary key autoincrement,
  name text not null unique collate nocase,
  created_at text not null,
  updated_at text not null
) strict;

create table team_member (
  id integer primary key autoincrement,
  team_id integer not null references team (id),
  user_id integer not null references "user" (id)
) strict;
create unique index team_member_key on team_member (team_id, user_id);
create index team_member_user on team_member (user_id);

alter table target add column team_id integer references team (id);
drop index target_key;
create unique index target_key on target (from_day, to_day, measure, coalesce(user_id, 0), coalesce(team_id, 0));
create index target_team on target (team_id);
`);
};

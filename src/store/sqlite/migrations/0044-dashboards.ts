import type { Migration } from './migration.ts';

/** The tiles of dashboards: command lines that list, each with a title or its own words. */
export const addDashboards: Migration = (db) => {
  db.exec(`
create table dashboard_tile (
  id integer primary key autoincrement,
  dashboard text not null collate nocase check (trim(dashboard) <> ''),
  position integer not null,
  title text check (trim(title) <> ''),
  line text not null check (trim(line) <> ''),
  created_at text not null,
  updated_at text not null
) strict;

create index dashboard_tile_place on dashboard_tile (dashboard, position);
`);
};

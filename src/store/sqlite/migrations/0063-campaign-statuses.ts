import type { Migration } from './migration.ts';

/** What members of campaigns of a type can have done, where that differs from the list of all. */
export const addCampaignStatuses: Migration = (db) => {
  db.exec(`
create table campaign_status (
  id integer primary key autoincrement,
  type text not null check (trim(type) <> ''),
  name text not null check (trim(name) <> ''),
  name_key text not null,
  is_response integer not null default 0 check (is_response in (0, 1)),
  position integer not null
) strict;
create unique index campaign_status_name on campaign_status (type, name_key);`);
};

import { addOwner } from '../../../src/store/sqlite/migrations/add-owner.ts';
import type { Migration } from '../../../src/store/sqlite/migrations/migration.ts';

const TOYS = `
create table toy (
  id integer primary key autoincrement,
  name text not null check (trim(name) <> ''),
  name_key text not null,
  colour text check (colour in ('red', 'green', 'blue')),
  price_minor integer,
  currency text not null default 'USD' check (length(currency) = 3),
  bought_on text check (bought_on is date(bought_on)),
  lead_id integer references lead (id),
  owner_id integer references user (id),
  campaign text,
  notes text,
  custom text not null default '{}' check (json_valid(custom)),
  external_source text not null default '',
  external_id text,
  created_at text not null,
  updated_at text not null
) strict;
create index toy_name on toy (name_key);
create unique index toy_external on toy (external_source, external_id) where external_id is not null;
`;

/** The tables of toys. */
export const addToys: Migration = (db) => {
  db.exec(TOYS);
  addOwner(db, 'tagging', 'toy');
  for (const table of ['doc', 'task', 'meeting', 'activity'])
    db.exec(`alter table ${table} add column toy_id integer references toy (id)`);
  db.exec('create unique index tagging_toy on tagging (toy_id, tag) where toy_id is not null');
};

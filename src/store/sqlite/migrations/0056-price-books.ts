import { makeRoom } from './make-room.ts';
import type { Migration } from './migration.ts';

/** Price books with prices of products, and the one that a deal takes its prices from. */
export const addPriceBooks: Migration = (db, _now, _report, note) => {
  makeRoom(db, ['pricebook', 'pricebooks', 'price', 'prices'], note);
  db.exec(TABLES);
};

const TABLES = `
create table pricebook (
  id integer primary key autoincrement,
  name text not null check (trim(name) <> ''),
  name_key text not null,
  currency text check (length(currency) = 3),
  active integer not null default 1 check (active in (0, 1)),
  valid_from text check (valid_from is date(valid_from)),
  valid_until text check (valid_until is date(valid_until)),
  owner_id integer references user (id),
  notes text,
  custom text not null default '{}' check (json_valid(custom)),
  external_source text not null default '',
  external_id text,
  created_at text not null,
  updated_at text not null
) strict;
create index pricebook_name on pricebook (name_key);
create unique index pricebook_external on pricebook (external_source, external_id) where external_id is not null;
create table price (
  id integer primary key autoincrement,
  name text not null check (trim(name) <> ''),
  pricebook_id integer not null references pricebook (id),
  product_id integer not null references product (id),
  price_minor integer not null,
  currency text not null check (length(currency) = 3),
  valid_from text check (valid_from is date(valid_from)),
  valid_until text check (valid_until is date(valid_until)),
  owner_id integer references user (id),
  notes text,
  custom text not null default '{}' check (json_valid(custom)),
  external_source text not null default '',
  external_id text,
  created_at text not null,
  updated_at text not null
) strict;
create index price_book on price (pricebook_id, product_id);
create index price_product on price (product_id);
create unique index price_external on price (external_source, external_id) where external_id is not null;
alter table opp add column pricebook_id integer references pricebook (id);
create index opp_pricebook on opp (pricebook_id) where pricebook_id is not null;
`;

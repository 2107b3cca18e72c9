import type { Migration } from './migration.ts';

/** What can be sold, and what customers have bought. */
export const addPurchases: Migration = (db) => {
  db.exec(TABLES);
};

const TABLES = `
create table product (
  id integer primary key autoincrement,
  name text not null check (trim(name) <> ''),
  name_key text not null,
  code text,
  family text,
  price_minor integer,
  currency text check (length(currency) = 3),
  unit text,
  recurring text check (recurring in ('month', 'year')),
  active integer not null default 1 check (active in (0, 1)),
  owner_id integer references user (id),
  notes text,
  custom text not null default '{}' check (json_valid(custom)),
  external_source text not null default '',
  external_id text,
  created_at text not null,
  updated_at text not null
) strict;
create index product_name on product (name_key);
create index product_code on product (code) where code is not null;
create unique index product_external on product (external_source, external_id) where external_id is not null;
create table purchase (
  id integer primary key autoincrement,
  name text not null check (trim(name) <> ''),
  product_id integer references product (id),
  quantity real not null default 1,
  amount_minor integer,
  currency text check (length(currency) = 3),
  recurring_amount_minor integer,
  recurring_currency text check (length(recurring_currency) = 3),
  recurring text check (recurring in ('month', 'year')),
  bought_on text check (bought_on is date(bought_on)),
  starts_on text check (starts_on is date(starts_on)),
  ends_on text check (ends_on is date(ends_on)),
  notice_on text check (notice_on is date(notice_on)),
  status text not null default 'active' check (status in ('active', 'ended', 'refunded')),
  account_id integer references account (id),
  contact_id integer references contact (id),
  opp_id integer references opp (id),
  owner_id integer references user (id),
  notes text,
  custom text not null default '{}' check (json_valid(custom)),
  external_source text not null default '',
  external_id text,
  created_at text not null,
  updated_at text not null
) strict;
create index purchase_bought on purchase (bought_on, name);
create index purchase_end on purchase (status, ends_on) where ends_on is not null;
create index purchase_notice on purchase (status, notice_on) where notice_on is not null;
create index purchase_product on purchase (product_id) where product_id is not null;
create index purchase_account on purchase (account_id) where account_id is not null;
create index purchase_contact on purchase (contact_id) where contact_id is not null;
create index purchase_opp on purchase (opp_id) where opp_id is not null;
create unique index purchase_external on purchase (external_source, external_id) where external_id is not null;
`;

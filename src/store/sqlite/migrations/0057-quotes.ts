import { makeRoom } from './make-room.ts';
import type { Migration } from './migration.ts';

/** Quotes of deals, each with its lines as they stood. */
export const addQuotes: Migration = (db, _now, _report, note) => {
  makeRoom(db, ['quote', 'quotes'], note);
  db.exec(TABLES);
};

const TABLES = `
create table quote (
  id integer primary key autoincrement,
  name text not null check (trim(name) <> ''),
  opp_id integer not null references opp (id),
  account_id integer references account (id),
  contact_id integer references contact (id),
  status text not null default 'draft' check (status in ('draft', 'sent', 'accepted', 'declined', 'expired')),
  amount_minor integer,
  currency text check (length(currency) = 3),
  valid_until text check (valid_until is date(valid_until)),
  sent_on text check (sent_on is date(sent_on)),
  answered_on text check (answered_on is date(answered_on)),
  customer text,
  owner_id integer references user (id),
  notes text,
  custom text not null default '{}' check (json_valid(custom)),
  external_source text not null default '',
  external_id text,
  created_at text not null,
  updated_at text not null
) strict;
create index quote_opp on quote (opp_id, name);
create index quote_account on quote (account_id) where account_id is not null;
create index quote_contact on quote (contact_id) where contact_id is not null;
create index quote_open on quote (valid_until) where status in ('draft', 'sent') and valid_until is not null;
create unique index quote_external on quote (external_source, external_id) where external_id is not null;
create table quote_line (
  id integer primary key autoincrement,
  quote_id integer not null references quote (id),
  position integer not null,
  name text not null check (trim(name) <> ''),
  product_id integer references product (id),
  quantity real not null,
  price_minor integer not null,
  currency text not null check (length(currency) = 3),
  discount real check (discount between 0 and 100),
  discount_amount_minor integer,
  recurring text check (recurring in ('month', 'year')),
  term integer check (term > 0),
  starts_on text check (starts_on is date(starts_on)),
  amount_minor integer not null,
  notes text
) strict;
create index quote_line_quote on quote_line (quote_id, position);
create index quote_line_product on quote_line (product_id) where product_id is not null;
`;

import { makeRoom } from './make-room.ts';
import type { Migration } from './migration.ts';

/** The lines of deals; purchases that were made of a deal, among them those of deals that are won. */
export const addLines: Migration = (db, _now, _report, note) => {
  makeRoom(db, ['line', 'lines'], note);
  db.exec(LINES);
  db.exec(PURCHASES_OF_WON_DEALS);
};

const LINES = `
create table line (
  id integer primary key autoincrement,
  opp_id integer not null references opp (id),
  name text not null check (trim(name) <> ''),
  product_id integer references product (id),
  quantity real not null default 1,
  price_minor integer not null,
  currency text not null check (length(currency) = 3),
  discount real check (discount between 0 and 100),
  discount_amount_minor integer,
  discount_currency text check (length(discount_currency) = 3),
  recurring text check (recurring in ('month', 'year')),
  term integer check (term > 0),
  starts_on text check (starts_on is date(starts_on)),
  amount_minor integer not null,
  owner_id integer references user (id),
  notes text,
  custom text not null default '{}' check (json_valid(custom)),
  external_source text not null default '',
  external_id text,
  created_at text not null,
  updated_at text not null
) strict;
create index line_opp on line (opp_id, name);
create index line_product on line (product_id) where product_id is not null;
create unique index line_external on line (external_source, external_id) where external_id is not null;
alter table opp add column has_lines integer not null default 0 check (has_lines in (0, 1));
alter table purchase add column line_id integer references line (id);
alter table purchase add column from_deal integer not null default 0 check (from_deal in (0, 1));
create index purchase_line on purchase (line_id) where line_id is not null;
`;

/** A deal that is won is a purchase, unless it has one. */
const PURCHASES_OF_WON_DEALS = `
insert into purchase (name, amount_minor, currency, bought_on, account_id, contact_id, opp_id, owner_id, from_deal,
  created_at, updated_at)
select opp.name, opp.amount_minor, opp.currency, coalesce(opp.closed_on, date(opp.updated_at)), opp.account_id,
  opp.contact_id, opp.id, opp.owner_id, 1, opp.updated_at, opp.updated_at
from opp join stage on stage.id = opp.stage_id
where stage.kind = 'won' and not exists (select 1 from purchase where purchase.opp_id = opp.id)
order by opp.closed_on, opp.id;
`;

import { makeRoom } from './make-room.ts';
import type { Migration } from './migration.ts';

/** What was agreed with customers, what they have installed, and what deals and campaigns cost. */
export const addContracts: Migration = (db, _now, _report, note) => {
  makeRoom(db, ['contract', 'contracts', 'asset', 'assets', 'expense', 'expenses'], note);
  db.exec(TABLES);
  for (const [table, columns] of REFERENCES)
    for (const column of columns)
      db.exec(`create index ${table}_${column} on ${table} (${column}_id) where ${column}_id is not null`);
};

const REFERENCES: readonly (readonly [table: string, columns: readonly string[]])[] = [
  ['contract', ['account', 'contact', 'opp', 'renewal']],
  ['asset', ['product', 'account', 'contact', 'purchase']],
  ['expense', ['opp', 'campaign']],
  ['doc', ['contract', 'asset']],
];

const RECORD = `
  owner_id integer references user (id),
  notes text,
  custom text not null default '{}' check (json_valid(custom)),
  external_source text not null default '',
  external_id text,
  created_at text not null,
  updated_at text not null`;

const TABLES = `
create table contract (
  id integer primary key autoincrement,
  name text not null check (trim(name) <> ''),
  number text,
  status text not null default 'active' check (status in ('draft', 'active', 'ended')),
  account_id integer references account (id),
  contact_id integer references contact (id),
  opp_id integer references opp (id),
  amount_minor integer,
  currency text check (length(currency) = 3),
  recurring text check (recurring in ('month', 'year')),
  signed_on text check (signed_on is date(signed_on)),
  starts_on text check (starts_on is date(starts_on)),
  term integer check (term > 0),
  ends_on text check (ends_on is date(ends_on)),
  notice_days integer check (notice_days >= 0),
  notice_on text check (notice_on is date(notice_on)),
  auto_renews integer not null default 0 check (auto_renews in (0, 1)),
  renewal_id integer references opp (id),${RECORD}
) strict;
create index contract_name on contract (name);
create index contract_end on contract (status, ends_on) where ends_on is not null;
create index contract_notice on contract (status, notice_on) where notice_on is not null;
create unique index contract_external on contract (external_source, external_id) where external_id is not null;
create table asset (
  id integer primary key autoincrement,
  name text not null check (trim(name) <> ''),
  serial text,
  product_id integer references product (id),
  quantity real not null default 1,
  status text not null default 'active' check (status in ('active', 'retired')),
  account_id integer references account (id),
  contact_id integer references contact (id),
  purchase_id integer references purchase (id),
  bought_on text check (bought_on is date(bought_on)),
  installed_on text check (installed_on is date(installed_on)),
  warranty_until text check (warranty_until is date(warranty_until)),
  service_months integer check (service_months > 0),
  serviced_on text check (serviced_on is date(serviced_on)),
  service_due text check (service_due is date(service_due)),
  service_noted text check (service_noted is date(service_noted)),${RECORD}
) strict;
create index asset_name on asset (name);
create index asset_serial on asset (serial) where serial is not null;
create index asset_service on asset (status, service_due) where service_due is not null;
create index asset_warranty on asset (status, warranty_until) where warranty_until is not null;
create unique index asset_external on asset (external_source, external_id) where external_id is not null;
create table expense (
  id integer primary key autoincrement,
  name text not null check (trim(name) <> ''),
  kind text,
  amount_minor integer not null,
  currency text not null check (length(currency) = 3),
  spent_on text check (spent_on is date(spent_on)),
  opp_id integer references opp (id),
  campaign_id integer references campaign (id),${RECORD}
) strict;
create index expense_spent on expense (spent_on, name);
create unique index expense_external on expense (external_source, external_id) where external_id is not null;
alter table doc add column contract_id integer references contract (id);
alter table doc add column asset_id integer references asset (id);
`;

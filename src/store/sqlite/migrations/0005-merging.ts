import type { Migration } from './migration.ts';

/** What duplicates leave behind: by what a merged record was known, and which records are not the same. */
export const addMerging: Migration = (db) =>
  db.exec(`
-- A row of another system that means a record merged away is about the one it was merged into. A number is kept with
-- the time the record was made at, as our own exports have both.
create table former (
  id integer primary key autoincrement,
  lead_id integer references lead (id),
  contact_id integer references contact (id),
  account_id integer references account (id),
  opp_id integer references opp (id),
  kind text not null check (kind in ('number', 'external id', 'e-mail', 'phone', 'name')),
  value text not null,
  check ((lead_id is not null) + (contact_id is not null) + (account_id is not null) + (opp_id is not null) = 1)
) strict;
create index former_value on former (kind, value);
create index former_lead on former (lead_id) where lead_id is not null;
create index former_contact on former (contact_id) where contact_id is not null;
create index former_account on former (account_id) where account_id is not null;
create index former_opp on former (opp_id) where opp_id is not null;

-- Records that are alike and yet not the same, as references: lead:42. The first comes first in the order of text.
create table distinct_pair (
  id integer primary key autoincrement,
  one text not null,
  other text not null check (other > one),
  unique (one, other)
) strict;
create index distinct_pair_other on distinct_pair (other);

-- People of one company by name, for those who are to be added.
drop index lead_company;
create index lead_company on lead (company_key, name_key) where company_key is not null;
`);

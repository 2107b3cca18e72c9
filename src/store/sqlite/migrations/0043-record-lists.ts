import type Database from 'better-sqlite3';
import { makeRoom } from './make-room.ts';
import type { Migration } from './migration.ts';
import { retireCustomField } from './retire-custom-field.ts';

/**
 * Who works with accounts, their further domains, competitors and splits of deals, and the days of further accounts. A
 * team's own field of such a name is kept under another.
 */
export const addRecordLists: Migration = (db, _now, _report, note) => {
  makeRoom(db, ['account_member', 'account_domain', 'opp_competitor', 'opp_split'], note);
  db.exec(`
alter table contact_account add column from_day text check (from_day is date(from_day));
alter table contact_account add column to_day text check (to_day is date(to_day));
alter table contact_relation add column position integer not null default 0;

create table account_member (
  id integer primary key autoincrement,
  account_id integer not null references account (id),
  user_id integer not null references "user" (id),
  role text check (trim(role) <> ''),
  position integer not null default 0,
  unique (account_id, user_id)
) strict;
create index account_member_user on account_member (user_id);

create table account_domain (
  id integer primary key autoincrement,
  account_id integer not null references account (id),
  domain text not null check (trim(domain) <> ''),
  position integer not null default 0,
  unique (account_id, domain)
) strict;
create index account_domain_domain on account_domain (domain);

create table opp_competitor (
  id integer primary key autoincrement,
  opp_id integer not null references opp (id),
  name text not null check (trim(name) <> ''),
  position integer not null default 0
) strict;
create index opp_competitor_opp on opp_competitor (opp_id);
create index opp_competitor_name on opp_competitor (name);

create table opp_split (
  id integer primary key autoincrement,
  opp_id integer not null references opp (id),
  user_id integer not null references "user" (id),
  share integer not null check (share between 1 and 10000),
  position integer not null default 0,
  unique (opp_id, user_id)
) strict;
create index opp_split_user on opp_split (user_id);

insert into picklist (name, closed) values ('competitor', 0), ('team-role', 0);
`);
  for (const [noun, names] of Object.entries(FIELDS))
    for (const name of names) retireCustomField(db, noun, name);
  addRoles(db);
};

const FIELDS: Readonly<Record<string, readonly string[]>> = {
  contact: ['related_contacts', 'related_contact_ids'],
  account: ['team', 'domains'],
  opp: ['competitors', 'splits'],
};

const ROLES = ['account manager', 'sales engineer', 'customer success', 'support', 'executive sponsor'];

function addRoles(db: Database.Database): void {
  const add = db.prepare(
    `insert into picklist_value (list, name, name_key, position) values ('team-role', :name, :name, :position)`,
  );
  for (const [at, name] of ROLES.entries()) add.run({ name, position: at + 1 });
}

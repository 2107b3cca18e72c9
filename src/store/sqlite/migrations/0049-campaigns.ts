import { makeRoom } from './make-room.ts';
import type { Migration } from './migration.ts';

/** Campaigns and their members; those that leads and deals name are there from the beginning. */
export const addCampaigns: Migration = (db, now, _report, note) => {
  makeRoom(db, ['campaign', 'campaigns'], note);
  db.exec(TABLES);
  const addList = db.prepare('insert into picklist (name, closed) values (?, ?)');
  const addValue = db.prepare(
    'insert into picklist_value (list, name, name_key, kind, position) values (?, ?, ?, ?, ?)',
  );
  for (const [list, values] of Object.entries(LISTS)) {
    // A status with a typo would be no response.
    addList.run(list, list === 'member-status' ? 1 : 0);
    for (const [at, [name, kind]] of values.entries()) addValue.run(list, name, name, kind, at + 1);
  }
  addThoseInUse(db, now);
};

type Database = Parameters<Migration>[0];

/** One campaign of all spellings that differ in case and spaces alone; the most common one is its name. */
function addThoseInUse(db: Database, now: string): void {
  const used = db
    .prepare<[], { campaign: string; first: string }>(
      `select campaign, min(created_at) as first from (
         select campaign, created_at from lead where trim(campaign) <> ''
         union all select campaign, created_at from opp where trim(campaign) <> '')
       group by campaign order by count(*) desc, campaign`,
    )
    .all();
  const add = db.prepare(
    `insert into campaign (name, name_key, status, created_at, updated_at) values (?, ?, 'active', ?, ?)`,
  );
  const known = new Set<string>();
  for (const { campaign, first } of used) {
    const key = campaign.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim();
    if (known.has(key)) continue;
    known.add(key);
    add.run(campaign.trim(), key, first, now);
  }
}

const LISTS: Readonly<Record<string, readonly (readonly [name: string, kind: string | null])[]>> = {
  'campaign-type': [
    ['mailing', null],
    ['event', null],
    ['webinar', null],
    ['advertisement', null],
    ['call', null],
    ['referral', null],
  ],
  'member-status': [
    ['invited', 'waiting'],
    ['sent', 'waiting'],
    ['responded', 'response'],
    ['attended', 'response'],
  ],
};

const TABLES = `
create table campaign (
  id integer primary key autoincrement,
  name text not null check (trim(name) <> ''),
  name_key text not null,
  type text,
  status text not null default 'planned' check (status in ('planned', 'active', 'done')),
  starts_on text check (starts_on is date(starts_on)),
  ends_on text check (ends_on is date(ends_on)),
  cost_minor integer,
  currency text check (length(currency) = 3),
  budget_minor integer,
  budget_currency text check (length(budget_currency) = 3),
  parent_id integer references campaign (id),
  owner_id integer references user (id),
  notes text,
  custom text not null default '{}' check (json_valid(custom)),
  external_source text not null default '',
  external_id text,
  created_at text not null,
  updated_at text not null
) strict;
create index campaign_name on campaign (name_key);
create index campaign_parent on campaign (parent_id) where parent_id is not null;
create unique index campaign_external on campaign (external_source, external_id) where external_id is not null;
create table campaign_member (
  id integer primary key autoincrement,
  campaign_id integer not null references campaign (id),
  lead_id integer references lead (id),
  contact_id integer references contact (id),
  status text not null,
  since text not null,
  created_at text not null,
  updated_at text not null,
  check ((lead_id is not null) + (contact_id is not null) = 1)
) strict;
create unique index campaign_member_lead on campaign_member (lead_id, campaign_id) where lead_id is not null;
create unique index campaign_member_contact on campaign_member (contact_id, campaign_id) where contact_id is not null;
create index campaign_member_campaign on campaign_member (campaign_id);
`;

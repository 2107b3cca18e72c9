import { addOwner } from './add-owner.ts';
import type { Migration } from './migration.ts';

/** Cases: what customers have trouble with. Activities, tasks and meetings can be about one. */
export const addCases: Migration = (db) => {
  db.exec(CASES);
  for (const table of ['tagging', 'former']) addOwner(db, table, 'case');
  db.exec(`
    create unique index tagging_case on tagging (case_id, tag) where case_id is not null;
    create index former_case on former (case_id) where case_id is not null;`);
  for (const table of ['activity', 'task', 'meeting'])
    db.exec(`
      alter table ${table} add column case_id integer references "case" (id);
      create index ${table}_case on ${table} (case_id) where case_id is not null;`);
  const addList = db.prepare('insert into picklist (name, closed) values (?, ?)');
  const addValue = db.prepare(
    'insert into picklist_value (list, name, name_key, kind, position) values (?, ?, ?, ?, ?)',
  );
  for (const [list, { closed, values }] of Object.entries(LISTS)) {
    addList.run(list, closed);
    for (const [at, [name, kind]] of values.entries()) addValue.run(list, name, name, kind, at + 1);
  }
};

interface List {
  /** 0 or 1. */
  readonly closed: number;
  readonly values: readonly (readonly [name: string, kind: string | null])[];
}

const LISTS: Readonly<Record<string, List>> = {
  'case-status': {
    closed: 1,
    values: [
      ['open', 'open'],
      ['waiting', 'waiting'],
      ['solved', 'solved'],
      ['closed', 'closed'],
    ],
  },
  'case-kind': {
    closed: 0,
    values: [
      ['question', null],
      ['fault', null],
      ['complaint', null],
      ['request', null],
    ],
  },
  'case-channel': {
    closed: 0,
    values: [
      ['email', null],
      ['phone', null],
      ['web', null],
      ['chat', null],
    ],
  },
};

const CASES = `
create table "case" (
  id integer primary key autoincrement,
  subject text not null check (trim(subject) <> ''),
  name_key text not null,
  status text not null default 'open',
  priority text not null default 'normal' check (priority in ('urgent', 'high', 'normal', 'low')),
  kind text,
  channel text,
  product text,
  contact_id integer references contact (id),
  account_id integer references account (id),
  opp_id integer references opp (id),
  follows_id integer references "case" (id),
  owner_id integer references "user" (id),
  resolution text,
  notes text,
  first_response_at text,
  solved_at text,
  custom text not null default '{}' check (json_valid(custom)),
  external_source text not null default '',
  external_id text,
  created_at text not null,
  updated_at text not null
) strict;
create index case_open on "case" (created_at) where solved_at is null;
create index case_status on "case" (status);
create index case_name on "case" (name_key);
create index case_owner on "case" (owner_id);
create index case_contact on "case" (contact_id) where contact_id is not null;
create index case_account on "case" (account_id) where account_id is not null;
create index case_opp on "case" (opp_id) where opp_id is not null;
create index case_follows on "case" (follows_id) where follows_id is not null;
create unique index case_external on "case" (external_source, external_id) where external_id is not null;
`;

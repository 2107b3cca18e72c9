import type { Migration } from './migration.ts';

/** The first schema: prospecting, pipeline, what is around both, and the change history. */
export const addFirstTables: Migration = (db, now) => {
  db.exec(TABLES);
  db.prepare(PIPELINE).run({ now });
  db.prepare(STAGES).run({ now });
};

const PIPELINE = `
insert into pipeline (id, name, position, created_at, updated_at) values (1, 'sales', 1, :now, :now)`;

const STAGES = `
insert into stage
  (pipeline_id, name, position, probability, category, kind, rotting_days, created_at, updated_at)
select 1, *, :now, :now from (values
  ('prospecting', 1, 10, 'pipeline', 'open', 30),
  ('qualification', 2, 20, 'pipeline', 'open', 21),
  ('proposal', 3, 50, 'best case', 'open', 21),
  ('negotiation', 4, 75, 'commit', 'open', 14),
  ('won', 5, 100, 'closed', 'won', null),
  ('lost', 6, 0, 'omitted', 'lost', null))`;

const TABLES = `
create table user (
  id integer primary key autoincrement,
  name text not null collate nocase unique check (trim(name) <> ''),
  full_name text,
  email text,
  active integer not null default 1 check (active in (0, 1)),
  created_at text not null,
  updated_at text not null
) strict;

create table pipeline (
  id integer primary key autoincrement,
  name text not null collate nocase unique check (trim(name) <> ''),
  position integer not null,
  archived integer not null default 0 check (archived in (0, 1)),
  created_at text not null,
  updated_at text not null
) strict;

create table stage (
  id integer primary key autoincrement,
  pipeline_id integer not null references pipeline (id),
  name text not null collate nocase check (trim(name) <> ''),
  position integer not null,
  probability integer not null check (probability between 0 and 100),
  category text not null check (category in ('pipeline', 'best case', 'commit', 'closed', 'omitted')),
  kind text not null check (kind in ('open', 'won', 'lost')),
  rotting_days integer check (rotting_days > 0),
  created_at text not null,
  updated_at text not null,
  unique (pipeline_id, name),
  unique (id, pipeline_id)
) strict;

create table lead_status (
  name text primary key collate nocase,
  kind text not null check (kind in ('open', 'qualified', 'nurturing', 'disqualified', 'converted')),
  position integer not null
) strict;

create table field (
  id integer primary key autoincrement,
  noun text not null check (noun in ('lead', 'account', 'contact', 'opp', 'task', 'activity')),
  name text not null check (trim(name) <> ''),
  label text not null,
  type text not null check (type in ('text', 'number', 'money', 'date', 'bool', 'choice')),
  choices text check (json_valid(choices)),
  created_at text not null,
  updated_at text not null,
  unique (noun, name)
) strict;

create table account (
  id integer primary key autoincrement,
  name text not null check (trim(name) <> ''),
  name_key text not null,
  kind text not null default 'prospect'
    check (kind in ('customer', 'prospect', 'partner', 'vendor', 'donor', 'employee', 'person', 'other')),
  website text,
  website_host text,
  industry text,
  employees integer check (employees >= 0),
  street text,
  city text,
  region text,
  postal_code text,
  country text,
  parent_id integer references account (id) check (parent_id <> id),
  source text,
  owner_id integer references user (id),
  notes text,
  custom text not null default '{}' check (json_valid(custom)),
  external_source text not null default '',
  external_id text,
  created_at text not null,
  updated_at text not null
) strict;
create index account_name on account (name_key);
create index account_host on account (website_host) where website_host is not null;
create index account_parent on account (parent_id) where parent_id is not null;
create index account_owner on account (owner_id);
create unique index account_external on account (external_source, external_id) where external_id is not null;

create table contact (
  id integer primary key autoincrement,
  first_name text,
  last_name text,
  name text not null check (trim(name) <> ''),
  name_key text not null,
  title text,
  department text,
  account_id integer references account (id),
  linkedin text,
  social text,
  street text,
  city text,
  region text,
  postal_code text,
  country text,
  timezone text,
  source text,
  owner_id integer references user (id),
  do_not_call integer not null default 0 check (do_not_call in (0, 1)),
  do_not_email integer not null default 0 check (do_not_email in (0, 1)),
  notes text,
  custom text not null default '{}' check (json_valid(custom)),
  external_source text not null default '',
  external_id text,
  created_at text not null,
  updated_at text not null
) strict;
create index contact_name on contact (name_key);
create index contact_account_primary on contact (account_id);
create index contact_owner on contact (owner_id);
create unique index contact_external on contact (external_source, external_id) where external_id is not null;

create table contact_account (
  id integer primary key autoincrement,
  contact_id integer not null references contact (id),
  account_id integer not null references account (id),
  position integer not null default 0,
  unique (contact_id, account_id)
) strict;
create index contact_account_account on contact_account (account_id);

create table opp (
  id integer primary key autoincrement,
  name text not null check (trim(name) <> ''),
  name_key text not null,
  account_id integer references account (id),
  contact_id integer references contact (id),
  pipeline_id integer not null references pipeline (id),
  stage_id integer not null,
  amount_minor integer,
  currency text not null check (length(currency) = 3),
  probability integer check (probability between 0 and 100),
  forecast text check (forecast in ('pipeline', 'best case', 'commit', 'closed', 'omitted')),
  close_date text check (close_date is date(close_date)),
  closed_on text check (closed_on is date(closed_on)),
  next_step text,
  source text,
  campaign text,
  owner_id integer references user (id),
  lost_reason text,
  notes text,
  custom text not null default '{}' check (json_valid(custom)),
  external_source text not null default '',
  external_id text,
  created_at text not null,
  updated_at text not null,
  foreign key (stage_id, pipeline_id) references stage (id, pipeline_id)
) strict;
create index opp_name on opp (name_key);
create index opp_account on opp (account_id);
create index opp_contact_primary on opp (contact_id);
create index opp_stage on opp (stage_id, close_date);
create index opp_close on opp (close_date);
create index opp_owner on opp (owner_id);
create unique index opp_external on opp (external_source, external_id) where external_id is not null;

create table opp_contact (
  id integer primary key autoincrement,
  opp_id integer not null references opp (id),
  contact_id integer not null references contact (id),
  role text,
  position integer not null default 0,
  unique (opp_id, contact_id)
) strict;
create index opp_contact_contact on opp_contact (contact_id);

create table stage_history (
  id integer primary key autoincrement,
  opp_id integer not null references opp (id),
  stage_id integer not null references stage (id),
  entered_at text not null,
  user_id integer references user (id),
  amount_minor integer,
  currency text not null
) strict;
create index stage_history_opp on stage_history (opp_id, id);
create index stage_history_stage on stage_history (stage_id);

create table lead (
  id integer primary key autoincrement,
  first_name text,
  last_name text,
  name text not null check (trim(name) <> ''),
  name_key text not null,
  company text,
  company_key text,
  title text,
  website text,
  website_host text,
  industry text,
  street text,
  city text,
  region text,
  postal_code text,
  country text,
  timezone text,
  source text,
  campaign text,
  status text not null default 'new' references lead_status (name) on update cascade,
  reason text,
  rating text check (rating in ('hot', 'warm', 'cold')),
  score integer,
  owner_id integer references user (id),
  do_not_call integer not null default 0 check (do_not_call in (0, 1)),
  do_not_email integer not null default 0 check (do_not_email in (0, 1)),
  notes text,
  attempts integer not null default 0 check (attempts >= 0),
  last_attempt_at text,
  next_attempt_at text,
  converted_at text,
  account_id integer references account (id),
  contact_id integer references contact (id),
  opp_id integer references opp (id),
  custom text not null default '{}' check (json_valid(custom)),
  external_source text not null default '',
  external_id text,
  created_at text not null,
  updated_at text not null
) strict;
create index lead_name on lead (name_key, company_key);
create index lead_company on lead (company_key) where company_key is not null;
create index lead_status_of on lead (status);
create index lead_owner on lead (owner_id);
create index lead_created on lead (created_at);
create index lead_next on lead (next_attempt_at) where next_attempt_at is not null;
create index lead_account on lead (account_id) where account_id is not null;
create index lead_contact on lead (contact_id) where contact_id is not null;
create index lead_opp on lead (opp_id) where opp_id is not null;
create unique index lead_external on lead (external_source, external_id) where external_id is not null;

create table email (
  id integer primary key autoincrement,
  lead_id integer references lead (id),
  contact_id integer references contact (id),
  account_id integer references account (id),
  address text not null check (trim(address) <> ''),
  address_key text not null,
  position integer not null default 0,
  check ((lead_id is not null) + (contact_id is not null) + (account_id is not null) = 1)
) strict;
create index email_key on email (address_key);
create index email_lead on email (lead_id, position) where lead_id is not null;
create index email_contact on email (contact_id, position) where contact_id is not null;
create index email_account on email (account_id, position) where account_id is not null;

create table phone (
  id integer primary key autoincrement,
  lead_id integer references lead (id),
  contact_id integer references contact (id),
  account_id integer references account (id),
  e164 text,
  typed text not null check (trim(typed) <> ''),
  bad integer not null default 0 check (bad in (0, 1)),
  position integer not null default 0,
  check ((lead_id is not null) + (contact_id is not null) + (account_id is not null) = 1)
) strict;
create index phone_key on phone (e164) where e164 is not null;
create index phone_lead on phone (lead_id, position) where lead_id is not null;
create index phone_contact on phone (contact_id, position) where contact_id is not null;
create index phone_account on phone (account_id, position) where account_id is not null;

create table tagging (
  id integer primary key autoincrement,
  tag text not null collate nocase check (trim(tag) <> ''),
  lead_id integer references lead (id),
  contact_id integer references contact (id),
  account_id integer references account (id),
  opp_id integer references opp (id),
  check ((lead_id is not null) + (contact_id is not null) + (account_id is not null) + (opp_id is not null) = 1)
) strict;
create index tagging_tag on tagging (tag);
create unique index tagging_lead on tagging (lead_id, tag) where lead_id is not null;
create unique index tagging_contact on tagging (contact_id, tag) where contact_id is not null;
create unique index tagging_account on tagging (account_id, tag) where account_id is not null;
create unique index tagging_opp on tagging (opp_id, tag) where opp_id is not null;

create table activity (
  id integer primary key autoincrement,
  type text not null check (type in ('call', 'email', 'meeting', 'note', 'event')),
  at text not null,
  user_id integer references user (id),
  direction text check (direction in ('in', 'out')),
  disposition text
    check (disposition in ('answered', 'gatekeeper', 'voicemail', 'no-answer', 'busy', 'wrong-number', 'failed')),
  outcome text,
  duration integer check (duration >= 0),
  subject text,
  body text,
  lead_id integer references lead (id),
  contact_id integer references contact (id),
  account_id integer references account (id),
  opp_id integer references opp (id),
  custom text not null default '{}' check (json_valid(custom)),
  external_source text not null default '',
  external_id text,
  created_at text not null,
  updated_at text not null
) strict;
create index activity_at on activity (at);
create index activity_lead on activity (lead_id, at) where lead_id is not null;
create index activity_contact on activity (contact_id, at) where contact_id is not null;
create index activity_account on activity (account_id, at) where account_id is not null;
create index activity_opp on activity (opp_id, at) where opp_id is not null;
create unique index activity_external on activity (external_source, external_id) where external_id is not null;

create table task (
  id integer primary key autoincrement,
  subject text not null check (trim(subject) <> ''),
  kind text not null default 'todo' check (kind in ('todo', 'callback', 'meeting', 'email')),
  due_date text check (due_date is date(due_date)),
  due_at text,
  priority text not null default 'normal' check (priority in ('high', 'normal', 'low')),
  status text not null default 'open' check (status in ('open', 'done', 'cancelled')),
  done_at text,
  every text,
  owner_id integer references user (id),
  lead_id integer references lead (id),
  contact_id integer references contact (id),
  account_id integer references account (id),
  opp_id integer references opp (id),
  notes text,
  custom text not null default '{}' check (json_valid(custom)),
  external_source text not null default '',
  external_id text,
  created_at text not null,
  updated_at text not null
) strict;
create index task_due on task (status, due_date);
create index task_owner on task (owner_id);
create index task_lead on task (lead_id) where lead_id is not null;
create index task_contact on task (contact_id) where contact_id is not null;
create index task_account on task (account_id) where account_id is not null;
create index task_opp on task (opp_id) where opp_id is not null;
create unique index task_external on task (external_source, external_id) where external_id is not null;

create table suppression (
  id integer primary key autoincrement,
  e164 text not null unique,
  reason text,
  source text,
  user_id integer references user (id),
  created_at text not null
) strict;

create table change (
  id integer primary key autoincrement,
  kind text not null check (kind in ('do', 'undo', 'redo')),
  at text not null,
  user_name text not null,
  command text not null,
  summary text not null default '',
  undone_by integer references change (id)
) strict;
create index change_user on change (user_name, id);

-- One row for each record touched, or for a run of records made with consecutive numbers.
create table change_row (
  id integer primary key,
  change_id integer not null references change (id),
  tbl text not null,
  row_id integer not null,
  last_id integer not null,
  op text not null check (op in ('insert', 'update', 'delete')),
  before text,
  after text
) strict;
create index change_row_change on change_row (change_id);
create index change_row_record on change_row (tbl, last_id, row_id);

-- rowid = record number * 8 + noun code; see search.ts.
create virtual table search_text using fts5 (
  title, body, content = '', contentless_delete = 1, tokenize = 'unicode61 remove_diacritics 2'
);

insert into lead_status (name, kind, position) values
  ('new', 'open', 1), ('attempting', 'open', 2), ('connected', 'open', 3), ('qualified', 'qualified', 4),
  ('nurturing', 'nurturing', 5), ('disqualified', 'disqualified', 6), ('converted', 'converted', 7);
`;

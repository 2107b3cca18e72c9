import { makeRoom } from './make-room.ts';
import type { Migration } from './migration.ts';

/** Documents of records: files that are kept here, with their former versions, or links. */
export const addDocuments: Migration = (db, _now, _report, note) => {
  makeRoom(db, ['doc', 'docs', 'document', 'documents', 'doc_version'], note);
  db.exec(TABLES);
  for (const noun of OWNERS)
    db.exec(`create index doc_${noun} on doc (${noun}_id) where ${noun}_id is not null`);
  db.prepare('insert into picklist (name, closed) values (?, 0)').run('doc-kind');
  const add = db.prepare('insert into picklist_value (list, name, name_key, position) values (?, ?, ?, ?)');
  for (const [at, kind] of KINDS.entries()) add.run('doc-kind', kind, kind, at + 1);
};

const KINDS = ['contract', 'offer', 'invoice', 'certificate', 'manual', 'photo'];

const OWNERS = ['lead', 'contact', 'account', 'opp', 'case', 'product', 'purchase', 'task', 'meeting'];

const TABLES = `
create table doc (
  id integer primary key autoincrement,
  name text not null check (trim(name) <> ''),
  name_key text not null,
  kind text,
  hash text references stored_file (hash),
  size integer,
  file_name text,
  file_at text,
  file_user_id integer references "user" (id),
  version integer not null default 1 check (version > 0),
  url text,
  expires text check (expires is date(expires)),
${OWNERS.map((noun) => `  ${noun}_id integer references "${noun}" (id),`).join('\n')}
  owner_id integer references "user" (id),
  notes text,
  content text,
  custom text not null default '{}' check (json_valid(custom)),
  external_source text not null default '',
  external_id text,
  created_at text not null,
  updated_at text not null,
  check ((hash is null) = (size is null))
) strict;
create index doc_name on doc (name_key);
create index doc_expiry on doc (expires) where expires is not null;
create index doc_hash on doc (hash) where hash is not null;
create unique index doc_external on doc (external_source, external_id) where external_id is not null;
create table doc_version (
  id integer primary key autoincrement,
  doc_id integer not null references doc (id),
  number integer not null check (number > 0),
  name text not null,
  hash text not null references stored_file (hash),
  size integer not null,
  user_id integer references "user" (id),
  at text not null
) strict;
create unique index doc_version_number on doc_version (doc_id, number);
create index doc_version_hash on doc_version (hash);
`;

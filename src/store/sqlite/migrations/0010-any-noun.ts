import type Database from 'better-sqlite3';
import type { Migration, ReportProgress } from './migration.ts';

/**
 * Room for any number of nouns. Row numbers of the search index had three bits for the noun, of which all but one were
 * in use: documents have numbers of their own now, a block of 1024 for each 1024 record numbers of a noun. Tables that
 * name a noun no longer list the nouns.
 */
export const addAnyNoun: Migration = (db, _, report) => {
  db.exec(TABLES);
  fillSearchIndex(db, report);
};

const TABLES = `
create table search_block (
  id integer primary key,
  noun text not null,
  page integer not null,
  unique (noun, page)
) strict;
insert into search_text (search_text) values ('delete-all');
delete from derived where name = 'search_text';

create table new_field (
  id integer primary key autoincrement,
  noun text not null,
  name text not null check (trim(name) <> ''),
  label text not null,
  type text not null check (type in ('text', 'number', 'money', 'date', 'bool', 'choice')),
  choices text check (choices is null or json_valid(choices)),
  created_at text not null,
  updated_at text not null,
  unique (noun, name)
) strict;
insert into new_field select * from field order by id;
delete from sqlite_sequence where name = 'new_field';
insert into sqlite_sequence (name, seq) select 'new_field', seq from sqlite_sequence where name = 'field';
drop table field;
alter table new_field rename to field;

create table new_segment (
  id integer primary key autoincrement,
  name text not null collate nocase unique check (trim(name) <> ''),
  noun text not null,
  filter text not null check (trim(filter) <> ''),
  created_at text not null,
  updated_at text not null
) strict;
insert into new_segment select * from segment order by id;
delete from sqlite_sequence where name = 'new_segment';
insert into sqlite_sequence (name, seq) select 'new_segment', seq from sqlite_sequence where name = 'segment';
drop table segment;
alter table new_segment rename to segment;

create table new_import_map (
  id integer primary key autoincrement,
  name text not null collate nocase unique check (trim(name) <> ''),
  noun text not null,
  said text not null check (json_valid(said)),
  created_at text not null,
  updated_at text not null
) strict;
insert into new_import_map select * from import_map order by id;
delete from sqlite_sequence where name = 'new_import_map';
insert into sqlite_sequence (name, seq) select 'new_import_map', seq from sqlite_sequence where name = 'import_map';
drop table import_map;
alter table new_import_map rename to import_map;
`;

/** Indexes all records anew, a block at a time. */
function fillSearchIndex(db: Database.Database, report: ReportProgress): void {
  const count = (noun: string) => db.prepare(`select count(*) from "${noun}"`).pluck().get() as number;
  const all = Object.keys(TEXTS).reduce((sum, noun) => sum + count(noun), 0);
  let done = 0;
  for (const [noun, { title, body }] of Object.entries(TEXTS)) {
    const pages = db.prepare<[], number>(`select distinct id / 1024 from "${noun}" order by 1`).pluck();
    const addBlock = db.prepare('insert into search_block (noun, page) values (?, ?)');
    const addTexts = db.prepare(
      `insert into search_text (rowid, title, body)
       select ? * 1024 + r.id % 1024, ${title.join(SPACE)}, ${body.join(SPACE)}
       from "${noun}" r where r.id between ? * 1024 and ? * 1024 + 1023`,
    );
    for (const page of pages.all()) {
      done += addTexts.run(addBlock.run(noun, page).lastInsertRowid, page, page).changes;
      report(done, all);
    }
  }
}

const SPACE = ` || ' ' || `;
const columns = (...names: string[]) => names.map((name) => `coalesce(r.${name}, '')`);
const emails = (noun: string) =>
  `coalesce((select group_concat(address, ' ') from email where ${noun}_id = r.id), '')`;
/** As typed, in E.164, and as it is dialled within its country. */
const phones = (noun: string) =>
  `coalesce((select group_concat(typed || coalesce(' ' || e164 || ' ' || substr(e164, case
     when substr(e164, 2, 1) in ('1', '7') then 3
     when substr(e164, 2, 2) in ('20', '27', '30', '31', '32', '33', '34', '36', '39', '40', '41', '43', '44', '45',
       '46', '47', '48', '49', '51', '52', '53', '54', '55', '56', '57', '58', '60', '61', '62', '63', '64', '65',
       '66', '81', '82', '84', '86', '90', '91', '92', '93', '94', '95', '98') then 4
     else 5 end), ''), ' ') from phone where ${noun}_id = r.id), '')`;
const tags = (noun: string) =>
  `coalesce((select group_concat(tag, ' ') from tagging where ${noun}_id = r.id), '')`;
const CUSTOM = `case r.custom when '{}' then '' else coalesce((select group_concat(value, ', ')
  from json_each(r.custom) where type in ('text', 'integer', 'real')), '') end`;
const addressed = (noun: string) => [emails(noun), phones(noun), tags(noun), CUSTOM];

const TEXTS = {
  lead: {
    title: columns('name', 'company'),
    body: [...columns('title', 'notes', 'city', 'website'), ...addressed('lead')],
  },
  account: {
    title: columns('name'),
    body: [...columns('industry', 'notes', 'city', 'website'), ...addressed('account')],
  },
  contact: {
    title: columns('name'),
    body: [...columns('title', 'notes', 'city', 'linkedin', 'social'), ...addressed('contact')],
  },
  opp: {
    title: columns('name'),
    body: [...columns('next_step', 'notes', 'lost_reason'), tags('opp'), CUSTOM],
  },
  activity: { title: columns('subject'), body: [...columns('body'), CUSTOM] },
  task: { title: columns('subject'), body: [...columns('notes'), CUSTOM] },
};

import type Database from 'better-sqlite3';
import type { Migration } from './migration.ts';

/**
 * Meetings, planned and held. An open task of kind meeting becomes one, with its number, and so do its rows in the
 * history: an undo of the call that planned it takes the meeting away.
 */
export const addMeetings: Migration = (db) => {
  db.exec(MEETINGS);
  const tasks = db.prepare<[], Row>(
    "select * from task where kind = 'meeting' and status = 'open' order by id",
  );
  for (const task of tasks.all()) {
    const id = Number(task.id);
    insert(db, 'meeting', asMeeting(task));
    moveHistory(db, id);
    moveSearchText(db, id);
    db.prepare('delete from task where id = ?').run(id);
  }
};

type Row = Record<string, string | number | null>;

/** Columns of tasks that meetings do not have. */
const NOT_OF_MEETINGS = new Set(['kind', 'priority', 'every', 'done_at']);
const STATUSES: Readonly<Record<string, string>> = { open: 'planned', done: 'held', cancelled: 'cancelled' };

/** Values of a task, all or some, as those of a meeting. */
function asMeeting(task: Row): Row {
  const meeting: Row = {};
  for (const [name, value] of Object.entries(task)) {
    if (NOT_OF_MEETINGS.has(name)) continue;
    if (name === 'due_date') meeting.starts_on = value;
    else if (name === 'due_at') meeting.starts_at = value;
    else if (name === 'status') meeting.status = STATUSES[String(value)] ?? 'planned';
    else meeting[name] = value;
  }
  return meeting;
}

function insert(db: Database.Database, table: string, row: Row): void {
  const names = Object.keys(row);
  db.prepare(
    `insert into "${table}" (${names.map((name) => `"${name}"`).join(', ')}) values (${names.map((name) => `:${name}`).join(', ')})`,
  ).run(row);
}

/** Makes what the history has of a task that of a meeting. New rows stand in runs of numbers. */
function moveHistory(db: Database.Database, id: number): void {
  const rows = db
    .prepare<[number, number], Row>(
      "select * from change_row where tbl = 'task' and row_id <= ? and last_id >= ? order by id",
    )
    .all(id, id);
  for (const row of rows) {
    const values = (json: string | number | null) =>
      json === null ? null : JSON.stringify(asMeeting(JSON.parse(String(json)) as Row));
    db.prepare(
      "update change_row set tbl = 'meeting', row_id = ?, last_id = ?, before = ?, after = ? where id = ?",
    ).run(...[id, id, values(row.before ?? null), values(row.after ?? null), row.id]);
    const { id: _, ...copy } = row;
    if (Number(row.row_id) < id) insert(db, 'change_row', { ...copy, last_id: id - 1 });
    if (id < Number(row.last_id)) insert(db, 'change_row', { ...copy, row_id: id + 1 });
  }
}

/** Puts the text of a task into the search index as that of a meeting. */
function moveSearchText(db: Database.Database, id: number): void {
  const block = db
    .prepare<[string, number], number>('select id from search_block where noun = ? and page = ?')
    .pluck();
  const page = Math.floor(id / 1024);
  const old = block.get('task', page);
  if (old !== undefined) db.prepare('delete from search_text where rowid = ?').run(old * 1024 + (id % 1024));
  if (block.get('meeting', page) === undefined)
    db.prepare('insert into search_block (noun, page) values (?, ?)').run('meeting', page);
  db.prepare(
    `insert into search_text (rowid, title, body)
     select ?, subject, coalesce(notes, '') || ' ' || '' || ' ' || '' || ' ' || case custom when '{}' then '' else
       coalesce((select group_concat(value, ', ') from json_each(custom) where type in ('text', 'integer', 'real')), '') end
     from meeting where id = ?`,
  ).run((block.get('meeting', page) as number) * 1024 + (id % 1024), id);
}

const MEETINGS = `
create table meeting (
  id integer primary key autoincrement,
  subject text not null check (trim(subject) <> ''),
  status text not null default 'planned' check (status in ('planned', 'held', 'no-show', 'cancelled')),
  starts_on text check (starts_on is date(starts_on)),
  starts_at text,
  ends_at text,
  place text,
  attendees text,
  outcome text,
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
create index meeting_start on meeting (status, starts_on);
create index meeting_owner on meeting (owner_id);
create index meeting_lead on meeting (lead_id) where lead_id is not null;
create index meeting_contact on meeting (contact_id) where contact_id is not null;
create index meeting_account on meeting (account_id) where account_id is not null;
create index meeting_opp on meeting (opp_id) where opp_id is not null;
create unique index meeting_external on meeting (external_source, external_id) where external_id is not null;
`;

import type Database from 'better-sqlite3';
import { makeRoom } from './make-room.ts';
import type { Migration } from './migration.ts';
import { retireCustomField } from './retire-custom-field.ts';

/**
 * Attendees of meetings are people that one can find. Those of meetings that are there are linked where a name or e-mail
 * address is that of one contact or lead only that was there when the meeting was added, else of one user.
 */
export const addAttendees: Migration = (db, _now, _report, note) => {
  makeRoom(db, ['meeting_attendee'], note);
  retireCustomField(db, 'meeting', 'known_attendees');
  db.exec(`
create table meeting_attendee (
  id integer primary key autoincrement,
  meeting_id integer not null references meeting (id) on delete cascade,
  contact_id integer references contact (id),
  lead_id integer references lead (id),
  user_id integer references "user" (id),
  position integer not null default 0,
  check ((contact_id is not null) + (lead_id is not null) + (user_id is not null) = 1)
) strict;
create index meeting_attendee_meeting on meeting_attendee (meeting_id);
create unique index meeting_attendee_contact on meeting_attendee (contact_id, meeting_id) where contact_id is not null;
create unique index meeting_attendee_lead on meeting_attendee (lead_id, meeting_id) where lead_id is not null;
create unique index meeting_attendee_user on meeting_attendee (user_id, meeting_id) where user_id is not null;
`);
  linkThose(db);
};

interface Meeting {
  readonly id: number;
  readonly attendees: string;
  readonly created_at: string;
}

interface Match {
  readonly id: number;
}

function linkThose(db: Database.Database): void {
  const meetings = db.prepare<[], Meeting>(
    "select id, attendees, created_at from meeting where trim(attendees) <> '' order by id",
  );
  const all = meetings.all();
  if (all.length === 0) return;
  const people = (noun: string) => ({
    named: db.prepare<[string, string], Match>(
      `select id from ${noun} where name_key = ? and created_at <= ? limit 2`,
    ),
    addressed: db.prepare<[string, string], Match>(
      `select distinct ${noun}.id from email join ${noun} on ${noun}.id = email.${noun}_id
       where address_key = ? and created_at <= ? limit 2`,
    ),
  });
  const nouns = [
    ['contact', people('contact')],
    ['lead', people('lead')],
  ] as const;
  const user = db.prepare<{ text: string }, Match>(
    `select id from "user" where is_queue = 0 and (lower(name) = :text or lower(full_name) = :text or lower(email) = :text) limit 2`,
  );
  const find = (text: string, at: string): readonly [string, number] | null => {
    const key = keyOf(text);
    for (const [noun, { named, addressed }] of nouns) {
      const found = text.includes('@') ? addressed.all(text.toLowerCase(), at) : named.all(key, at);
      if (found.length > 1) return null;
      if (found[0]) return [`${noun}_id`, found[0].id];
    }
    const [only, another] = user.all({ text: text.toLowerCase() });
    return only && !another ? ['user_id', only.id] : null;
  };
  for (const { id, attendees, created_at } of all) {
    let position = 0;
    const linked = new Set<string>();
    for (const part of attendees.split(/[;\n]/)) {
      const text = (/<\s*([^<>\s]+@[^<>\s]+)\s*>/.exec(part)?.[1] ?? part).trim();
      const found = text === '' ? null : find(text, created_at);
      if (!found || linked.has(found.join())) continue;
      linked.add(found.join());
      db.prepare(`insert into meeting_attendee (meeting_id, ${found[0]}, position) values (?, ?, ?)`).run(
        id,
        found[1],
        position++,
      );
    }
  }
}

/** The words of a name as they are compared, for all but unusual ones. */
const keyOf = (name: string) =>
  (
    name
      .normalize('NFKD')
      .replace(/\p{M}/gu, '')
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? []
  ).join(' ');

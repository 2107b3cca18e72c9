import { makeRoom } from './make-room.ts';
import type { Migration } from './migration.ts';

/** Mails that are written, queued or sent, their attachments, and addresses that nobody writes to. */
export const addMail: Migration = (db, _now, _report, note) => {
  makeRoom(db, ['message', 'messages', 'mail', 'mails', 'message_file', 'mail_suppression'], note);
  db.exec(`
create table message (
  id integer primary key autoincrement,
  message_id text not null unique,
  thread_id integer references message (id),
  in_reply_to text,
  refs text not null default '',
  account text not null,
  state text not null check (state in ('draft', 'queued', 'sent', 'failed', 'cancelled')),
  sender text not null,
  recipient text not null,
  cc text not null default '',
  bcc text not null default '',
  subject text not null,
  text text not null,
  html text not null,
  bulk integer not null default 0 check (bulk in (0, 1)),
  send_at text not null,
  sent_at text,
  answer text,
  about text not null,
  user_id integer references "user" (id),
  created_at text not null,
  updated_at text not null
) strict;
create index message_queued on message (send_at) where state = 'queued';
create index message_sent on message (account, sent_at) where sent_at is not null;
create index message_thread on message (thread_id) where thread_id is not null;
create index message_about on message (about);
create table message_file (
  id integer primary key autoincrement,
  message_id integer not null references message (id),
  hash text not null references stored_file (hash),
  name text not null
) strict;
create index message_file_message on message_file (message_id);
create table mail_suppression (
  id integer primary key autoincrement,
  address_key text not null unique,
  reason text not null,
  created_at text not null
) strict;
`);
};

import { makeRoom } from './make-room.ts';
import type { Migration } from './migration.ts';

/** Why the mailboxes of accounts cannot be read. */
export const addMailboxProblems: Migration = (db, _now, _report, note) => {
  makeRoom(db, ['mailbox_problem', 'mailbox_problems'], note);
  db.exec(`
create table mailbox_problem (
  account text primary key not null,
  problem text not null,
  since text not null,
  last_at text not null
) strict;
`);
};

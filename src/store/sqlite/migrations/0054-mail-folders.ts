import { makeRoom } from './make-room.ts';
import type { Migration } from './migration.ts';

/** How far the folders of mailboxes have been read. */
export const addMailFolders: Migration = (db, _now, _report, note) => {
  makeRoom(db, ['mail_folder', 'mail_folders'], note);
  db.exec(`
create table mail_folder (
  account text not null,
  folder text not null,
  uid_validity integer not null,
  last_uid integer not null,
  primary key (account, folder)
) strict;
`);
};

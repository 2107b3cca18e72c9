import { makeRoom } from './make-room.ts';
import type { Migration } from './migration.ts';

/** Files that records have, such as attachments: their bytes are in a folder beside the database, named by their hash. */
export const addStoredFiles: Migration = (db, _now, _report, note) => {
  makeRoom(db, ['stored_file'], note);
  db.exec(`
create table stored_file (
  hash text primary key check (length(hash) = 64 and hash not glob '*[^0-9a-f]*'),
  size integer not null check (size >= 0),
  added_at text not null
) strict;
`);
};

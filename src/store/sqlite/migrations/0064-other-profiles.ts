import { makeRoom } from './make-room.ts';
import type { Migration } from './migration.ts';
import { retireCustomField } from './retire-custom-field.ts';

/** Further profiles of people, several on one network. A team's own field of that name is kept under another. */
export const addOtherProfiles: Migration = (db, _now, _report, note) => {
  makeRoom(db, ['contact_profile'], note);
  db.exec(`
create table contact_profile (
  id integer primary key autoincrement,
  contact_id integer not null references contact (id),
  address text not null check (trim(address) <> ''),
  position integer not null default 0,
  unique (contact_id, address)
) strict;
create index contact_profile_address on contact_profile (address);
`);
  retireCustomField(db, 'contact', 'other_profiles');
};

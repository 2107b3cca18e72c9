import type { Migration } from './migration.ts';

/** Mails that leave within the hours of their recipient, also when they are tried again. */
export const addHoursOfMails: Migration = (db) => {
  db.exec(
    'alter table message add column their_hours integer not null default 0 check (their_hours in (0, 1))',
  );
};

import type { Migration } from './migration.ts';

/** Why members of campaigns were not written to. */
export const addMemberReasons: Migration = (db) => {
  db.exec('alter table campaign_member add column reason text');
};

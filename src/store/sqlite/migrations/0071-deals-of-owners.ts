import type { Migration } from './migration.ts';

/** The deals of an owner are found by stage and day: what waits for somebody is read without the deals of the others. */
export const findDealsOfOwners: Migration = (db) => {
  db.exec(`
drop index opp_owner;
create index opp_owner on opp (owner_id, stage_id, coalesce(closed_on, close_date, '9999-12-31'));
`);
};

import type { Migration } from './migration.ts';

/**
 * The call queue knows in which country a lead is, beside the zone: it is built anew by other rules when it is next
 * used. A queue without leads needs no building.
 */
export const addQueuePlace: Migration = (db) =>
  db.exec(`
alter table call_queue rename column zone to place;
update derived set rules = 3 where name = 'call_queue' and not exists (select 1 from lead);
`);

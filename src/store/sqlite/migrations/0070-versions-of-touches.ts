import type { Migration } from './migration.ts';

/** What was done in a sequence belongs to the version in which it was done: people can go on with a later one. */
export const addVersionsOfTouches: Migration = (db) => {
  db.exec(`
alter table sequence_touch add column version integer not null default 1;
update sequence_touch set version = (select version from sequence_run where sequence_run.id = sequence_touch.run_id);
`);
};

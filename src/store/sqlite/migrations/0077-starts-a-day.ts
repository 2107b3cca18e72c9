import type { Migration } from './migration.ts';

/** How many people begin a sequence on a day. */
export const addStartsPerDay: Migration = (db) => {
  db.exec('alter table sequence add column starts_per_day integer');
};

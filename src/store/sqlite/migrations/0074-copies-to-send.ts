import type { Migration } from './migration.ts';

/** The addresses of a mail that a server did not take it for yet, while others have it. */
export const addCopiesToSend: Migration = (db) => {
  db.exec('alter table message add column remaining text');
};

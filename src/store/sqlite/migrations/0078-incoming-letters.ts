import type { Migration } from './migration.ts';

/** Letters of others are found by their time: what waits for an answer is read without all that was done meanwhile. */
export const findIncomingLetters: Migration = (db) => {
  db.exec(`
create index activity_letter on activity (at)
  where direction = 'in' and type in ('email', 'message', 'letter', 'form')`);
};

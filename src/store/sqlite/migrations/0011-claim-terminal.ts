import type { Migration } from './migration.ts';

/** Remembers in which terminal a lead was taken: the words of a call mean the one taken in the same terminal. */
export const addClaimTerminal: Migration = (db) =>
  db.exec(`
alter table call_hold add column terminal text;
`);

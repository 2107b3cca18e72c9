import type { Migration } from './migration.ts';

/**
 * Contacts and deals of an account are found by name too: an import looks for the same person or deal, of which there may
 * be thousands of one name, and many at one account.
 */
export const indexNamesakes: Migration = (db) =>
  db.exec(`
drop index contact_account_primary;
create index contact_account_primary on contact (account_id, name_key);
drop index opp_account;
create index opp_account on opp (account_id, name_key);
`);

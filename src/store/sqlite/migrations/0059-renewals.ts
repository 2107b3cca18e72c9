import type { Migration } from './migration.ts';

/** The deal that is to renew a purchase. */
export const addRenewals: Migration = (db) => {
  db.exec(`
    alter table purchase add column renewal_id integer references opp (id);
    create index purchase_renewal on purchase (renewal_id) where renewal_id is not null;`);
};

import type { Migration } from './migration.ts';
import { retireCustomField } from './retire-custom-field.ts';

/** What e-mail addresses and phones are for, and which addresses reach nobody. */
export const addAddressLabels: Migration = (db) => {
  for (const table of ['email', 'phone'])
    db.exec(`
      alter table ${table} add column kind text check (kind in ('work', 'mobile', 'home', 'main', 'other'));
    `);
  db.exec('alter table email add column bad integer not null default 0 check (bad in (0, 1))');
  for (const noun of ['lead', 'contact', 'account'])
    for (const name of ['email_labels', 'phone_labels']) retireCustomField(db, noun, name);
};

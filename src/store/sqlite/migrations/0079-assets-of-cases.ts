import type { Migration } from './migration.ts';
import { retireCustomField } from './retire-custom-field.ts';

/** Cases are about what is installed, and about products that are sold. */
export const addAssetsOfCases: Migration = (db) => {
  for (const [field, target] of [
    ['asset', 'asset'],
    ['model', 'product'],
  ] as const) {
    for (const name of [field, `${field}_id`]) retireCustomField(db, 'case', name);
    db.exec(`
      alter table "case" add column ${field}_id integer references ${target} (id);
      create index case_${field} on "case" (${field}_id) where ${field}_id is not null;`);
  }
};

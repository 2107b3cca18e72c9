import { adoptCustomField } from './adopt-custom-field.ts';
import type { Migration } from './migration.ts';

/** How often a case was opened again. */
export const addCaseReopened: Migration = (db) => {
  db.exec('alter table "case" add column reopened integer not null default 0 check (reopened >= 0)');
  adoptCustomField(db, 'case', 'reopened');
};

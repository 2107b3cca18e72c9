import { addOwner } from './add-owner.ts';
import { editConstraint } from './edit-constraint.ts';
import type { Migration } from './migration.ts';

/** Lines, prices, quotes, documents, tasks, meetings, activities and the records of nouns of teams can be merged. */
export const mergeAll: Migration = (db) => {
  for (const noun of NOUNS) {
    addOwner(db, 'former', noun);
    db.exec(`create index former_${noun} on former (${noun}_id) where ${noun}_id is not null`);
  }
  // A row of a noun of a team has none of the owners that the check of the table knows.
  editConstraint(db, 'former', ' = 1)', ' <= 1)');
  const made = db.prepare<[], { name: string }>('select name from noun order by id').all();
  for (const { name } of made)
    db.exec(`
      alter table former add column "${name}_id" integer references "${name}" (id);
      create index "noun former of ${name}" on former ("${name}_id") where "${name}_id" is not null;`);
};

const NOUNS = ['line', 'price', 'quote', 'doc', 'task', 'meeting', 'activity'];

import { adoptCustomField } from './adopt-custom-field.ts';
import type { Migration } from './migration.ts';
import { retireCustomField } from './retire-custom-field.ts';

/**
 * How far the relationship with a person or company is: the stage and its day are columns, and the stages that it left
 * are rows. A team's own field of such a name becomes the built-in one.
 */
export const addLifecycle: Migration = (db) => {
  for (const noun of NOUNS)
    db.exec(`
      alter table ${noun} add column lifecycle text;
      alter table ${noun} add column lifecycle_since text check (lifecycle_since is date(lifecycle_since));
    `);
  db.exec(`
    create table lifecycle_history (
      id integer primary key autoincrement,
      lead_id integer references lead (id),
      contact_id integer references contact (id),
      account_id integer references account (id),
      stage text not null,
      reached_on text check (reached_on is date(reached_on)),
      check ((lead_id is not null) + (contact_id is not null) + (account_id is not null) = 1)
    ) strict;
    create index lifecycle_history_lead on lifecycle_history (lead_id) where lead_id is not null;
    create index lifecycle_history_contact on lifecycle_history (contact_id) where contact_id is not null;
    create index lifecycle_history_account on lifecycle_history (account_id) where account_id is not null;
    insert into picklist (name, closed) values ('lifecycle', 0);
  `);
  for (const noun of NOUNS)
    for (const name of ['lifecycle', 'lifecycle_since']) adoptCustomField(db, noun, name);
  for (const noun of NOUNS) retireCustomField(db, noun, 'lifecycle_days');
  const add = db.prepare(
    `insert or ignore into picklist_value (list, name, name_key, kind, position)
     select 'lifecycle', :name, :key, :kind, coalesce(max(position), 0) + 1 from picklist_value where list = 'lifecycle'`,
  );
  const own = NOUNS.flatMap((noun) =>
    db
      .prepare<[], string>(`select distinct lifecycle from ${noun} where trim(lifecycle) <> ''`)
      .pluck()
      .all(),
  );
  for (const name of [...STAGES, ...own])
    add.run({ name, key: keyOf(name), kind: name === 'customer' ? 'customer' : null });
};

const NOUNS = ['lead', 'contact', 'account'];

const STAGES = ['subscriber', 'lead', 'qualified', 'opportunity', 'customer', 'former'];

function keyOf(text: string): string {
  return text.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim();
}

import type Database from 'better-sqlite3';
import { adoptCustomField } from './adopt-custom-field.ts';
import { editConstraint } from './edit-constraint.ts';
import type { Migration } from './migration.ts';
import { adoptMoneyField, retireCustomField } from './retire-custom-field.ts';

/**
 * More of what other programs know of people, firms and deals, and the kinds of activities that were missing. A team's own
 * field of such a name becomes the built-in one.
 */
export const addPeople: Migration = (db) => {
  editConstraint(
    db,
    'activity',
    "check (type in ('call', 'email', 'meeting', 'note', 'event'))",
    "check (type in ('call', 'email', 'meeting', 'note', 'event', 'message', 'letter', 'form'))",
  );
  db.exec(COLUMNS);
  for (const [noun, names] of Object.entries(FIELDS))
    for (const name of names) adoptCustomField(db, noun, name);
  for (const noun of ['lead', 'account']) adoptMoneyField(db, noun, 'revenue');
  retireCustomField(db, 'contact', 'reports_to');
  db.exec("insert into picklist (name, closed) values ('deal-type', 0), ('relation', 0)");
  addValues(db);
};

const COLUMNS = `
alter table lead add column salutation text;
alter table lead add column language text;
alter table lead add column employees integer check (employees >= 0);
alter table lead add column revenue_minor integer;
alter table lead add column revenue_currency text;
alter table contact add column salutation text;
alter table contact add column birthdate text check (birthdate is date(birthdate));
alter table contact add column language text;
alter table contact add column reports_to_id integer references contact (id) check (reports_to_id <> id);
create index contact_reports_to on contact (reports_to_id) where reports_to_id is not null;
alter table account add column revenue_minor integer;
alter table account add column revenue_currency text;
alter table account add column shipping_street text;
alter table account add column shipping_city text;
alter table account add column shipping_region text;
alter table account add column shipping_postal_code text;
alter table account add column shipping_country text;
alter table opp add column type text;

-- What one contact is to another: \`other_id\` is the \`kind\` of \`contact_id\`.
create table contact_relation (
  id integer primary key autoincrement,
  contact_id integer not null references contact (id),
  other_id integer not null references contact (id),
  kind text not null check (trim(kind) <> ''),
  check (contact_id <> other_id),
  unique (contact_id, other_id, kind)
) strict;
create index contact_relation_other on contact_relation (other_id);
`;

const FIELDS: Readonly<Record<string, readonly string[]>> = {
  lead: ['salutation', 'language', 'employees'],
  contact: ['salutation', 'birthdate', 'language'],
  account: [
    'shipping_street',
    'shipping_city',
    'shipping_region',
    'shipping_postal_code',
    'shipping_country',
  ],
  opp: ['type'],
};

/** Lists for new fields: the values of every database, and the columns whose texts become values. */
const LISTS: Readonly<Record<string, { values: readonly string[]; columns: readonly string[] }>> = {
  salutation: { values: [], columns: ['lead.salutation', 'contact.salutation'] },
  'deal-type': { values: ['new business', 'existing business', 'renewal'], columns: ['opp.type'] },
  relation: {
    values: ['manager', 'assistant', 'mentor', 'colleague', 'partner', 'spouse', 'friend', 'referrer'],
    columns: [],
  },
};

function addValues(db: Database.Database): void {
  const add = db.prepare(
    `insert or ignore into picklist_value (list, name, name_key, position)
     select :list, :name, :key, coalesce(max(position), 0) + 1 from picklist_value where list = :list`,
  );
  for (const [list, { values, columns }] of Object.entries(LISTS)) {
    const texts = columns.flatMap((each) => {
      const [table, column] = each.split('.');
      const query = `select distinct "${column}" from "${table}" where trim("${column}") <> '' order by 1`;
      return db.prepare<[], string>(query).pluck().all();
    });
    for (const name of [...values, ...texts])
      add.run({ list, name, key: name.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim() });
  }
}

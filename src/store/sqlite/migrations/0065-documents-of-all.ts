import type { Migration } from './migration.ts';
import { retireCustomField } from './retire-custom-field.ts';

/** Documents of records of all nouns, also of those that teams have made. */
export const addDocumentsOfAll: Migration = (db) => {
  for (const noun of NOUNS) {
    relateDocs(db, noun);
    db.exec(`create index doc_${noun} on doc (${noun}_id) where ${noun}_id is not null`);
  }
  const made = db.prepare<[], { name: string }>('select name from noun order by id').all();
  for (const { name } of made) {
    if (FIELDS.has(name)) continue;
    relateDocs(db, name);
    db.exec(`create index "noun doc of ${name}" on doc ("${name}_id") where "${name}_id" is not null`);
  }
};

const NOUNS = ['line', 'quote', 'campaign', 'pricebook', 'price', 'expense', 'activity'];

/** Names that fields of documents have: a noun that is called like one has none. */
const FIELDS: ReadonlySet<string> = new Set(
  [
    'id name kind expires url version size file_name file_at file_user hash owner notes external',
    'external_id external_source created_at updated_at',
    'lead_id contact_id account_id opp_id case_id product_id purchase_id task_id meeting_id',
    'line_id quote_id campaign_id pricebook_id price_id expense_id activity_id contract_id asset_id owner_id',
  ].flatMap((names) => names.split(' ')),
);

function relateDocs(db: Parameters<Migration>[0], noun: string): void {
  for (const field of [noun, `${noun}_id`])
    if (db.prepare("select 1 from field where noun = 'doc' and name = ?").get(field))
      retireCustomField(db, 'doc', field);
  db.exec(`alter table doc add column "${noun}_id" integer references "${noun}" (id)`);
}

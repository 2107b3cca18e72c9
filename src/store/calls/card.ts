import type { Row } from '../../domain/field.ts';
import { LEAD } from '../../nouns/lead/definition.ts';
import { customFields } from '../fields.ts';
import { record } from '../records.ts';
import { sql } from '../sql.ts';
import type { Store } from '../store.ts';

/** The lead and its latest activities, for a caller. */
export interface LeadCard {
  /** Field name to value, custom fields included. */
  readonly lead: Row;
  /** at, type, direction, outcome, duration, said, user. */
  readonly history: readonly Row[];
}

/** The card of an existing lead, with its last `most` activities. */
export async function leadCard(store: Store, leadId: number, most: number): Promise<LeadCard> {
  const fields = [...LEAD.fields, ...(await customFields(store.db, 'lead'))];
  const lead = await record(store.engine, 'lead', fields, leadId);
  if (!lead) throw new Error(`no lead ${leadId} to show`);
  const rows = await sql<Row>`
    select activity.id, at, type, direction, coalesce(outcome, disposition) as outcome, duration,
      trim(coalesce(subject, '') || ' ' || coalesce(body, '')) as said,
      (select name from "user" where id = activity.user_id) as user
    from activity where lead_id = ${leadId} and type <> 'event'
    order by at desc, activity.id desc limit ${most}`.all(store.db);
  return { lead, history: rows };
}

/** Names, companies and attempts of leads, by number. */
export async function leadNames(store: Store, leadIds: readonly number[]): Promise<ReadonlyMap<number, Row>> {
  const rows = await sql<Row & { id: number }>`
    select id, name, company, attempts from lead
    where id ${sql.among(leadIds)}`.all(store.db);
  return new Map(rows.map((row) => [row.id, row]));
}

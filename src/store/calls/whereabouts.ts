import type { Whereabouts } from '../../domain/calendar/place.ts';
import type { Noun } from '../../domain/field.ts';
import { hasField, type NounDefinition } from '../../nouns/definition.ts';
import { type Db, type Sql, sql } from '../sql.ts';

/**
 * What records say of where their people are, by number. What is about others, as a deal or a task, is where its lead,
 * contact or account is.
 */
export async function whereabouts(
  db: Db,
  noun: Noun,
  ids: readonly number[],
): Promise<ReadonlyMap<number, Whereabouts>> {
  if (ids.length === 0) return new Map();
  const select = SELECTS[noun] ?? ofRelated(db.nouns.get(noun));
  const rows = (await select?.(ids).all(db)) ?? [];
  return new Map(rows.map(({ id, ...known }) => [id, known]));
}

type Row = Whereabouts & { readonly id: number };
type Select = (ids: readonly number[]) => Sql<Row>;

const phoneOf = (column: 'lead_id' | 'contact_id' | 'account_id', owner: Sql<unknown>) => sql<string | null>`
  (select e164 from phone where ${sql.ref(column)} = ${owner} and e164 is not null and bad = 0
    order by position limit 1)`;

/** Of those who have addresses of their own. */
const SELECTS: Readonly<Record<string, Select>> = {
  lead: (ids) => sql<Row>`
    select id, timezone, country, region, ${phoneOf('lead_id', sql`lead.id`)} as phone
    from lead where id ${sql.among(ids)}`,
  contact: (ids) => sql<Row>`
    select contact.id, timezone, coalesce(contact.country, account.country) as country,
      case when contact.country is null then account.region else contact.region end as region,
      ${phoneOf('contact_id', sql`contact.id`)} as phone
    from contact left join account on account.id = contact.account_id where contact.id ${sql.among(ids)}`,
  account: (ids) => sql<Row>`
    select id, null as timezone, country, region, ${phoneOf('account_id', sql`account.id`)} as phone
    from account where id ${sql.among(ids)}`,
};

/** Of records that are about a lead, a contact, an account or a deal of these; null for those of a noun that are not. */
function ofRelated(definition: NounDefinition): Select | null {
  const related = ['lead', 'contact', 'account', 'opp'].filter((name) => hasField(definition, name));
  if (related.length === 0) return null;
  const table = sql.ref(definition.noun);
  const link = (name: string) =>
    related.includes(name) ? sql.ref(`${definition.noun}.${name}_id`) : sql`cast(null as integer)`;
  return (ids) => sql<Row>`
    select ${table}.id, coalesce(lead.timezone, contact.timezone) as timezone,
      coalesce(lead.country, contact.country, account.country) as country,
      case when lead.country is not null then lead.region when contact.country is not null then contact.region
        else account.region end as region,
      coalesce(${phoneOf('lead_id', sql`lead.id`)}, ${phoneOf('contact_id', sql`contact.id`)},
        ${phoneOf('account_id', sql`account.id`)}) as phone
    from ${table} left join lead on lead.id = ${link('lead')} left join opp about_deal on about_deal.id = ${link('opp')}
      left join contact on contact.id = coalesce(${link('contact')}, about_deal.contact_id)
      left join account on account.id = coalesce(${link('account')}, contact.account_id, about_deal.account_id)
    where ${table}.id ${sql.among(ids)}`;
}

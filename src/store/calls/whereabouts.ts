import type { Whereabouts } from '../../domain/calendar/place.ts';
import type { Noun } from '../../domain/field.ts';
import { type Db, type Sql, sql } from '../sql.ts';

/** What records say of where their people are, by number; an opportunity is where its contact or company is. */
export async function whereabouts(
  db: Db,
  noun: Noun,
  ids: readonly number[],
): Promise<ReadonlyMap<number, Whereabouts>> {
  const select = SELECTS[noun];
  if (!select || ids.length === 0) return new Map();
  const rows = await select(ids).all(db);
  return new Map(rows.map(({ id, ...known }) => [id, known]));
}

type Row = Whereabouts & { readonly id: number };

const phoneOf = (column: 'lead_id' | 'contact_id' | 'account_id', owner: Sql<unknown>) => sql<string | null>`
  (select e164 from phone where ${sql.ref(column)} = ${owner} and e164 is not null and bad = 0
    order by position limit 1)`;

const SELECTS: Readonly<Record<string, (ids: readonly number[]) => Sql<Row>>> = {
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
  opp: (ids) => sql<Row>`
    select opp.id, contact.timezone, coalesce(contact.country, account.country) as country,
      case when contact.country is null then account.region else contact.region end as region,
      coalesce(${phoneOf('contact_id', sql`contact.id`)}, ${phoneOf('account_id', sql`account.id`)}) as phone
    from opp left join contact on contact.id = opp.contact_id left join account on account.id = opp.account_id
    where opp.id ${sql.among(ids)}`,
  task: (ids) => sql<Row>`
    select task.id, coalesce(lead.timezone, contact.timezone) as timezone,
      coalesce(lead.country, contact.country, account.country) as country,
      case when lead.country is not null then lead.region when contact.country is not null then contact.region
        else account.region end as region,
      coalesce(${phoneOf('lead_id', sql`lead.id`)}, ${phoneOf('contact_id', sql`contact.id`)},
        ${phoneOf('account_id', sql`account.id`)}) as phone
    from task left join lead on lead.id = task.lead_id left join opp on opp.id = task.opp_id
      left join contact on contact.id = coalesce(task.contact_id, opp.contact_id)
      left join account on account.id = coalesce(task.account_id, contact.account_id, opp.account_id)
    where task.id ${sql.among(ids)}`,
  meeting: (ids) => sql<Row>`
    select meeting.id, coalesce(lead.timezone, contact.timezone) as timezone,
      coalesce(lead.country, contact.country, account.country) as country,
      case when lead.country is not null then lead.region when contact.country is not null then contact.region
        else account.region end as region,
      coalesce(${phoneOf('lead_id', sql`lead.id`)}, ${phoneOf('contact_id', sql`contact.id`)},
        ${phoneOf('account_id', sql`account.id`)}) as phone
    from meeting left join lead on lead.id = meeting.lead_id left join opp on opp.id = meeting.opp_id
      left join contact on contact.id = coalesce(meeting.contact_id, opp.contact_id)
      left join account on account.id = coalesce(meeting.account_id, contact.account_id, opp.account_id)
    where meeting.id ${sql.among(ids)}`,
};

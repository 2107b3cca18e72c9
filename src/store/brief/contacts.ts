import type { BriefContacts, BriefPerson, BriefWord } from '../../domain/brief.ts';
import type { PersonNoun } from '../../domain/field.ts';
import type { RecordRef } from '../../domain/record-ref.ts';
import { type Circle, inScope, type Scope } from '../next/circle.ts';
import { type Db, sql } from '../sql.ts';

/** Calls, mails and meetings: activities with somebody. */
const WITH_SOMEBODY = sql<boolean>`activity.type in ('call', 'email', 'meeting', 'message', 'letter', 'form')`;

/** What was said last, with words; at most `limit`. */
export function lastWords(db: Db, scope: Scope): Promise<BriefWord[]> {
  return sql<BriefWord>`
    select activity.id, activity.at, activity.type, activity.direction, activity.outcome, activity.subject,
      activity.body, (select name from "user" where id = activity.user_id) as user,
      coalesce((select name from contact where id = activity.contact_id), (select name from lead where id = activity.lead_id)) as person
    from activity
    where activity.type <> 'event' and (activity.body is not null or activity.subject is not null)
      and ${inScope('activity', scope)}
    order by activity.at desc nulls last, activity.id desc limit ${scope.limit}`.all(db);
}

/** How often there was contact, and when. */
export function contactCounts(db: Db, scope: Scope): Promise<BriefContacts> {
  return sql<BriefContacts>`
    select count(case when activity.type = 'call' then 1 end) as calls,
      count(case when activity.type = 'call' and activity.disposition = 'answered' then 1 end) as reached,
      count(case when activity.type in ('email', 'message', 'letter', 'form') then 1 end) as emails,
      count(case when activity.type = 'meeting' then 1 end) as meetings,
      min(activity.at) as first_at, max(activity.at) as last_at
    from activity where ${WITH_SOMEBODY} and ${inScope('activity', scope)}`.one(db);
}

/** The lead itself as the person to meet. */
export function leadAsPerson(db: Db, { lead }: Circle): Promise<BriefPerson[]> {
  return sql<BriefPerson>`
    select 'lead' as noun, lead.id, lead.name, lead.title, null as role, ${phoneOf('lead')} as phone,
      ${emailOf('lead')} as email, lead.do_not_call,
      (select max(at) from activity where activity.lead_id = lead.id and ${WITH_SOMEBODY}) as last_at
    from lead where lead.id ${sql.among(lead)}`.all(db);
}

/**
 * The people of a deal, an account, a case, or the contact itself: those with a role first, then by the last contact, at
 * most `limit`.
 */
export function peopleToMeet(
  db: Db,
  { noun, id }: RecordRef,
  { contact }: Circle,
  limit: number,
): Promise<BriefPerson[]> {
  const deal = noun === 'opp' ? id : 0;
  return sql<BriefPerson>`
    select * from (
      select 'contact' as noun, contact.id, contact.name, contact.title,
        coalesce((select role from opp_contact where opp_contact.opp_id = ${deal} and opp_contact.contact_id = contact.id),
          (select 'primary' from opp where opp.id = ${deal} and opp.contact_id = contact.id)) as role,
        ${phoneOf('contact')} as phone, ${emailOf('contact')} as email, contact.do_not_call,
        (select max(at) from activity where activity.contact_id = contact.id and ${WITH_SOMEBODY}) as last_at
      from contact where contact.id ${sql.among(contact)}) as person
    order by role is null nulls last, last_at desc nulls last, id limit ${limit}`.all(db);
}

const phoneOf = (noun: PersonNoun) => sql<string | null>`(
  select coalesce(e164 || coalesce('x' || extension, ''), typed) from phone
  where ${sql.ref(`phone.${noun}_id`)} = ${sql.ref(`${noun}.id`)} and bad = 0 order by position limit 1)`;

const emailOf = (noun: PersonNoun) => sql<string | null>`(
  select address from email where ${sql.ref(`email.${noun}_id`)} = ${sql.ref(`${noun}.id`)} and bad = 0
  order by position limit 1)`;

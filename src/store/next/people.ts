import { addDaysTo, startOfDay } from '../../domain/dates/calendar.ts';
import type { Waiting } from '../../domain/next/waiting.ts';
import { LEAD_STATUS } from '../leads.ts';
import { scoreColumn } from '../scores/score-column.ts';
import { type Db, sql } from '../sql.ts';
import { inScope, LEAD_TITLE, ownerName, type Scope, todayOf } from './circle.ts';

/** Older letters than this are not waited for any more. */
const ANSWER_WITHIN_DAYS = 14;

/** Leads that came within so many days are new. */
const NEW_WITHIN_DAYS = 30;

/** From this score on a new lead is worth a word of its own. */
const HIGH_SCORE = 60;

/** Leads to call back by the end of the day, the longest overdue first. Those with a task for it are due by the task. */
export function dueCallbacks(db: Db, scope: Scope): Promise<Waiting[]> {
  const today = todayOf(scope);
  return sql<Waiting>`
    select 'lead' as noun, lead.id, ${LEAD_TITLE} as title, null as about, lead.next_attempt_at as at,
      null as detail, null as number, null as amount_minor, null as currency, ${ownerName('lead')} as owner,
      null as account_id
    from lead ${LEAD_STATUS}
    where lead.next_attempt_at < ${startOfDay(addDaysTo(today, 1))} and lead.do_not_call = 0
      and lead_status.kind not in ('converted', 'disqualified') and ${inScope('lead', scope)}
      and exists (select 1 from phone where phone.lead_id = lead.id and phone.bad = 0 and phone.e164 is not null
        and phone.e164 not in (select e164 from suppression))
      and not exists (
        select 1 from task where task.lead_id = lead.id and task.kind = 'callback' and task.status = 'open'
          and task.due_date <= ${today})
    order by lead.next_attempt_at nulls first, lead.id limit ${scope.limit}`.all(db);
}

/**
 * People who wrote in the last two weeks and have not been answered since, the longest waiting first. One letter counts
 * for each; one about a case without any answer does not, as the case waits itself.
 */
export async function unansweredLetters(db: Db, scope: Scope): Promise<Waiting[]> {
  const since = startOfDay(addDaysTo(todayOf(scope), -ANSWER_WITHIN_DAYS));
  const answered = (column: 'lead_id' | 'contact_id') => {
    const tie = sql.ref(`activity.${column}`);
    return sql`exists (
      select 1 from activity as later where ${sql.ref(`later.${column}`)} = ${tie} and later.at >= activity.at
        and later.id <> activity.id
        and (later.direction = 'out' or later.type = 'meeting' or later.disposition = 'answered'
          or (later.direction = 'in' and (later.at > activity.at or later.id > activity.id))))`;
  };
  const letters = sql`
    from activity
    where activity.type in ('email', 'message', 'letter', 'form') and activity.direction = 'in'
      and activity.at >= ${since}
      and not exists (
        select 1 from "case" where "case".id = activity.case_id and "case".first_response_at is null)`;
  const own =
    scope.circle === null
      ? {
          lead: inScope('lead', scope),
          contact: sql`${scope.user} is null or contact.owner_id is null
          or contact.owner_id in (select id from "user" where name = ${scope.user})`,
        }
      : { lead: inScope('activity', scope), contact: inScope('activity', scope) };
  const first = sql`order by activity.at, activity.id limit ${scope.limit}`;
  return sql<Waiting>`
    select * from (select * from (
      select 'lead' as noun, lead.id, ${LEAD_TITLE} as title, null as about, activity.at,
        activity.subject as detail, null as number, null as amount_minor, null as currency,
        ${ownerName('lead')} as owner, null as account_id
      from (select activity.* ${letters} and activity.lead_id is not null) as activity
      join lead on lead.id = activity.lead_id ${LEAD_STATUS}
      where lead_status.kind not in ('converted', 'disqualified') and lead.do_not_email = 0
        and not ${answered('lead_id')} and (${own.lead}) ${first}) as of_leads
      union all
      select * from (select 'contact', contact.id, contact.name, (select name from account where id = contact.account_id),
        activity.at, activity.subject, null, null, null, ${ownerName('contact')}, null
      from (select activity.* ${letters} and activity.contact_id is not null) as activity
      join contact on contact.id = activity.contact_id
      where contact.do_not_email = 0 and not ${answered('contact_id')} and (${own.contact}) ${first}) as of_contacts
    ) as letter order by at, noun, id limit ${scope.limit}`.all(db);
}

/** New leads with a high score with whom nobody has been in touch, the best first. */
export async function untouchedLeads(db: Db, scope: Scope): Promise<Waiting[]> {
  const score = await scoreColumn(db);
  const canBeCalled = sql`(lead.do_not_call = 0 and exists (
    select 1 from phone where phone.lead_id = lead.id and phone.bad = 0 and phone.e164 is not null
      and phone.e164 not in (select e164 from suppression)))`;
  return sql<Waiting>`
    select 'lead' as noun, lead.id, ${LEAD_TITLE} as title, null as about, lead.created_at as at,
      case when ${canBeCalled} then 'phone' else 'email' end as detail,
      best.points as number, null as amount_minor, null as currency, ${ownerName('lead')} as owner,
      null as account_id
    from (select lead.id, ${score} as points from lead ${LEAD_STATUS}
    where lead.created_at >= ${startOfDay(addDaysTo(todayOf(scope), -NEW_WITHIN_DAYS))}
      and ${score} >= ${sql.lit(HIGH_SCORE)} and lead.attempts = 0 and lead.next_attempt_at is null
      and lead_status.kind = 'open' and ${inScope('lead', scope)}
      and (lead.do_not_email = 0 or ${canBeCalled})
      and not exists (
        select 1 from activity where activity.lead_id = lead.id
          and activity.type in ('call', 'email', 'meeting', 'message', 'letter'))
    order by points desc nulls last, lead.created_at desc nulls last, lead.id limit ${scope.limit}) as best
    join lead on lead.id = best.id
    order by best.points desc nulls last, lead.created_at desc nulls last, lead.id`.all(db);
}

/** Qualified leads that are no deals yet, the longest unchanged first. */
export function unconvertedLeads(db: Db, scope: Scope): Promise<Waiting[]> {
  return sql<Waiting>`
    select 'lead' as noun, lead.id, ${LEAD_TITLE} as title, null as about, lead.updated_at as at,
      null as detail, null as number, null as amount_minor, null as currency, ${ownerName('lead')} as owner,
      null as account_id
    from (select lead.id from lead
    where lead.status in (select name from picklist_value where list = 'lead-status' and kind = 'qualified')
      and ${inScope('lead', scope)}
      and not exists (select 1 from task where task.lead_id = lead.id and task.status = 'open')
      and not exists (select 1 from meeting where meeting.lead_id = lead.id and meeting.status = 'planned')
    order by lead.updated_at nulls first, lead.id limit ${scope.limit}) as oldest
    join lead on lead.id = oldest.id
    order by lead.updated_at nulls first, lead.id`.all(db);
}

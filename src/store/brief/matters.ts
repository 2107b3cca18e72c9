import type { BriefCase, BriefDeal, BriefPlan, BriefPurchase } from '../../domain/brief.ts';
import type { Noun } from '../../domain/field.ts';
import type { RecordRef } from '../../domain/record-ref.ts';
import { type Circle, inScope, ownerName, type Scope } from '../next/circle.ts';
import { type Db, sql } from '../sql.ts';

/** Open tasks and planned meetings, in the order of time; what has no day is last. */
export function openPlans(db: Db, scope: Scope): Promise<BriefPlan[]> {
  return sql<BriefPlan>`
    select * from (
      select 'task' as noun, task.id, task.subject, coalesce(task.due_at, task.due_date) as at, null as place,
        ${ownerName('task')} as owner
      from task where task.status = 'open' and ${inScope('task', scope)}
      union all
      select 'meeting', meeting.id, meeting.subject, coalesce(meeting.starts_at, meeting.starts_on), meeting.place,
        ${ownerName('meeting')}
      from meeting where meeting.status = 'planned' and ${inScope('meeting', scope)}) as plan
    order by at nulls last, noun, id limit ${scope.limit}`.all(db);
}

/** Open deals of the customer but for the one that the page is of, the first to close first; then those closed last. */
export function customerDeals(
  db: Db,
  { noun, id }: RecordRef,
  { account, opp }: Circle,
  limit: number,
): Promise<BriefDeal[]> {
  const self = noun === 'opp' ? id : 0;
  return sql<BriefDeal>`
    select opp.id, opp.name, stage.name as stage, stage.kind, opp.amount_minor, opp.currency,
      coalesce(opp.closed_on, opp.close_date) as day, opp.next_step, ${ownerName('opp')} as owner
    from opp join stage on stage.id = opp.stage_id
    where (opp.account_id ${sql.among(account)} or opp.id ${sql.among(opp)}) and opp.id <> ${self}
    order by stage.kind <> 'open' nulls last, case when stage.kind = 'open' then opp.close_date end nulls last,
      opp.closed_on desc nulls last, opp.id limit ${limit}`.all(db);
}

/** Cases that are not over, urgent ones first. */
export function openCases(db: Db, scope: Scope): Promise<BriefCase[]> {
  return sql<BriefCase>`
    select "case".id, "case".subject, "case".status, "case".priority, "case".created_at, ${ownerName('case')} as owner
    from "case" join picklist_value as status on status.list = 'case-status' and status.name = "case".status
    where status.kind in ('open', 'waiting') and ${inScope('case', scope)}
    order by case "case".priority when 'urgent' then 1 when 'high' then 2 when 'normal' then 3 else 4 end nulls last,
      "case".created_at nulls first, "case".id nulls last limit ${scope.limit}`.all(db);
}

/** What the customer has: active purchases, those that end first. */
export function activePurchases(
  db: Db,
  { account, contact }: Circle,
  limit: number,
): Promise<BriefPurchase[]> {
  return sql<BriefPurchase>`
    select purchase.id, purchase.name, coalesce(purchase.recurring_amount_minor, purchase.amount_minor) as amount_minor,
      case when purchase.recurring_amount_minor is null then purchase.currency else purchase.recurring_currency end as currency,
      purchase.bought_on, purchase.ends_on
    from purchase
    where purchase.status = 'active'
      and (purchase.account_id ${sql.among(account)} or purchase.contact_id ${sql.among(contact)})
    order by purchase.ends_on nulls last, purchase.bought_on desc nulls last, purchase.id limit ${limit}`.all(
    db,
  );
}

/** A meeting, and the record that it is most about: the deal, the case, the person, the account. */
type MeetingToPrepare = BriefPlan & {
  readonly about_noun: Noun | null;
  readonly about_id: number | null;
};

/** A meeting by its number, or the next one of a user from a day on; undefined for none. */
export function meetingToPrepare(
  db: Db,
  which: { readonly id: number } | { readonly user: string; readonly today: string },
): Promise<MeetingToPrepare | undefined> {
  const subjects = db.nouns
    .subjectsBy('work', 'meeting')
    .map((noun) => ({ noun, id: sql.ref(`meeting.${noun}_id`) }));
  const about = sql`coalesce(${sql.join(subjects.map(({ id }) => id))})`;
  const nouns = subjects.map(({ noun, id }) => sql`when ${id} is not null then ${noun}`);
  const condition =
    'id' in which
      ? sql`meeting.id = ${which.id}`
      : sql`meeting.status = 'planned' and meeting.starts_on >= ${which.today}
          and meeting.owner_id in (select id from "user" where name = ${which.user}) and ${about} is not null`;
  return sql<MeetingToPrepare>`
    select 'meeting' as noun, meeting.id, meeting.subject, coalesce(meeting.starts_at, meeting.starts_on) as at,
      meeting.place, ${ownerName('meeting')} as owner, case ${sql.join(nouns, ' ')} end as about_noun,
      ${about} as about_id
    from meeting where ${condition}
    order by meeting.starts_on nulls last, meeting.starts_at nulls last, meeting.id limit 1`.first(db);
}

import { addDaysTo } from '../../domain/dates/calendar.ts';
import type { Waiting } from '../../domain/next/waiting.ts';
import { type Db, sql } from '../sql.ts';
import { inScope, ownerName, type Scope, todayOf } from './circle.ts';

/** A purchase ends soon within so many days. */
const ENDS_SOON_DAYS = 30;

/** Open cases that nobody has answered: urgent ones first, then the oldest. */
export function unansweredCases(db: Db, scope: Scope): Promise<Waiting[]> {
  return sql<Waiting>`
    select 'case' as noun, "case".id, "case".subject as title,
      coalesce((select name from contact where id = "case".contact_id), (select name from account where id = "case".account_id)) as about,
      "case".created_at as at, case "case".priority when 'normal' then 'open' else "case".priority end as detail,
      null as number, null as amount_minor, null as currency, ${ownerName('case')} as owner, "case".account_id
    from "case" join picklist_value as status on status.list = 'case-status' and status.name = "case".status
    where status.kind = 'open' and "case".first_response_at is null and ${inScope('case', scope)}
    order by case "case".priority when 'urgent' then 1 when 'high' then 2 when 'normal' then 3 else 4 end nulls last,
      "case".created_at nulls first, "case".id nulls last
    limit ${scope.limit}`.all(db);
}

/** Active purchases that end, or whose notice is due, within a month, and for which no renewal is open. */
export function dueRenewals(db: Db, scope: Scope): Promise<Waiting[]> {
  const today = todayOf(scope);
  const last = addDaysTo(today, ENDS_SOON_DAYS);
  return sql<Waiting>`
    select 'purchase' as noun, purchase.id, purchase.name as title,
      coalesce((select name from account where id = purchase.account_id),
        (select name from contact where id = purchase.contact_id)) as about,
      case when purchase.notice_on >= ${today} then purchase.notice_on else purchase.ends_on end as at,
      case when purchase.notice_on >= ${today} then 'notice' else 'end' end as detail, null as number,
      coalesce(purchase.recurring_amount_minor, purchase.amount_minor) as amount_minor,
      case when purchase.recurring_amount_minor is null then purchase.currency else purchase.recurring_currency end as currency,
      ${ownerName('purchase')} as owner, purchase.account_id
    from purchase
    where purchase.id in (
        select id from purchase where status = 'active' and notice_on between ${today} and ${last}
        union all
        select id from purchase where status = 'active' and ends_on between ${today} and ${last})
      and ${inScope('purchase', scope)}
      and not exists (
        select 1 from opp join stage on stage.id = opp.stage_id
        where opp.account_id = purchase.account_id and stage.kind = 'open' and opp.type = 'renewal')
    order by at nulls first, purchase.id limit ${scope.limit}`.all(db);
}

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

/** Active purchases and contracts that end, or whose notice is due, within a month, and for which no renewal is open. */
export async function dueRenewals(db: Db, scope: Scope): Promise<Waiting[]> {
  const found = [...(await renewalsOf(db, 'purchase', scope)), ...(await renewalsOf(db, 'contract', scope))];
  return found.toSorted((a, b) => (String(a.at) < String(b.at) ? -1 : 1)).slice(0, scope.limit);
}

function renewalsOf(db: Db, noun: 'purchase' | 'contract', scope: Scope): Promise<Waiting[]> {
  const today = todayOf(scope);
  const last = addDaysTo(today, ENDS_SOON_DAYS);
  const [minor, currency] =
    noun === 'contract'
      ? [sql`it.amount_minor`, sql`it.currency`]
      : [
          sql`coalesce(it.recurring_amount_minor, it.amount_minor)`,
          sql`case when it.recurring_amount_minor is null then it.currency else it.recurring_currency end`,
        ];
  const table = sql.ref(noun);
  return sql<Waiting>`
    select ${noun} as noun, it.id, it.name as title,
      coalesce((select name from account where id = it.account_id), (select name from contact where id = it.contact_id)) as about,
      case when it.notice_on >= ${today} then it.notice_on else it.ends_on end as at,
      case when it.notice_on >= ${today} then 'notice' else 'end' end as detail, null as number,
      ${minor} as amount_minor, ${currency} as currency,
      (select name from "user" where id = it.owner_id) as owner, it.account_id
    from ${table} as it
    where it.id in (
        select ${table}.id from ${table} where status = 'active' and notice_on between ${today} and ${last}
          and ${inScope(noun, scope)}
        union all
        select ${table}.id from ${table} where status = 'active' and ends_on between ${today} and ${last}
          and ${inScope(noun, scope)})
      and not exists (
        select 1 from opp join stage on stage.id = opp.stage_id
        where opp.account_id = it.account_id and stage.kind = 'open' and opp.type = 'renewal')
    order by at nulls first, it.id limit ${scope.limit}`.all(db);
}

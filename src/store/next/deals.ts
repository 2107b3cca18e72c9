import { addDaysTo } from '../../domain/dates/calendar.ts';
import type { Waiting } from '../../domain/next/waiting.ts';
import { type Db, type Sql, sql } from '../sql.ts';
import { isStale } from '../stage-age.ts';
import { inScope, ownerName, type Scope, todayOf } from './circle.ts';

/** A deal that closes within so many days closes soon. */
const SOON_DAYS = 7;

/** A task counts as planned if it is due within so many days. */
const PLANNED_WITHIN_DAYS = 14;

/** Open deals whose close date has passed, the longest first. */
export function slippedDeals(db: Db, scope: Scope): Promise<Waiting[]> {
  return dealsThat(db, scope, {
    condition: sql`opp.close_date < ${todayOf(scope)}`,
    at: sql`opp.close_date`,
  });
}

/** Open deals that close within a week, for which nothing is planned; the first to close first. */
export function closingDeals(db: Db, scope: Scope): Promise<Waiting[]> {
  const today = todayOf(scope);
  return dealsThat(db, scope, {
    condition: sql`opp.close_date between ${today} and ${addDaysTo(today, SOON_DAYS)} and not ${planned(today)}`,
    at: sql`opp.close_date`,
  });
}

/** Open deals longer in their stage than it allows, for which nothing is planned; the longest first. */
export async function stuckDeals(db: Db, scope: Scope): Promise<Waiting[]> {
  const today = todayOf(scope);
  const over = await isOverLimit(db, today);
  return dealsThat(db, scope, {
    condition: sql`${over} and ${later(today)} and not ${planned(today)}`,
    at: ENTERED,
  });
}

/** Open deals without a next step, a task or a meeting that are not stuck; the oldest first. */
export async function deadEndDeals(db: Db, scope: Scope): Promise<Waiting[]> {
  const today = todayOf(scope);
  const over = await isOverLimit(db, today);
  return dealsThat(db, scope, {
    condition: sql`opp.next_step is null and not coalesce(${over}, 0) and ${later(today)} and not ${planned(today)}`,
    at: sql`opp.created_at`,
  });
}

/** When a deal entered its stage. */
const ENTERED = sql<string>`(select entered_at from stage_history where opp_id = opp.id order by id desc limit 1)`;

/** The deal does not close soon. */
function later(today: string): Sql<boolean> {
  return sql`(opp.close_date is null or opp.close_date > ${addDaysTo(today, SOON_DAYS)})`;
}

/** Something is planned with the deal. */
function planned(today: string): Sql<boolean> {
  return sql`(
    exists (select 1 from task where task.opp_id = opp.id and task.status = 'open'
      and (task.due_date is null or task.due_date <= ${addDaysTo(today, PLANNED_WITHIN_DAYS)}))
    or exists (select 1 from meeting where meeting.opp_id = opp.id and meeting.status = 'planned'
      and (meeting.starts_on is null or meeting.starts_on >= ${today})))`;
}

function dealsThat(
  db: Db,
  scope: Scope,
  { condition, at }: { readonly condition: Sql; readonly at: Sql },
): Promise<Waiting[]> {
  return sql<Waiting>`
    select 'opp' as noun, opp.id, opp.name as title, (select name from account where id = opp.account_id) as about,
      ${at} as at, (select name from contact where id = opp.contact_id) as detail, stage.rotting_days as number,
      opp.amount_minor, opp.currency, ${ownerName('opp')} as owner, opp.account_id
    from opp join stage on stage.id = opp.stage_id
    where stage.kind = 'open' and ${condition} and ${inScope('opp', scope)}
    order by at nulls first, opp.id limit ${scope.limit}`.all(db);
}

/** Whether a deal is longer in its stage than that allows; blank for a stage without a limit. */
async function isOverLimit(db: Db, today: string): Promise<Sql> {
  const limits = await sql<{ limit: number }>`
    select distinct rotting_days as "limit" from stage where kind = 'open' and rotting_days is not null`.all(
    db,
  );
  return isStale(
    limits.map(({ limit }) => limit),
    today,
    sql`stage.rotting_days`,
    ENTERED,
  );
}

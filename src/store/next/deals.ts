import { addDaysTo } from '../../domain/dates/calendar.ts';
import type { Waiting } from '../../domain/next/waiting.ts';
import { CLOSES } from '../board/scope.ts';
import { type Db, type Sql, sql } from '../sql.ts';
import { isStale } from '../stage-age.ts';
import { inScope, ownerName, type Scope, todayOf } from './circle.ts';

/** A deal that closes within so many days closes soon. */
const SOON_DAYS = 7;

/** A task counts as planned if it is due within so many days. */
const PLANNED_WITHIN_DAYS = 14;

/** Open deals whose close date has passed, the longest ago first. */
export function slippedDeals(db: Db, scope: Scope): Promise<Waiting[]> {
  return dealsThat(db, scope, {
    condition: sql`${CLOSES} < ${todayOf(scope)}`,
    at: sql`opp.close_date`,
  });
}

/** Open deals that close within a week, for which nothing is planned; the first to close first. */
export function closingDeals(db: Db, scope: Scope): Promise<Waiting[]> {
  const today = todayOf(scope);
  return dealsThat(db, scope, {
    condition: sql`${CLOSES} between ${today} and ${addDaysTo(today, SOON_DAYS)} and not ${planned(today)}`,
    at: sql`opp.close_date`,
  });
}

/** Open deals longer in their stage than it allows, for which nothing is planned; the first to close first. */
export async function stuckDeals(db: Db, scope: Scope): Promise<Waiting[]> {
  const today = todayOf(scope);
  const over = await isOverLimit(db, today);
  return dealsThat(db, scope, {
    condition: sql`${over} and ${later(today)} and not ${planned(today)}`,
    at: ENTERED,
  });
}

/** Open deals without a next step, a task or a meeting that are not stuck; the first to close first. */
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
  return sql`${CLOSES} > ${addDaysTo(today, SOON_DAYS)}`;
}

/** Something is planned with the deal. */
function planned(today: string): Sql<boolean> {
  return sql`(
    exists (select 1 from task where task.opp_id = opp.id and task.status = 'open'
      and (task.due_date is null or task.due_date <= ${addDaysTo(today, PLANNED_WITHIN_DAYS)}))
    or exists (select 1 from meeting where meeting.opp_id = opp.id and meeting.status = 'planned'
      and (meeting.starts_on is null or meeting.starts_on >= ${today})))`;
}

/**
 * The first of these deals by the day they close. Each stage gives its first ones, read along an index, so that the cost
 * does not grow with the deals.
 */
function dealsThat(
  db: Db,
  scope: Scope,
  { condition, at }: { readonly condition: Sql; readonly at: Sql },
): Promise<Waiting[]> {
  const { user, circle, limit } = scope;
  const isOfUser = circle === null && user !== null;
  const holders = sql`(select null as id union all select id from "user" where name = ${user}) as holder`;
  const stages = isOfUser
    ? sql`(select stage.*, holder.id as holder_id from stage, ${holders}) as stage`
    : sql`stage`;
  const own = isOfUser ? sql`opp.owner_id is not distinct from stage.holder_id` : inScope('opp', scope);
  const first = sql`
    select opp.id from opp where opp.stage_id = stage.id and stage.kind = 'open' and ${own} and ${condition}
    order by ${CLOSES}, opp.id limit ${limit}`;
  const deals = sql`opp`;
  return sql<Waiting>`
    select 'opp' as noun, opp.id, opp.name as title, (select name from account where id = opp.account_id) as about,
      ${at} as at, (select name from contact where id = opp.contact_id) as detail, stage.rotting_days as number,
      opp.amount_minor, opp.currency, ${ownerName('opp')} as owner, opp.account_id
    from ${(dialect) => dialect.nested(stages, deals, sql`opp.id in (select first.id from (${first}) as first)`)}
    order by ${CLOSES}, opp.id limit ${limit}`.all(db);
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

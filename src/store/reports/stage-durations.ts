import { toLocalDate } from '../../domain/dates/calendar.ts';
import type { Condition } from '../../domain/filter/ast.ts';
import type { Money } from '../../domain/money.ts';
import type { ReportPeriod } from '../../domain/reports/period.ts';
import { OPP } from '../../nouns/opp/definition.ts';
import type { Engine } from '../engine.ts';
import { filterSql } from '../filter-sql.ts';
import { readSum, sumColumns } from '../money-sums.ts';
import { type DealAmounts, dealSums } from '../rates.ts';
import { type RawRow, type Sql, sql } from '../sql.ts';
import { isStale } from '../stage-age.ts';
import type { Store } from '../store.ts';
import { counted, type Evidence, evidence, localDayOf, type ReportQuestion, spanOf } from './question.ts';

/** How long deals stay in an open stage. */
export interface StageDuration {
  readonly id: number;
  readonly pipeline: string;
  readonly stage: string;
  /** Deals that have left the stage; several visits of one are added up. */
  readonly deals: number;
  /** Days that half of them, and nine of ten, needed at most; null for none. */
  readonly median: number | null;
  readonly ninetieth: number | null;
  /** Deals in the stage now. */
  readonly open: number;
}

const matching = (where: Condition | undefined): Sql<boolean> =>
  where ? filterSql(where, 'opp', OPP.columns()) : sql<boolean>`true`;

/** Days in each open stage, of deals that left it in a period; for each of these periods, which share no day. */
export async function stageDurations(
  { engine }: Pick<Store, 'engine'>,
  where: Condition | undefined,
  periods: readonly ReportPeriod[],
): Promise<StageDuration[][]> {
  const left = sql<string>`visit.left_at`;
  // Without a filter nothing is gained by looking for the deals first, which takes the memory of all their numbers.
  const among = (id: Sql) =>
    where
      ? sql`${id} in (select opp.id from ${sql.raw(OPP.columns().from)} where ${matching(where)})`
      : sql`true`;
  const found = await sql<{
    span: number;
    stage: number;
    deals: number;
    median: number | null;
    ninetieth: number | null;
  }>`
    with visit as (
      select opp_id, stage_id, entered_at,
        lead(entered_at) over (partition by opp_id order by id) as left_at
      from stage_history where ${among(sql`opp_id`)}),
    stay as (
      select ${spanOf(left, periods)} as span, stage_id, opp_id,
        sum(${(dialect) => dialect.epoch(left)} - ${(dialect) => dialect.epoch(sql`visit.entered_at`)}) as seconds
      from visit where left_at is not null and ${spanOf(left, periods)} is not null group by 1, 2, 3)
    select span, stage_id as stage, count(*) as deals,
      min(case when place = (count + 1) / 2 then seconds / 86400.0 end) as median,
      min(case when place = (count * 9 + 9) / 10 then seconds / 86400.0 end) as ninetieth
    from (
      select span, stage_id, seconds,
        row_number() over (partition by span, stage_id order by seconds nulls last) as place,
        count(*) over (partition by span, stage_id) as count
      from stay) as placed
    group by span, stage_id`.all(engine);
  const open = await sql<{ stage: number; open: number }>`
    select opp.stage_id as stage, count(*) as "open" from opp where ${among(sql`opp.id`)} group by 1`.all(
    engine,
  );
  const stages = await sql<{ id: number; stage: string; pipeline: string }>`
    select stage.id, stage.name as stage, pipeline.name as pipeline
    from stage join pipeline on pipeline.id = stage.pipeline_id
    where stage.kind = 'open' and pipeline.archived = 0
    order by pipeline.position, pipeline.id, stage.position`.all(engine);
  return periods.map((_, at) =>
    stages.map(({ id, stage, pipeline }) => {
      const own = found.find((each) => each.span === at && each.stage === id);
      return {
        ...{ id, pipeline, stage, deals: own?.deals ?? 0 },
        ...{ median: own?.median ?? null, ninetieth: own?.ninetieth ?? null },
        open: open.find((each) => each.stage === id)?.open ?? 0,
      };
    }),
  );
}

/** What the pace of selling is made of, in one currency. */
export interface SalesPace {
  readonly currency: string;
  readonly won: number;
  readonly lost: number;
  readonly amount: Money;
  /** Days from creation to the day it was won, on average. */
  readonly days: number | null;
  /** Open deals now. */
  readonly open: number;
}

/** Deals closed in the period, and how long those that were won took. */
export async function salesPace(
  engine: Engine,
  { where, period, today }: Pick<ReportQuestion, 'where' | 'period' | 'today'>,
): Promise<SalesPace[]> {
  const isWon = sql<boolean>`stage.kind = 'won' and ${counted(OPP, { where: undefined, period }, { day: sql`opp.closed_on` })}`;
  const isLost = sql<boolean>`stage.kind = 'lost' and ${counted(OPP, { where: undefined, period }, { day: sql`opp.closed_on` })}`;
  const created = localDayOf(sql`opp.created_at`, { period: { from: null, to: period.to }, today });
  const seconds = sql`${(dialect) => dialect.epoch(sql`opp.closed_on`)} - ${(dialect) => dialect.epoch(created)}`;
  const query = ({ join, currency, amount }: DealAmounts) => sql<
    RawRow & { currency: string; won: number; lost: number; days: number | null; open: number }
  >`
    select currency, sum(won) as won, sum(lost) as lost, sum("open") as "open",
      avg(case when won = 1 then seconds end) / 86400.0 as days, ${sumColumns(sql`amount`, 'amount')}
    from (
      select ${currency} as currency, case when ${isWon} then 1 else 0 end as won,
        case when ${isLost} then 1 else 0 end as lost, case when stage.kind = 'open' then 1 else 0 end as "open",
        ${seconds} as seconds, case when ${isWon} then ${amount} end as amount
      from ${sql.raw(OPP.columns().from)} ${join} where ${matching(where)}) as deal
    group by currency order by won desc nulls last, currency nulls last`;
  const rows = await dealSums(engine, query);
  return rows.map(({ currency, won, lost, days, open, ...row }) => ({
    currency,
    won,
    lost,
    days,
    open,
    amount: { minor: readSum(row as RawRow, 'amount'), currency },
  }));
}

/** An open deal that is longer in its stage than it should be, or with which nothing has happened for long. */
export interface StaleDeal {
  readonly id: number;
  readonly name: string;
  readonly stage: string;
  readonly owner: string | null;
  readonly currency: string;
  readonly amount_minor: number | null;
  readonly since: string;
  readonly limit: number | null;
  /** The last activity that is not of the program itself; null for none. */
  readonly last: string | null;
}

/** Open deals over the limit of their stage, or without an activity since a moment, those longest in their stage first. */
export async function* staleDeals(
  store: Pick<Store, 'engine' | 'act'>,
  where: Condition | undefined,
  quietSince: string,
): AsyncGenerator<StaleDeal> {
  const deals = await stale(store, where, quietSince);
  yield* store.engine.iterate(sql<StaleDeal>`${deals} order by since nulls first, id`);
}

/** The deals behind the report. */
export async function countedStaleDeals(
  store: Pick<Store, 'engine' | 'act'>,
  where: Condition | undefined,
  quietSince: string,
): Promise<Evidence> {
  const deals = await stale(store, where, quietSince);
  return evidence(store.engine, { records: sql`select id, id as key from (${deals}) as stale` });
}

async function stale(
  { engine, act }: Pick<Store, 'engine' | 'act'>,
  where: Condition | undefined,
  quietSince: string,
): Promise<Sql> {
  const limits = await sql<{ limit: number }>`
    select distinct rotting_days as "limit" from stage where kind = 'open' and rotting_days is not null`.all(
    engine,
  );
  const over = isStale(
    limits.map(({ limit }) => limit),
    toLocalDate(act.now),
    sql`"limit"`,
    sql`since`,
  );
  return sql`select * from (
      select opp.id, opp.name, stage.name as stage, (select name from "user" where id = opp.owner_id) as owner,
        opp.currency, opp.amount_minor, stage.rotting_days as "limit",
        coalesce((select entered_at from stage_history h where h.opp_id = opp.id order by h.id desc limit 1),
          opp.created_at) as since,
        (select max(at) from activity where activity.opp_id = opp.id and activity.type <> 'event') as last
      from ${sql.raw(OPP.columns().from)} where stage.kind = 'open' and ${matching(where)}) as deal
    where ${over} or coalesce(last, since) < ${quietSince}`;
}

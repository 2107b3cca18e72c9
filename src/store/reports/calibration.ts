import { AGES_DAYS, type Outcome } from '../../domain/forecast/calibration.ts';
import type { Engine } from '../engine.ts';
import { type RawRow, type Sql, sql } from '../sql.ts';

/** Closed deals by the day they closed. */
export interface ClosedCount {
  readonly day: string;
  readonly won: number;
  readonly deals: number;
  /** Those whose open stages are known. */
  readonly staged: number;
  readonly staged_won: number;
}

const FINAL = sql`stage final on final.id = opp.stage_id and final.kind in ('won', 'lost') and opp.closed_on is not null`;
const CLOSED = sql`opp join ${FINAL}`;
const WON = sql<number>`sum(case when final.kind = 'won' then 1 else 0 end)`;

/** SQL: the stays of deals in stages. */
const VISITS = sql`(select opp_id, stage_id, entered_at, lead(entered_at) over (partition by opp_id order by id) as left_at
  from stage_history) as visit`;

/** All closed deals, by day. */
export function closedCounts(engine: Engine): Promise<ClosedCount[]> {
  return sql<ClosedCount>`
    select day, sum(won) as won, count(*) as deals, sum(staged) as staged, sum(won * staged) as staged_won from (
      select opp.closed_on as day, case when final.kind = 'won' then 1 else 0 end as won,
        case when exists (select 1 from stage_history h join stage on stage.id = h.stage_id and stage.kind = 'open'
          where h.opp_id = opp.id) then 1 else 0 end as staged
      from ${CLOSED}) as deal
    group by day order by 1 nulls last`.all(engine);
}

/** Closed deals by each open stage that they were in; a deal that came back counts once. */
export function stageOutcomes(engine: Engine): Promise<Outcome[]> {
  return sql<Outcome>`
    select visited.stage_id as key, 0 as age, opp.closed_on as day, ${WON} as won, count(*) as deals, null as stated
    from ${CLOSED} join (select distinct h.opp_id, h.stage_id from stage_history h
      join stage on stage.id = h.stage_id and stage.kind = 'open') as visited on visited.opp_id = opp.id
    group by visited.stage_id, opp.closed_on order by 3 nulls last, 1 nulls last`.all(engine);
}

/** Deals that were in a stage as these days began, and have closed since. */
export async function stageTests(engine: Engine, origins: readonly Origin[]): Promise<Outcome[]> {
  const rows = await sql<RawRow & { key: number; day: string; won: number; deals: number; stated: number }>`
    select stage.id as key, origin.day as day, ${WON} as won, count(*) as deals, stage.probability as stated
    from ${days(origins)} join ${VISITS} on visit.entered_at < origin.at and (visit.left_at is null or visit.left_at >= origin.at)
      join stage on stage.id = visit.stage_id and stage.kind = 'open'
      join opp on opp.id = visit.opp_id and opp.closed_on >= origin.day join ${FINAL}
    group by stage.id, stage.probability, origin.day order by 2 nulls last, 1`.all(engine);
  return rows.map((row) => ({ ...row, age: 0, stated: row.stated / 100 }));
}

/** A day from which a back-test looks ahead. */
export interface Origin {
  readonly day: string;
  /** Its beginning, UTC ISO 8601. */
  readonly at: string;
}

/** SQL: a table of the origins, called `origin`. */
function days(origins: readonly Origin[]): Sql {
  const rows = origins.map(({ day, at }) => sql`select ${day} as day, ${at} as at`);
  return sql`(${sql.join(rows, ' union all ')}) as origin`;
}

/** SQL: the age group of so many seconds. */
function ageGroup(seconds: Sql): Sql<number> {
  const cases = AGES_DAYS.map(
    (from, age) => sql`when ${seconds} >= ${sql.lit(from * 86_400)} then ${sql.lit(age)}`,
  );
  return sql<number>`case ${sql.join(cases.toReversed(), ' ')} else 0 end`;
}

/** SQL: seconds from the creation of a deal to a moment or the start of a day. */
const secondsTo = (moment: Sql): Sql =>
  sql`(${(dialect) => dialect.epoch(moment)} - ${(dialect) => dialect.epoch(sql`opp.created_at`)})`;

/** Closed deals by owner and by how old they became. */
export function ageOutcomes(engine: Engine): Promise<Outcome[]> {
  return sql<Outcome>`
    select opp.owner_id as key, ${ageGroup(secondsTo(sql`opp.closed_on`))} as age, opp.closed_on as day, ${WON} as won,
      count(*) as deals, null as stated
    from ${CLOSED} group by 1, 2, 3 order by 3 nulls last, 1 nulls last, 2`.all(engine);
}

/** Deals that were open as these days began, and have closed since, by owner and age then. */
export async function ageTests(engine: Engine, origins: readonly Origin[]): Promise<Outcome[]> {
  const rows = await sql<
    RawRow & { key: number | null; age: number; day: string; won: number; deals: number }
  >`
    select opp.owner_id as key, ${ageGroup(secondsTo(sql`origin.at`))} as age, origin.day as day, ${WON} as won,
      count(*) as deals
    from ${days(origins)} join opp on opp.created_at < origin.at and opp.closed_on >= origin.day join ${FINAL}
    group by 1, 2, 3 order by 3 nulls last, 1 nulls last, 2`.all(engine);
  return rows.map((row) => ({ ...row, stated: null }));
}

/** What decides the chance of an open deal: its own chance in percent, its stage, or its owner and age. */
export type ChanceBy = 'stated' | 'stage' | 'age';

/** SQL: what decides the chance of a deal. */
interface CellSql {
  readonly key: Sql<number | null>;
  readonly age: Sql<number>;
  /** The chance of its stage, in percent. */
  readonly stated: Sql<number>;
}

/** SQL: what decides the chance of a deal, at a moment. `chance` is its own one. */
export function cellOf(by: ChanceBy, now: string, chance: Sql): CellSql {
  const stated = sql<number>`stage.probability`;
  if (by === 'stated') return { key: sql<number>`${chance}`, age: sql<number>`0`, stated };
  if (by === 'stage') return { key: sql<number>`opp.stage_id`, age: sql<number>`0`, stated };
  return {
    key: sql<number | null>`opp.owner_id`,
    age: ageGroup(secondsTo(sql`${now}`)),
    stated: sql<number>`0`,
  };
}

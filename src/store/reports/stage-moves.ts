import type { ReportPeriod } from '../../domain/reports/period.ts';
import { OPP } from '../../nouns/opp/definition.ts';
import type { Engine } from '../engine.ts';
import { filterSql } from '../filter-sql.ts';
import { type Sql, sql } from '../sql.ts';
import {
  counted,
  type Evidence,
  evidence,
  type Figure,
  groupJoin,
  groupKey,
  type Key,
  type ReportQuestion,
  spanOf,
} from './question.ts';

/** Deals of a group and pipeline that came equally far. */
export interface DepthCount {
  readonly group: string | number | null;
  readonly pipeline: number;
  /** `open`, `won` or `lost`. */
  readonly kind: string;
  /** Position of the furthest open stage that they were in; null if none is known. */
  readonly depth: number | null;
  readonly deals: number;
}

const CREATED = { moment: sql<string>`opp.created_at` };

/** The furthest open stage of its pipeline that a deal was in, or is. */
const DEPTH = sql<number | null>`(select max(reached.position) from stage reached
  where reached.pipeline_id = opp.pipeline_id and reached.kind = 'open' and (reached.id = opp.stage_id
    or reached.id in (select h.stage_id from stage_history h where h.opp_id = opp.id)))`;

/** How far the deals created in the period came. */
export function depthCounts(engine: Engine, question: ReportQuestion): Promise<DepthCount[]> {
  return sql<DepthCount>`
    select ${groupKey(OPP, question, CREATED)} as "group", opp.pipeline_id as pipeline, stage.kind as kind,
      ${DEPTH} as depth, count(*) as deals
    from ${sql.raw(OPP.columns().from)} ${groupJoin(OPP, question)} where ${counted(OPP, question, CREATED)}
    group by 1, 2, 3, 4 order by 1 nulls last, 2, 3 nulls last, 4 nulls last`.all(engine);
}

/** The deals behind these counts. */
export function createdDeals(engine: Engine, question: ReportQuestion): Evidence {
  const isLast = sql`coalesce(${DEPTH}, -1) = came.position`;
  const deals = (which: Sql): Figure['records'] => sql`
    select opp.id as id, ${stageKey(groupKey(OPP, question, CREATED))} as key
    from ${sql.raw(OPP.columns().from)} join stage came on came.pipeline_id = opp.pipeline_id and came.kind = 'open'
      ${groupJoin(OPP, question)}
    where ${counted(OPP, question, CREATED)} and (stage.kind = 'won' or ${DEPTH} >= came.position) and ${which}`;
  return evidence(
    engine,
    { records: deals(sql`true`) },
    { columns: ['advanced', 'rate'], records: deals(sql`(stage.kind = 'won' or not ${isLast})`) },
    { columns: ['lost'], records: deals(sql`stage.kind = 'lost' and ${isLast}`) },
    { columns: ['open'], records: deals(sql`stage.kind = 'open' and ${isLast}`) },
  );
}

/** What tells rows of a group and an open stage apart. */
export const stageRowKey = (group: Key, stage: number): string => `${group ?? ''} ${stage}`;

const stageKey = (group: Sql<Key>): Sql<Key> => sql<Key>`coalesce(${group}, '') || ' ' || came.id`;

/** Moves of deals out of an open stage. */
export interface MoveCount {
  readonly group: string | number | null;
  readonly stage: number;
  readonly moves: number;
  /** To a later stage, or won; to an earlier one; lost. */
  readonly advanced: number;
  readonly back: number;
  readonly lost: number;
}

const LEFT = { moment: sql<string>`visit.left_at` };

const VISITS = sql`(select opp_id, stage_id, lead(stage_id) over history as next_id, lead(entered_at) over history as left_at
  from stage_history window history as (partition by opp_id order by id)) as visit`;

/** SQL that joins the stages of a move to it. */
const ON_THE_WAY = sql`join stage came on came.id = visit.stage_id and came.kind = 'open'
  join stage went on went.id = visit.next_id and went.id <> came.id and went.pipeline_id = came.pipeline_id`;

const ADVANCED = sql<boolean>`(went.kind = 'won' or went.kind = 'open' and went.position > came.position)`;
const BACK = sql<boolean>`(went.kind = 'open' and went.position < came.position)`;
const LOST = sql<boolean>`went.kind = 'lost'`;

/** The deals, with their moves in the period from an open stage of their pipeline to another of its stages. */
const moved = (question: ReportQuestion): Sql => sql`${sql.raw(OPP.columns().from)}
  join ${VISITS} on visit.opp_id = opp.id ${ON_THE_WAY} ${groupJoin(OPP, question)}
  where ${counted(OPP, question, LEFT)}`;

/** What became of deals that left a stage in the period, each time they did. */
export async function moveCounts(engine: Engine, question: ReportQuestion): Promise<MoveCount[]> {
  return movesOf(engine, sql<Key>`${groupKey(OPP, question, LEFT)}`, moved(question));
}

/** The same for each of these periods, which share no day. */
export async function movesOfPeriods(
  engine: Engine,
  where: ReportQuestion['where'],
  periods: readonly ReportPeriod[],
): Promise<MoveCount[][]> {
  const span = spanOf(LEFT.moment, periods);
  const deals = where
    ? sql`visit.opp_id in (select opp.id from ${sql.raw(OPP.columns().from)} where ${filterSql(where, 'opp', OPP.columns())})`
    : sql`true`;
  const from = sql`${VISITS} ${ON_THE_WAY} where ${deals} and ${span} is not null`;
  const moves = await movesOf(engine, sql<Key>`${span}`, from);
  return periods.map((_, at) => moves.filter(({ group }) => group === at));
}

function movesOf(engine: Engine, key: Sql<Key>, from: Sql): Promise<MoveCount[]> {
  return sql<MoveCount>`
    select ${key} as "group", came.id as stage, count(*) as moves,
      sum(case when ${ADVANCED} then 1 else 0 end) as advanced, sum(case when ${BACK} then 1 else 0 end) as back,
      sum(case when ${LOST} then 1 else 0 end) as lost
    from ${from} group by 1, 2 order by 1 nulls last, 2`.all(engine);
}

/** The deals behind these moves. */
export function movedDeals(engine: Engine, question: ReportQuestion): Evidence {
  const deals = (which: Sql): Figure['records'] =>
    sql`select opp.id as id, ${stageKey(groupKey(OPP, question, LEFT))} as key from ${moved(question)} and ${which}`;
  return evidence(
    engine,
    { records: deals(sql`true`) },
    { columns: ['advanced', 'rate'], records: deals(ADVANCED) },
    { columns: ['back'], records: deals(BACK) },
    { columns: ['lost'], records: deals(LOST) },
  );
}

/** The deals that left each open stage in the period, as visits say, and those that are in it now. */
export function durationDeals(engine: Engine, question: ReportQuestion): Evidence {
  return evidence(engine, ...stayFigures(question));
}

/** The same, and the deals that moved out of it. */
export function bottleneckDeals(engine: Engine, question: ReportQuestion): Evidence {
  const moves = sql<{ id: number; key: Key }>`select opp.id as id, came.id as key from ${moved(question)}`;
  return evidence(engine, ...stayFigures(question), { columns: ['lost', 'extra_lost'], records: moves });
}

function stayFigures(question: ReportQuestion): Figure[] {
  const { where } = question;
  const matches = where ? filterSql(where, 'opp', OPP.columns()) : sql`true`;
  const from = sql.raw(OPP.columns().from);
  return [
    {
      records: sql`select opp.id as id, visit.stage_id as key from ${from} join ${VISITS} on visit.opp_id = opp.id
        where visit.left_at is not null and ${counted(OPP, question, LEFT)}`,
    },
    {
      columns: ['open'],
      records: sql`select opp.id as id, opp.stage_id as key from ${from} where stage.kind = 'open' and ${matches}`,
    },
  ];
}

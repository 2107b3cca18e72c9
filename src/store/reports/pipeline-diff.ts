import type { Condition } from '../../domain/filter/ast.ts';
import type { Money } from '../../domain/money.ts';
import type { ClosedPeriod } from '../../domain/reports/period.ts';
import { OPP } from '../../nouns/opp/definition.ts';
import type { Engine } from '../engine.ts';
import { filterSql } from '../filter-sql.ts';
import { readSum, sumColumns } from '../money-sums.ts';
import { type RawRow, type Sql, sql } from '../sql.ts';
import { dealsOf, type PastMoment } from './deals-then.ts';
import { type Evidence, evidence } from './question.ts';

/** What can happen to a pipeline between two moments, in the order in which it is told. */
export const DIFF_STEPS = [
  'start',
  'opened',
  'reopened',
  'moved in',
  'not known',
  'pulled in',
  'grown',
  'shrunk',
  'pushed out',
  'moved out',
  'won',
  'lost',
  'end',
  'advanced',
  'moved back',
] as const;
export type DiffStep = (typeof DIFF_STEPS)[number];

/** Deals with which the same happened, in one currency. */
export interface DiffSum {
  readonly step: DiffStep;
  readonly currency: string;
  readonly count: number;
  /** What it adds to the sum of the pipeline; that of all steps leads from the start to the end. */
  readonly change: Money;
  /** What the deals were worth. */
  readonly amount: Money;
}

/** Which pipelines to compare. */
export interface DiffQuestion {
  readonly where: Condition | undefined;
  readonly from: PastMoment;
  /** Null for now. */
  readonly to: PastMoment | null;
  /** Only deals that are to close in it; null for all. */
  readonly closing: ClosedPeriod | null;
}

/** SQL: the deals of now in the order of their table, in which those of then are found next to each other. */
const IN_ORDER = sql`${(dialect) => dialect.nested(sql`opp`, sql`stage`, sql`stage.id = opp.stage_id`)}`;

/** SQL: a deal is in the pipeline: open, matching, and to close in the period. */
function side({ where, closing }: DiffQuestion, moment: PastMoment | null): Sql {
  const fits = where ? filterSql(where, 'opp', OPP.columns()) : sql`true`;
  const due = closing ? sql`opp.close_date between ${closing.from} and ${closing.to}` : sql`true`;
  const late = moment === null ? sql`false` : sql`opp.late`;
  return sql`select opp.id, stage.kind, stage.position, opp.pipeline_id, opp.amount_minor, opp.currency, opp.close_date,
      opp.created_at, ${late} as late, coalesce(${fits}, false) as fits, coalesce(${due}, false) as due
    from ${moment === null ? IN_ORDER : dealsOf(moment)}`;
}

/**
 * SQL: what happened, a row for each deal and step: `change` is what it adds to the sum, `worth` the amount of the deal. A
 * deal that is lost or won first grows or shrinks to its last amount.
 */
function events(question: DiffQuestion): Sql {
  const { from, closing } = question;
  const wasIn = sql`(b.id is not null and b.kind = 'open' and b.fits and b.due)`;
  const isIn = sql`(a.kind = 'open' and a.fits and a.due)`;
  const isNew = sql`(b.id is null and a.created_at >= ${from.at})`;
  const isBrief = sql`(${isNew} and a.kind <> 'open' and a.fits and a.due)`;
  const arrival = sql`case when ${isNew} then 'opened' when b.id is null then 'not known' when b.kind <> 'open' then 'reopened'
    when b.late then 'not known' when not b.fits then 'moved in' else 'pulled in' end`;
  const departure = sql`case when not a.fits then 'moved out' when a.kind <> 'open' then a.kind else 'pushed out' end`;
  const stays = sql`was_in and (is_in or gone in ('won', 'lost'))`;
  const moves = closing
    ? sql``
    : sql`union all select id, case when to_date < from_date then 'pulled in' else 'pushed out' end, to_currency, 0, to_minor
      from pair where was_in and is_in and to_date <> from_date`;
  return sql`
    with pair as materialized (
      select a.id, ${wasIn} as was_in, ${isIn} as is_in, ${isBrief} as is_brief, ${arrival} as came, ${departure} as gone,
        b.amount_minor as from_minor, b.currency as from_currency, b.close_date as from_date, b.position as from_place,
        b.pipeline_id as from_pipeline, a.amount_minor as to_minor, a.currency as to_currency, a.close_date as to_date,
        a.position as to_place, a.pipeline_id as to_pipeline
      from (${side(question, question.to)}) as a left join (${side(question, from)}) as b on b.id = a.id
      where ${wasIn} or ${isIn} or ${isBrief})
    select id, 'start' as step, from_currency as currency, 0 as "change", from_minor as worth from pair where was_in
    union all select id, 'end', to_currency, 0, to_minor from pair where is_in
    union all select id, came, to_currency, to_minor, to_minor from pair where not was_in and (is_in or is_brief)
    union all select id, gone, to_currency, -to_minor, to_minor from pair
      where not is_in and (was_in or is_brief) and gone in ('won', 'lost')
    union all select id, gone, from_currency, -from_minor, from_minor from pair
      where was_in and not is_in and gone not in ('won', 'lost')
    union all select id, case when coalesce(to_minor, 0) > coalesce(from_minor, 0) then 'grown' else 'shrunk' end, to_currency,
      coalesce(to_minor, 0) - coalesce(from_minor, 0), to_minor from pair
      where ${stays} and from_currency = to_currency and coalesce(to_minor, 0) <> coalesce(from_minor, 0)
    union all select id, 'shrunk', from_currency, -from_minor, from_minor from pair
      where ${stays} and from_currency <> to_currency and coalesce(from_minor, 0) <> 0
    union all select id, 'grown', to_currency, to_minor, to_minor from pair
      where ${stays} and from_currency <> to_currency and coalesce(to_minor, 0) <> 0
    union all select id, case when to_place > from_place then 'advanced' else 'moved back' end, to_currency, 0, to_minor
      from pair where was_in and is_in and to_pipeline = from_pipeline and to_place <> from_place
    ${moves}`;
}

/** What happened to the pipeline, by step and currency. */
export async function pipelineDiff(engine: Engine, question: DiffQuestion): Promise<DiffSum[]> {
  const rows = await sql<RawRow & { step: string; currency: string; count: number }>`
    select step, currency, count(*) as count, ${sumColumns(sql`"change"`, 'change')}, ${sumColumns(sql`worth`, 'worth')}
    from (${events(question)}) as event group by step, currency order by currency nulls last, step nulls last`.all(
    engine,
  );
  return rows.map((row) => ({
    step: row.step as DiffStep,
    currency: row.currency,
    count: row.count,
    change: { minor: readSum(row, 'change'), currency: row.currency },
    amount: { minor: readSum(row, 'worth'), currency: row.currency },
  }));
}

/** The deals of each step. */
export function diffDeals(engine: Engine, question: DiffQuestion): Evidence {
  return evidence(engine, { records: sql`select id, step as key from (${events(question)}) as event` });
}

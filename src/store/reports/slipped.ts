import type { Condition } from '../../domain/filter/ast.ts';
import type { ClosedPeriod } from '../../domain/reports/period.ts';
import { OPP } from '../../nouns/opp/definition.ts';
import type { Engine } from '../engine.ts';
import { filterSql } from '../filter-sql.ts';
import { type Sql, sql } from '../sql.ts';
import { type Evidence, evidence } from './question.ts';

/** A deal whose close date moved out of a period. */
export interface SlippedDeal {
  readonly id: number;
  readonly name: string;
  readonly status: string;
  readonly owner: string | null;
  readonly currency: string;
  readonly amount_minor: number | null;
  /** How often it moved out of the period to a later day, and back into it. */
  readonly pushes: number;
  readonly pulls: number;
  /** Days by which it moved out, in all. */
  readonly days: number;
  /** The last day in the period that it was to close. */
  readonly planned: string;
  readonly close_date: string | null;
}

/** SQL: moves of close dates over the end of the period. What was undone has not happened. */
function moves({ from, to }: ClosedPeriod): Sql {
  const before = sql<string>`${(dialect) => dialect.jsonValue(sql`r.before`, '$.close_date')}`;
  const after = sql<string>`${(dialect) => dialect.jsonValue(sql`r.after`, '$.close_date')}`;
  return sql`select row_id, id, old, new, case when old <= ${to} then 1 else 0 end as pushed
    from (select r.row_id, r.id, ${before} as old, ${after} as new
      from change_row r join change on change.id = r.change_id
      where r.tbl = 'opp' and r.op = 'update' and change.undone_by is null and change.kind <> 'undo') as moved
    where (old between ${from} and ${to} and new > ${to}) or (old > ${to} and new between ${from} and ${to})`;
}

const matching = (where: Condition | undefined): Sql =>
  where ? filterSql(where, 'opp', OPP.columns()) : sql`true`;

/** Deals whose close date moved out of the period, those that moved by most first. */
export function slippedDeals(
  engine: Engine,
  where: Condition | undefined,
  period: ClosedPeriod,
): Promise<SlippedDeal[]> {
  const days = sql`${(dialect) => dialect.epoch(sql`new`)} - ${(dialect) => dialect.epoch(sql`old`)}`;
  return sql<SlippedDeal>`
    select opp.id, opp.name, stage.kind as status, (select name from "user" where id = opp.owner_id) as owner, opp.currency,
      opp.amount_minor, slip.pushes, slip.pulls, slip.days, slip.planned, opp.close_date
    from (select row_id, sum(pushed) as pushes, sum(1 - pushed) as pulls,
        sum(case when pushed = 1 then ${days} else 0 end) / 86400 as days, max(case when pushed = 1 then old end) as planned
      from (${moves(period)}) as move group by row_id having sum(pushed) > 0) as slip
    join opp on opp.id = slip.row_id join stage on stage.id = opp.stage_id
    where ${matching(where)} order by slip.days desc nulls last, opp.id`.all(engine);
}

/** The deals behind the report. */
export function countedSlippedDeals(
  engine: Engine,
  where: Condition | undefined,
  period: ClosedPeriod,
): Evidence {
  return evidence(engine, {
    records: sql`select opp.id as id, opp.id as key from ${sql.raw(OPP.columns().from)} where ${matching(where)}
      and opp.id in (select row_id from (${moves(period)}) as move where pushed = 1)`,
  });
}

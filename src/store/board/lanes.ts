import type { ForecastCell, Lane, LaneGroup, Sum } from '../../domain/board.ts';
import type { ForecastCategory } from '../../domain/stages.ts';
import { FORECAST } from '../../nouns/opp/columns.ts';
import type { Engine } from '../engine.ts';
import { readSum, sumColumns } from '../money-sums.ts';
import { type DealAmounts, OWN_AMOUNTS } from '../rates.ts';
import { CREDITED_USER, DEAL_CREDIT } from '../reports/deal-credit.ts';
import { type RawRow, sql } from '../sql.ts';
import { type BoardScope, CLOSES, DEALS, LANE_KINDS, openStages, within } from './scope.ts';

const sums = (
  { currency, amount, weighted }: DealAmounts,
  count = sql`count(*)`,
) => sql<SumRow>`${currency} as currency,
  ${count} as count, ${sumColumns(amount, 'amount')}, ${sumColumns(weighted, 'weighted')}`;

type SumRow = RawRow & { readonly currency: string; readonly count: number };

/** The lanes of the board with their totals, in one query. */
export async function boardLanes(
  engine: Engine,
  scope: BoardScope,
  by: LaneGroup,
  amounts = OWN_AMOUNTS,
): Promise<Lane[]> {
  if (by === 'stage') return stageLanes(engine, scope, amounts);
  const { key, title, none } = LANE_KINDS[by];
  const rows = await sql<SumRow & { key: string | number; title: string | null }>`
    select ${key} as key, ${title} as title, ${sums(amounts)} from ${DEALS} ${amounts.join}
    where ${within(scope, openStages(scope))}
    group by 1, ${amounts.currency} order by title nulls last, count desc`.all(engine);
  const keys = [...new Set(rows.map((row) => String(row.key)))];
  return keys.map((own) => {
    const inLane = rows.filter((row) => String(row.key) === own);
    return { key: own, title: inLane[0]?.title ?? none, stage: null, ...added(inLane) };
  });
}

async function stageLanes(engine: Engine, scope: BoardScope, amounts: DealAmounts): Promise<Lane[]> {
  const rows = await sql<SumRow & { key: number }>`
    select stage.id as key, ${sums(amounts)} from ${DEALS} ${amounts.join} where ${within(scope, scope.stages)}
    group by stage.id, ${amounts.currency} order by count desc`.all(engine);
  return scope.stages.map((stage) => ({
    key: String(stage.id),
    title: stage.name,
    stage,
    ...added(rows.filter((row) => row.key === stage.id)),
  }));
}

/** The deals that sums of a scope are of: on the board of a user all that count for them, each with their part. */
function sharesIn(scope: BoardScope, amounts: DealAmounts) {
  const { credited, ids } = scope;
  const whole = sql`${DEALS} ${amounts.join}`;
  if (!credited || ids) return { from: whole, inside: within(scope, scope.stages), sums: sums(amounts) };
  const { amount, weighted } = amounts;
  const { join, partOf } = DEAL_CREDIT;
  return {
    from: sql`${whole} ${join}`,
    inside: sql`${within({ ...scope, where: credited.where }, scope.stages)} and ${CREDITED_USER} in (${sql.join(credited.users)})`,
    sums: sums(
      { ...amounts, amount: partOf(amount), weighted: partOf(weighted) },
      sql`count(distinct opp.id)`,
    ),
  };
}

/** Deals that close in a month (`YYYY-MM`) and deals won in it, by currency. */
export interface MonthSums {
  readonly closing: readonly Sum[];
  readonly won: readonly Sum[];
}

export async function boardMonth(
  engine: Engine,
  scope: BoardScope,
  month: string,
  amounts = OWN_AMOUNTS,
): Promise<MonthSums> {
  const { from, inside, sums: shares } = sharesIn(scope, amounts);
  const rows = await sql<SumRow & { kind: string }>`
    select stage.kind as kind, ${shares} from ${from}
    where ${inside} and stage.kind <> 'lost'
      and ${CLOSES} >= ${`${month}-01`} and ${CLOSES} <= ${`${month}-31`}
    group by stage.kind, ${amounts.currency} order by count desc`.all(engine);
  const of = (kind: string) => added(rows.filter((row) => row.kind === kind)).sums;
  return { closing: of('open'), won: of('won') };
}

/** Open deals by close month and forecast category, and deals won since `since`. */
export async function boardForecast(
  engine: Engine,
  scope: BoardScope,
  since: string,
  amounts = OWN_AMOUNTS,
): Promise<ForecastCell[]> {
  const { from, inside, sums: shares } = sharesIn(scope, amounts);
  const rows = await sql<SumRow & { month: string | null; category: string }>`
    select substr(nullif(${CLOSES}, '9999-12-31'), 1, 7) as month, ${sql.raw(FORECAST)} as category, ${shares}
    from ${from}
    where ${inside} and stage.kind <> 'lost'
      and (stage.kind = 'open' or ${CLOSES} >= ${`${since}-01`})
    group by 1, 2, ${amounts.currency} order by 1 nulls last`.all(engine);
  return rows.map((row) => ({
    month: row.month,
    category: row.category as ForecastCategory,
    sum: toSum(row),
  }));
}

function added(rows: readonly SumRow[]): Pick<Lane, 'count' | 'sums'> {
  const all = rows.map(toSum);
  return { count: all.reduce((total, { count }) => total + count, 0), sums: all };
}

function toSum(row: SumRow): Sum {
  const { currency } = row;
  return {
    count: row.count,
    amount: { minor: readSum(row, 'amount'), currency },
    weighted: { minor: readSum(row, 'weighted'), currency },
  };
}

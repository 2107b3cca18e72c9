import type { ForecastCell, Lane, LaneGroup, Sum } from '../../domain/board.ts';
import type { ForecastCategory } from '../../domain/stages.ts';
import { FORECAST, WEIGHTED } from '../../nouns/opp/columns.ts';
import type { Engine } from '../engine.ts';
import { readSum, sumColumns } from '../money-sums.ts';
import { type RawRow, sql } from '../sql.ts';
import { type BoardScope, CLOSES, DEALS, LANE_KINDS, openStages, within } from './scope.ts';

const SUMS = sql<SumRow>`opp.currency as currency, count(*) as count,
  ${sql.raw(sumColumns('opp.amount_minor', 'amount'))}, ${sql.raw(sumColumns(WEIGHTED, 'weighted'))}`;

type SumRow = RawRow & { readonly currency: string; readonly count: number };

/** The lanes of the board with their totals, in one query. */
export async function boardLanes(engine: Engine, scope: BoardScope, by: LaneGroup): Promise<Lane[]> {
  if (by === 'stage') return stageLanes(engine, scope);
  const { key, title, none } = LANE_KINDS[by];
  const rows = await sql<SumRow & { key: string | number; title: string | null }>`
    select ${key} as key, ${title} as title, ${SUMS} from ${DEALS}
    where ${within(scope, openStages(scope))}
    group by 1, opp.currency order by title nulls last, count desc`.all(engine);
  const keys = [...new Set(rows.map((row) => String(row.key)))];
  return keys.map((own) => {
    const sums = rows.filter((row) => String(row.key) === own);
    return { key: own, title: sums[0]?.title ?? none, stage: null, ...added(sums) };
  });
}

async function stageLanes(engine: Engine, scope: BoardScope): Promise<Lane[]> {
  const rows = await sql<SumRow & { key: number }>`
    select stage.id as key, ${SUMS} from ${DEALS} where ${within(scope, scope.stages)}
    group by stage.id, opp.currency order by count desc`.all(engine);
  return scope.stages.map((stage) => ({
    key: String(stage.id),
    title: stage.name,
    stage,
    ...added(rows.filter((row) => row.key === stage.id)),
  }));
}

/** Deals that close in a month (`YYYY-MM`) and deals won in it, by currency. */
export interface MonthSums {
  readonly closing: readonly Sum[];
  readonly won: readonly Sum[];
}

export async function boardMonth(engine: Engine, scope: BoardScope, month: string): Promise<MonthSums> {
  const rows = await sql<SumRow & { kind: string }>`
    select stage.kind as kind, ${SUMS} from ${DEALS}
    where ${within(scope, scope.stages)} and stage.kind <> 'lost'
      and ${CLOSES} >= ${`${month}-01`} and ${CLOSES} <= ${`${month}-31`}
    group by stage.kind, opp.currency order by count desc`.all(engine);
  const of = (kind: string) => added(rows.filter((row) => row.kind === kind)).sums;
  return { closing: of('open'), won: of('won') };
}

/** Open deals by close month and forecast category, and deals won since `since`. */
export async function boardForecast(
  engine: Engine,
  scope: BoardScope,
  since: string,
): Promise<ForecastCell[]> {
  const rows = await sql<SumRow & { month: string | null; category: string }>`
    select substr(nullif(${CLOSES}, '9999-12-31'), 1, 7) as month, ${sql.raw(FORECAST)} as category, ${SUMS}
    from ${DEALS}
    where ${within(scope, scope.stages)} and stage.kind <> 'lost'
      and (stage.kind = 'open' or ${CLOSES} >= ${`${since}-01`})
    group by 1, 2, opp.currency order by 1 nulls last`.all(engine);
  return rows.map((row) => ({
    month: row.month,
    category: row.category as ForecastCategory,
    sum: toSum(row),
  }));
}

function added(rows: readonly SumRow[]): Pick<Lane, 'count' | 'sums'> {
  const sums = rows.map(toSum);
  return { count: sums.reduce((total, { count }) => total + count, 0), sums };
}

function toSum(row: SumRow): Sum {
  const { currency } = row;
  return {
    count: row.count,
    amount: { minor: readSum(row, 'amount'), currency },
    weighted: { minor: readSum(row, 'weighted'), currency },
  };
}

import type { FiscalCalendar, FiscalUnit } from '../../domain/dates/fiscal.ts';
import type { Field } from '../../domain/field.ts';
import type { Condition } from '../../domain/filter/ast.ts';
import type { Money } from '../../domain/money.ts';
import type { PipelineGrouping, StageKind } from '../../domain/stages.ts';
import { OPP } from '../../nouns/opp/definition.ts';
import { CLOSES } from '../board/scope.ts';
import type { Engine } from '../engine.ts';
import { type Exchange, exchangeOf, firstDaysOf } from '../exchange.ts';
import { filterSql } from '../filter-sql.ts';
import { readSum } from '../money-sums.ts';
import { type DealAmounts, dealSums } from '../rates.ts';
import { type RawRow, type Sql, sql } from '../sql.ts';
import { type Pipeline, pipelines } from '../stages.ts';
import { creditedFigures } from './credited-figures.ts';
import { CREDITED_USER, comparesUsers, countsFor, creditOf, DEAL_CREDIT } from './deal-credit.ts';
import { dealsOf, type PastMoment } from './deals-then.ts';
import { type Evidence, evidence, fieldKey, groupJoin, type Key, unitKey } from './question.ts';

/** The sum of the opportunities of one group and one currency; see `inOneCurrency`. */
export interface PipelineSum {
  /** Name of the stage, owner, pipeline or source, or the month of closing (`YYYY-MM`); null for those without. */
  readonly group: string | null;
  /** What tells it from groups of the same name. */
  readonly key: Key;
  /** For a group by stage: its pipeline, its chance in percent, and its kind. */
  readonly stage: {
    readonly pipeline: string;
    readonly probability: number;
    readonly kind: StageKind;
  } | null;
  readonly currency: string;
  readonly count: number;
  readonly amount: Money;
  /** Amounts times chances, each rounded as in lists. */
  readonly weighted: Money;
  /** The first day on which one of them closed or is to close, where they are of the past. */
  readonly firstDay?: string;
}

/** SQL: the day on which a deal closed, or is to close; null for none. */
const CLOSE_DAY = sql<string>`nullif(${CLOSES}, '9999-12-31')`;
const MONTH = sql<string | null>`substr(${CLOSE_DAY}, 1, 7)`;

/** SQL: the largest sum first. */
const largest = (amount: Sql) => sql`coalesce(sum(${amount} * 1.0), 0) desc nulls last, name nulls first`;

/** SQL of a group: its number or name, its title, and the order of groups. */
const GROUPS = {
  stage: {
    key: sql`opp.stage_id`,
    name: sql`stage.name`,
    order: () =>
      sql`(select position from pipeline where id = stage.pipeline_id), stage.pipeline_id, stage.position`,
  },
  owner: {
    key: DEAL_CREDIT.userId,
    name: CREDITED_USER,
    order: largest,
  },
  pipeline: {
    key: sql`opp.pipeline_id`,
    name: sql`(select name from pipeline where id = opp.pipeline_id)`,
    order: () => sql`(select position from pipeline where id = opp.pipeline_id), opp.pipeline_id`,
  },
  source: {
    key: sql`opp.source`,
    name: sql`opp.source`,
    order: largest,
  },
  month: { key: MONTH, name: MONTH, order: () => sql`name nulls last` },
} as const;

/** Units of time by the day on which a deal closed, or is to close. */
interface CloseUnit {
  readonly unit: FiscalUnit;
  readonly calendar: FiscalCalendar;
}

/** What to group by: one of the usual groups, a unit of time, or a field. */
export type PipelineGroup = PipelineGrouping | CloseUnit | Field;

function groupOf(by: PipelineGroup) {
  if (typeof by === 'string') return { ...GROUPS[by], join: sql`` };
  if ('unit' in by) {
    const name = unitKey(by.unit, CLOSE_DAY, by.calendar);
    return { key: name, name, order: () => sql`name nulls last`, join: sql`` };
  }
  const group = { type: 'field', field: by } as const;
  const value = fieldKey(OPP, by);
  return { key: value, name: value, order: largest, join: groupJoin(OPP, { by: group }, DEAL_CREDIT.userId) };
}

/** Whether users or their teams are compared. */
const byUsers = (by: PipelineGroup) =>
  by === 'owner' || (typeof by === 'object' && 'name' in by && comparesUsers(by));

/** Which opportunities to add up: those that match, as they are, or as they stood at a moment. */
export interface PipelineScope {
  readonly where: Condition | undefined;
  readonly past: PastMoment | null;
  /** The names of the users whose parts count; all deals as they are without. */
  readonly users?: readonly string[] | undefined;
}

/** SQL: the opportunities of the scope, joined with what their amounts need. */
function scopeSql({ where, past, users }: PipelineScope, join: Sql = sql``): Sql {
  const condition = where ? filterSql(where, 'opp', OPP.columns()) : sql`true`;
  const ofUsers = users ? sql` and ${countsFor(users)}` : sql``;
  return sql`${dealsOf(past)} ${join} where ${condition}${ofUsers}`;
}

/** Counts and sums of opportunities, by group and currency, in one query. */
export async function pipelineSums(
  engine: Engine,
  by: PipelineGroup,
  scope: PipelineScope,
): Promise<PipelineSum[]> {
  const { key: ownKey, name, order, join: joinGroups } = groupOf(by);
  // The stage itself has its deals read in the order of an index; deals of the past have none.
  const key = by === 'stage' && !scope.past ? sql`stage.id` : ownKey;
  const { join: joinCredit, isCounted, partOf, isOfUser } = creditOf(scope.users, byUsers(by));
  // Deals of now have an index for these days, those of the past are found once and have all that is asked of them.
  const firstDay = scope.past ? sql`, min(${CLOSES}) as first_day` : sql``;
  const query = ({ join, currency, sum, ...whole }: DealAmounts) => {
    const [amount, weighted] = [partOf(whole.amount), partOf(whole.weighted)];
    return sql<SumRow>`
    select ${key} as key, ${name} as name, ${currency} as currency,
      sum(case when ${isCounted} then 1 else 0 end) as count,
      ${sum(amount, 'amount')}, ${sum(weighted, 'weighted')}${firstDay}
    from ${scopeSql(scope, sql`${join} ${joinCredit} ${joinGroups}`)} and ${isOfUser}
    group by ${key}, ${currency} order by ${order(amount)}, ${currency} nulls last`;
  };
  const rows = await dealSums(engine, query, scope.past?.day);
  const stages = by === 'stage' ? stagesById(await pipelines(engine)) : new Map();
  return rows.map((row) => toSum(row, stages));
}

/** How the amounts of these sums are added up. */
export function pipelineExchange(
  engine: Engine,
  scope: PipelineScope,
  sums: readonly PipelineSum[],
): Promise<Exchange | null> {
  const firstDays = async (currencies: readonly string[]) => {
    if (!scope.past) return firstDaysOf(engine, scopeSql(scope), currencies);
    return currencies.map((currency) => {
      const days = sums.flatMap((sum) => (sum.currency === currency ? (sum.firstDay ?? []) : []));
      return { currency, day: days.sort()[0] as string };
    });
  };
  const currencies = sums.map(({ currency }) => currency);
  return exchangeOf(engine, (join) => scopeSql(scope, join), currencies, {
    today: scope.past?.day,
    firstDays,
  });
}

/** The opportunities behind the sums of a group. */
export function pipelineDeals(engine: Engine, by: PipelineGroup, scope: PipelineScope): Evidence {
  const { key, join: groups } = groupOf(by);
  return evidence(
    engine,
    ...creditedFigures(
      scope.users,
      byUsers(by),
      (join, which) =>
        sql`select opp.id as id, ${key} as key from ${scopeSql(scope, sql`${join} ${groups}`)} and ${which}`,
    ),
  );
}

/** Adds empty stages of the pipelines in the sums: of these kinds, with zero in `currency`. */
export async function withEmptyStages(
  engine: Engine,
  sums: readonly PipelineSum[],
  kinds: readonly StageKind[],
  currency: string,
): Promise<PipelineSum[]> {
  const all = await pipelines(engine);
  return all.flatMap((pipeline) => {
    const own = sums.filter((sum) => sum.stage?.pipeline === pipeline.name);
    if (own.length === 0) return [];
    return pipeline.stages.flatMap((stage) => {
      const filled = own.filter((sum) => sum.group === stage.name);
      if (filled.length > 0 || !kinds.includes(stage.kind)) return filled;
      const zero = { minor: 0, currency };
      const { probability, kind } = stage;
      return [
        {
          group: stage.name,
          key: stage.id,
          stage: { pipeline: pipeline.name, probability, kind },
          currency,
          count: 0,
          amount: zero,
          weighted: zero,
        },
      ];
    });
  });
}

function stagesById(all: readonly Pipeline[]): Map<number, PipelineSum['stage']> {
  return new Map(
    all.flatMap((pipeline) =>
      pipeline.stages.map(({ id, probability, kind }) => [
        id,
        { pipeline: pipeline.name, probability, kind },
      ]),
    ),
  );
}

type SumRow = RawRow & {
  key: number | string | null;
  name: string | null;
  currency: string;
  count: number;
};

function toSum(row: SumRow, stages: ReadonlyMap<number, PipelineSum['stage']>): PipelineSum {
  const { currency, first_day: firstDay } = row;
  return {
    ...(typeof firstDay === 'string' ? { firstDay } : {}),
    group: row.name,
    key: row.key,
    stage: stages.get(row.key as number) ?? null,
    currency,
    count: row.count,
    amount: { minor: readSum(row, 'amount'), currency },
    weighted: { minor: readSum(row, 'weighted'), currency },
  };
}

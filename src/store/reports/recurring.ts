import type { Money } from '../../domain/money.ts';
import { PURCHASE } from '../../nouns/purchase/definition.ts';
import type { Engine } from '../engine.ts';
import { filterSql } from '../filter-sql.ts';
import { localDayOf } from '../local-day.ts';
import { readSum, sumColumns } from '../money-sums.ts';
import { type RawRow, type Sql, sql } from '../sql.ts';
import { type Evidence, evidence, type Figure, type ReportQuestion } from './question.ts';

/** How recurring amounts can change between two days; the changes add up to that of the whole. */
export const RECURRING_MOVES = ['new', 'reactivation', 'expansion', 'contraction', 'churn'] as const;
type RecurringMove = (typeof RECURRING_MOVES)[number];

/** What customers pay a year at the end of a period and before it, and how one became the other, in one currency. */
export interface RecurringPeriod {
  /** The place of the period, from 0. */
  readonly place: number;
  readonly currency: string;
  readonly start: Money;
  readonly end: Money;
  readonly moves: Readonly<Record<RecurringMove, Money>>;
}

/**
 * The recurring amounts of a year: of each customer, what is paid on the day before the first period and on the last day of
 * each. `days` are these days, in order.
 */
export async function recurringPeriods(
  engine: Engine,
  { where }: Pick<ReportQuestion, 'where'>,
  days: readonly string[],
): Promise<RecurringPeriod[]> {
  const sums = [
    sumColumns(sql`was`, 'start'),
    sumColumns(sql`became`, 'end'),
    ...RECURRING_MOVES.map((move) =>
      sumColumns(sql`case when ${IS[move]} then became - was else 0 end`, move),
    ),
  ];
  const rows = await sql<RawRow & { place: number; currency: string }>`
    with boundary as (${boundaries(days)}),
    term as (${terms(where)}),
    state as (
      select customer, currency, place, sum(annual) as annual
      from term join boundary on first_day <= day and (last_day is null or last_day >= day)
      group by customer, currency, place),
    side as (
      select customer, currency, place - 1 as place, 0 as was, annual as became from state where place > 0
      union all
      select customer, currency, place, annual, 0 from state where place < ${days.length - 1}),
    move as (
      select customer, currency, place, sum(was) as was, sum(became) as became from side
      group by customer, currency, place),
    beginning as (select customer, currency, min(first_day) as first_day from term group by customer, currency)
    select move.place, move.currency, ${sql.join(sums)}
    from move
      join boundary on boundary.place = move.place
      join beginning on beginning.customer = move.customer and beginning.currency = move.currency
    group by move.place, move.currency order by move.place nulls last, move.currency nulls last`.all(engine);
  return rows.map((row) => {
    const { place, currency } = row;
    const amount = (name: string): Money => ({ minor: readSum(row, name), currency });
    const moves = Object.fromEntries(RECURRING_MOVES.map((move) => [move, amount(move)]));
    return {
      place,
      currency,
      start: amount('start'),
      end: amount('end'),
      moves: moves as Record<RecurringMove, Money>,
    };
  });
}

/** Who paid nothing before is new, unless there was a term before: then the customer came back. */
const IS: Readonly<Record<RecurringMove, Sql<boolean>>> = {
  new: sql<boolean>`was = 0 and beginning.first_day > boundary.day`,
  reactivation: sql<boolean>`was = 0 and beginning.first_day <= boundary.day`,
  expansion: sql<boolean>`was <> 0 and became > was`,
  contraction: sql<boolean>`was <> 0 and became <> 0 and became < was`,
  churn: sql<boolean>`was <> 0 and became = 0`,
};

const IS_RECURRING = sql<boolean>`recurring_amount_minor is not null and status <> 'refunded'`;

const boundaries = (days: readonly string[]): Sql =>
  sql.join(
    days.map((day, place) => sql`select ${sql.lit(place)} as place, ${day} as day`),
    ' union all ',
  );

/** The terms of purchases that are paid each month or year; what was ended without a day ended when that was said. */
function terms(where: ReportQuestion['where']): Sql {
  return sql`
    select id, coalesce('account ' || account_id, 'contact ' || contact_id, 'purchase ' || id) as customer,
      recurring_currency as currency,
      recurring_amount_minor * case recurring when 'month' then 12 else 1 end as annual,
      coalesce(starts_on, bought_on) as first_day,
      case when status = 'ended' and ends_on is null then ${localDayOf(sql`updated_at`)} else ends_on end as last_day
    from purchase where ${recurring(where)}`;
}

function recurring(where: ReportQuestion['where']): Sql<boolean> {
  if (!where) return IS_RECURRING;
  return sql<boolean>`${IS_RECURRING} and ${filterSql(where, PURCHASE.noun, PURCHASE.columns())}`;
}

/** The purchases behind the amounts. */
export function recurringPurchases(
  engine: Engine,
  { where }: Pick<ReportQuestion, 'where'>,
  days: readonly string[],
): Evidence {
  const tables = sql`with boundary as (${boundaries(days)}), term as (${terms(where)})`;
  const paid = (place: Sql): Figure['records'] => sql`${tables}
    select term.id as id, ${place} as key
    from term join boundary on first_day <= day and (last_day is null or last_day >= day)`;
  return evidence(
    engine,
    { columns: ['start'], records: paid(sql`boundary.place`) },
    { columns: ['end', 'monthly'], records: paid(sql`boundary.place - 1`) },
    {
      records: sql`${tables}
        select term.id as id, before.place as key
        from boundary join boundary before on before.place = boundary.place - 1
          join term on term.first_day <= boundary.day and (term.last_day is null or term.last_day >= before.day)`,
    },
  );
}

import { OPP } from '../../nouns/opp/definition.ts';
import type { Engine } from '../engine.ts';
import { readSum, sumColumns } from '../money-sums.ts';
import { amountInBase } from '../rates.ts';
import { type RawRow, sql } from '../sql.ts';
import { type ForecastPlace, type ForecastQuestion, forecastParts } from './forecast.ts';
import type { Key } from './question.ts';

/** Expenses of deals of a group and place: what was paid in one currency for deals of one currency. */
export interface ExpenseSum {
  readonly group: Key;
  readonly place: ForecastPlace;
  /** Of the deals. */
  readonly currency: string;
  /** Of the expenses. */
  readonly paid: string;
  readonly minor: number;
  /** The same in the base currency, by the rate of the day; null where one lacks. */
  readonly inBase: number | null;
}

/** What the deals of a forecast cost, those left out that are omitted. */
export async function forecastExpenses(engine: Engine, question: ForecastQuestion): Promise<ExpenseSum[]> {
  const { place, group, join, partOf, isForecast, isOmitted } = forecastParts(question);
  const minor = partOf(sql<number | null>`expense.amount_minor`);
  const { base } = { base: engine.acting.currency };
  const inBase = amountInBase(
    {
      minor,
      currency: sql`expense.currency`,
      day: sql`coalesce(expense.spent_on, ${question.today})`,
    },
    base,
  );
  const rows = await sql<
    RawRow & { key: string | number | null; place: string; currency: string; paid: string; unknown: number }
  >`
    select ${group} as key, ${place} as place, opp.currency as currency, expense.currency as paid,
      ${sumColumns(minor, 'amount')}, ${sumColumns(inBase, 'base')},
      sum(case when ${inBase} is null then 1 else 0 end) as unknown
    from ${sql.raw(OPP.columns().from)} join expense on expense.opp_id = opp.id ${join}
    where ${isForecast} and not (${isOmitted})
    group by 1, 2, opp.currency, expense.currency
    order by 1 nulls last, 2 nulls last, opp.currency nulls last, expense.currency nulls last`.all(engine);
  return rows.map((row) => ({
    group: row.key,
    place: row.place as ForecastPlace,
    currency: row.currency,
    paid: row.paid,
    minor: Number(readSum(row, 'amount')),
    inBase: row.unknown > 0 ? null : Number(readSum(row, 'base')),
  }));
}

import { toLocalDate } from '../../domain/dates/calendar.ts';
import type { Engine } from '../engine.ts';
import { type Exchange, exchangeOf, firstDaysOf } from '../exchange.ts';
import { rates } from '../rates.ts';
import type { Db } from '../sql.ts';
import { sql } from '../sql.ts';
import type { GroupedQuery, GroupRow } from './grouped-query.ts';
import { GroupedSelect, type GroupOptions } from './grouped-select.ts';
import { type Evidence, evidence } from './question.ts';

/** The groups, in order. */
export async function groupRows(
  engine: Engine,
  query: GroupedQuery,
  options: GroupOptions = {},
): Promise<GroupRow[]> {
  const select = new GroupedSelect(engine, query, options);
  select.checkCurrencies(engine);
  const rows = await select.query(engine).all(engine);
  return rows.map((row) => select.toRow(row));
}

/** The currency to convert amounts to, if rows are in several and it has rates; else null. */
export async function commonCurrency(db: Db, rows: readonly GroupRow[]): Promise<string | null> {
  const base = db.acting.currency;
  const isSeveral = new Set(rows.flatMap(({ currency }) => currency ?? [])).size > 1;
  return isSeveral && (await rates(db, base)).length > 0 ? base : null;
}

/** How amounts of rows in their own currencies became those of a report; null if they are in one. */
export async function groupedExchange(
  engine: Engine,
  query: GroupedQuery,
  rows: readonly GroupRow[],
): Promise<Exchange | null> {
  const currencies = [...new Set(rows.flatMap(({ currency }) => currency ?? []))];
  if (currencies.length < 2) return null;
  const select = new GroupedSelect(engine, query, {});
  if (select.isOfDeals(engine))
    return exchangeOf(
      engine,
      (join) =>
        sql`opp join stage on stage.id = opp.stage_id ${join} where opp.id in (${select.records(engine)})`,
      currencies,
      { firstDays: (foreign) => firstDaysOf(engine, select.deals(engine), foreign) },
    );
  const { currency: base, now } = engine.acting;
  const today = toLocalDate(now);
  const known = (await rates(engine, base)).filter(({ day }) => day <= today);
  const foreign = currencies.filter((currency) => currency !== base);
  const rateOf = (currency: string) => known.find((rate) => rate.currency === currency);
  return {
    base,
    used: foreign.flatMap((currency) => rateOf(currency) ?? []),
    missing: foreign.flatMap((currency) => (rateOf(currency) ? [] : [{ currency, day: today }])),
  };
}

/** The records of the rows, and the statement of the report. */
export function groupedRecords(engine: Engine, query: GroupedQuery, options: GroupOptions): Evidence {
  const found = evidence(engine, { records: new GroupedSelect(engine, query, options).recordsByRow(engine) });
  return { ...found, statement: engine.textOf(new GroupedSelect(engine, query, {}).query(engine)) };
}

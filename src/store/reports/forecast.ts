import type { FiscalCalendar } from '../../domain/dates/fiscal.ts';
import type { Condition } from '../../domain/filter/ast.ts';
import type { Money } from '../../domain/money.ts';
import type { ClosedPeriod } from '../../domain/reports/period.ts';
import type { ForecastCategory } from '../../domain/stages.ts';
import { FORECAST, PROBABILITY } from '../../nouns/opp/columns.ts';
import { OPP } from '../../nouns/opp/definition.ts';
import type { Engine } from '../engine.ts';
import { type Exchange, exchangeOf } from '../exchange.ts';
import { filterSql } from '../filter-sql.ts';
import { readSum } from '../money-sums.ts';
import { type DealAmounts, dealSums } from '../rates.ts';
import { type RawRow, type Sql, sql } from '../sql.ts';
import { type ChanceBy, cellOf } from './calibration.ts';
import { CREDITED_USER, comparesUsers, countsFor, creditOf, DEAL_CREDIT } from './deal-credit.ts';
import { type Evidence, evidence, groupJoin, groupKey, type Key, type ReportGroup } from './question.ts';

/** Which deals a forecast is of. */
export interface ForecastQuestion {
  readonly where: Condition | undefined;
  /** Names of the users whose parts of deals alone count; null for all. */
  readonly users: readonly string[] | null;
  readonly period: ClosedPeriod;
  /** A field, or the unit of time of the rows. */
  readonly by: ReportGroup;
  /** The user's present day. */
  readonly today: string;
  readonly calendar: FiscalCalendar;
}

/** Where in time a deal of a forecast stands. */
export type ForecastPlace = 'period' | 'overdue' | 'no date';

/** Deals of a group, place and category, in one currency. */
export interface ForecastSum {
  /** Of the field or time that is grouped by; null without one, and for what is in no period if that is a time. */
  readonly group: Key;
  readonly place: ForecastPlace;
  readonly category: ForecastCategory;
  readonly currency: string;
  readonly count: number;
  readonly amount: Money;
  readonly weighted: Money;
  /** What people expect of them: crm opp forecast --amount. */
  readonly expected: Money;
}

/** The day a deal counts by: won ones the day they were won, open ones the day they are to close. */
const DAY = sql<string>`case when stage.kind = 'won' then opp.closed_on else opp.close_date end`;

const placeOf = (today: string): Sql<string> => sql<string>`case when stage.kind = 'won' then 'period'
  when opp.close_date is null then 'no date' when opp.close_date < ${today} then 'overdue' else 'period' end`;

/** SQL: won deals of the period, and open ones of it, overdue or without a date. */
function forecast({ where, users, period: { from, to }, today }: ForecastQuestion): Sql<boolean> {
  const matches = where ? filterSql(where, 'opp', OPP.columns()) : sql`true`;
  return sql<boolean>`${matches} and ${users ? countsFor(users) : sql`true`} and (
    (stage.kind = 'won' and opp.closed_on between ${from} and ${to}) or (stage.kind = 'open' and (
      opp.close_date is null or opp.close_date < ${today} or opp.close_date between ${from} and ${to})))`;
}

/** Whom the deals of a forecast count for: where owners are compared or chosen, each gets the parts that are theirs. */
function creditIn(question: ForecastQuestion) {
  const { by, users } = question;
  const isByOwner = by.type === 'field' && by.field.name === 'owner';
  const credit = creditOf(users, by.type === 'field' && comparesUsers(by.field));
  if (isByOwner) return { ...credit, key: CREDITED_USER };
  const join = sql`${credit.join} ${groupJoin(OPP, question, DEAL_CREDIT.userId)}`;
  return { ...credit, join, key: groupKey(OPP, question, { day: DAY }) };
}

/** SQL: the rows of a forecast, once the credit is joined. */
const rowsOf = (question: ForecastQuestion): Sql<boolean> =>
  sql<boolean>`${forecast(question)} and ${creditIn(question).isOfUser}`;

/** SQL: the row of a forecast that a deal is in. */
function groupOf(question: ForecastQuestion, place: Sql<string>): Sql<Key> {
  const { key: own } = creditIn(question);
  return question.by.type === 'time' ? sql<Key>`case when ${place} = 'period' then ${own} end` : own;
}

/** SQL of the parts of a query of the deals of a forecast. */
export function forecastParts(question: ForecastQuestion) {
  const place = placeOf(question.today);
  const { join, partOf } = creditIn(question);
  return {
    place,
    group: groupOf(question, place),
    join,
    partOf,
    isForecast: rowsOf(question),
    isOmitted: sql<boolean>`stage.kind = 'open' and ${sql.raw(FORECAST)} = 'omitted'`,
  };
}

/** What was won in the period, what is to close in it, what is overdue and what has no date. */
export async function forecastSums(engine: Engine, question: ForecastQuestion): Promise<ForecastSum[]> {
  const place = placeOf(question.today);
  const group = groupOf(question, place);
  const { join: joinCredit, isCounted, partOf } = creditIn(question);
  const query = ({ join, currency, amount, weighted, expected, sum }: DealAmounts) => sql<
    RawRow & { key: string | number | null; place: string; category: string; currency: string; count: number }
  >`select ${group} as key, ${place} as place, ${sql.raw(FORECAST)} as category, ${currency} as currency,
      sum(case when ${isCounted} then 1 else 0 end) as count,
      ${sum(partOf(amount), 'amount')}, ${sum(partOf(weighted), 'weighted')},
      ${sum(partOf(expected), 'expected')}
    from ${sql.raw(OPP.columns().from)} ${join} ${joinCredit} where ${rowsOf(question)}
    group by 1, 2, 3, ${currency} order by 1 nulls last, 2 nulls last, 3 nulls last, ${currency} nulls last`;
  const rows = await dealSums(engine, query);
  return rows.map((row) => ({
    group: row.key,
    place: row.place as ForecastPlace,
    category: row.category as ForecastCategory,
    currency: row.currency,
    count: row.count,
    amount: { minor: readSum(row, 'amount'), currency: row.currency },
    weighted: { minor: readSum(row, 'weighted'), currency: row.currency },
    expected: { minor: readSum(row, 'expected'), currency: row.currency },
  }));
}

/** The columns of a forecast that are of some categories alone. */
const COLUMNS_OF: readonly (readonly [ForecastCategory, readonly string[]])[] = [
  ['closed', ['closed', 'attainment', 'gap']],
  ['commit', ['commit']],
  ['best case', ['best_case']],
  ['pipeline', ['pipeline']],
  ['omitted', ['omitted']],
];

/** The key of the row of all of the period. */
export const TOTAL_KEY = '(total)';

/** The deals of a forecast, by what they are in it. Their keys are those that `forecastKey` says. */
export function forecastDeals(engine: Engine, question: ForecastQuestion): Evidence {
  const { place, group, join, isForecast } = forecastParts(question);
  const key = sql<Key>`case when ${place} = 'period' then coalesce(${group}, '') || '' else coalesce(${group}, '') || ' ' || ${place} end`;
  const category = sql.raw(FORECAST);
  const from = sql`from ${sql.raw(OPP.columns().from)} ${join} where ${isForecast}`;
  const deals = (which: Sql) => sql<{ id: number; key: Key }>`
    select opp.id as id, ${key} as key ${from} and ${which}
    union all select opp.id, ${TOTAL_KEY} ${from} and ${place} = 'period' and ${which}`;
  const { isCounted } = creditIn(question);
  return evidence(
    engine,
    ...COLUMNS_OF.map(([each, columns]) => ({ columns, records: deals(sql`${category} = ${each}`) })),
    { columns: ['open'], records: deals(sql`${category} not in ('closed', 'omitted')`) },
    { columns: ['count'], records: deals(sql`${category} <> 'omitted' and ${isCounted}`) },
    { records: deals(sql`${category} <> 'omitted'`) },
  );
}

/** The deals of a period, won or open and to close in it: what a report of the period alone counts, by the same keys. */
export function periodDeals(engine: Engine, question: ForecastQuestion): Evidence {
  const { place, group, join, isForecast } = forecastParts(question);
  const deals = (which: Sql) => {
    const rest = sql`from ${sql.raw(OPP.columns().from)} ${join} where ${isForecast} and ${place} = 'period' and ${which}`;
    return sql<{ id: number; key: Key }>`
      select opp.id as id, coalesce(${group}, '') || '' as key ${rest} union all select opp.id, ${TOTAL_KEY} ${rest}`;
  };
  const isOpen = sql`stage.kind = 'open' and ${sql.raw(FORECAST)} <> 'omitted'`;
  return evidence(
    engine,
    { columns: ['closed'], records: deals(sql`stage.kind = 'won'`) },
    { columns: ['open'], records: deals(isOpen) },
    { records: deals(sql`(stage.kind = 'won' or (${isOpen}))`) },
  );
}

/** How their amounts are added up. */
export function forecastExchange(
  engine: Engine,
  question: ForecastQuestion,
  currencies: readonly string[],
): Promise<Exchange | null> {
  const from = sql.raw(OPP.columns().from);
  return exchangeOf(engine, (join) => sql`${from} ${join} where ${forecast(question)}`, currencies);
}

/** Open deals of a group that have the same chance, in one currency. */
export interface OpenCell {
  readonly group: string | number | null;
  readonly place: ForecastPlace;
  readonly currency: string;
  /** What decides their chance; see `cellOf`. */
  readonly key: number | null;
  readonly age: number;
  /** The chance of their stage, in percent. */
  readonly stated: number;
  /** The sum of the amounts and of their squares, in minor units. */
  readonly amount: number;
  readonly squares: number;
}

/** A single open deal, with what decides its chance. */
export interface OpenDeal {
  readonly group: string | number | null;
  readonly place: ForecastPlace;
  readonly currency: string;
  readonly key: number | null;
  readonly age: number;
  readonly stated: number;
  readonly amount: number;
}

/** The open deals of a forecast: all by chance, and the largest of them. */
export async function openDeals(
  engine: Engine,
  question: ForecastQuestion,
  { by, now, largest }: { readonly by: ChanceBy; readonly now: string; readonly largest: number },
): Promise<{ readonly cells: readonly OpenCell[]; readonly deals: readonly OpenDeal[] }> {
  const place = placeOf(question.today);
  const group = groupOf(question, place);
  const { join: joinCredit, partOf } = creditIn(question);
  const { key, age, stated } = cellOf(by, now, sql.raw(PROBABILITY));
  const isOpen = sql`${rowsOf(question)} and stage.kind = 'open' and ${sql.raw(FORECAST)} <> 'omitted'`;
  const cells = await dealSums(engine, ({ join, currency, amount: whole }) => {
    const amount = partOf(whole);
    return sql<OpenCell>`
      select ${group} as "group", ${place} as place, ${currency} as currency, ${key} as key, ${age} as age, ${stated} as stated,
        coalesce(sum(${amount} * 1.0), 0.0) as amount, coalesce(sum(${amount} * 1.0 * ${amount}), 0.0) as squares
      from ${sql.raw(OPP.columns().from)} ${join} ${joinCredit} where ${isOpen} group by 1, 2, ${currency}, 4, 5, 6`;
  });
  if (largest === 0) return { cells, deals: [] };
  const deals = await dealSums(engine, ({ join, currency, amount: whole }) => {
    const amount = partOf(whole);
    return sql<OpenDeal>`
      select ${group} as "group", ${place} as place, ${currency} as currency, ${key} as key, ${age} as age, ${stated} as stated, ${amount} as amount
      from ${sql.raw(OPP.columns().from)} ${join} ${joinCredit} where ${isOpen} and ${amount} is not null
      order by abs(${amount}) desc nulls last, opp.id limit ${largest}`;
  });
  return { cells, deals };
}

import { toLocalDate } from '../domain/dates/calendar.ts';
import type { ExchangeRate } from '../domain/exchange-rate.ts';
import { EXPECTED, WEIGHTED } from '../nouns/opp/columns.ts';
import { isOverflow, quickSumColumn, sumColumns } from './money-sums.ts';
import { type Db, type Sql, sql } from './sql.ts';
import type { Tx } from './tx.ts';

/** A stored rate. */
export interface StoredRate extends ExchangeRate {
  readonly id: number;
}

/** All rates to a base currency, by currency, the newest first. */
export function rates(db: Db, base: string): Promise<StoredRate[]> {
  return sql<StoredRate>`
    select id, currency, base, day, numerator, denominator from rate where base = ${base}
    order by currency nulls last, day desc nulls last`.all(db);
}

/** The rate of each of these currencies on a day, of those that have one. */
export async function ratesOn(
  db: Db,
  base: string,
  day: string,
  currencies: ReadonlySet<string>,
): Promise<ExchangeRate[]> {
  const known = (await rates(db, base)).filter((rate) => rate.day <= day && currencies.has(rate.currency));
  // The newest are first.
  return known.filter(({ currency }, at) => known.findIndex((each) => each.currency === currency) === at);
}

/** Adds a rate, or replaces the one of its day; returns whether anything changed. */
export async function setRate(tx: Tx, rate: ExchangeRate): Promise<boolean> {
  const { currency, base, day, numerator, denominator } = rate;
  const known = (await rates(tx, base)).find((each) => each.currency === currency && each.day === day);
  if (known) return tx.update('rate', known.id, { numerator, denominator });
  await tx.insert('rate', { currency, base, day, numerator, denominator });
  return true;
}

/** What amounts are converted to: the base currency, on the user's day. */
export interface Conversion {
  readonly base: string;
  readonly today: string;
}

/**
 * SQL: the day whose rate applies to a deal, joined with its stage. To an open deal that is today, or its close date if
 * that is past; to a closed one the day it closed.
 */
export function dealDay(today: string): Sql<string> {
  return sql<string>`case when stage.kind <> 'open' then coalesce(opp.closed_on, opp.close_date, ${today})
    when opp.close_date < ${today} then opp.close_date else ${today} end`;
}

/** SQL: the number of the rate that applies on a day: the latest up to it. Null if there is none. */
function rateOn(currency: Sql, day: Sql, base: string): Sql<number | null> {
  return sql<number | null>`(select rate.id from rate
    where rate.base = ${base} and rate.currency = ${currency} and rate.day <= ${day} order by rate.day desc nulls last limit 1)`;
}

/** SQL: minor units in the base currency by the rate `exchange`, rounded half away from zero; in integers, so exact. */
function converted(minor: Sql): Sql<number> {
  const rest = sql`((${minor}) % exchange.denominator * exchange.numerator)`;
  return sql<number>`((${minor}) / exchange.denominator * exchange.numerator + ${rest} / exchange.denominator
    + case when ${rest} % exchange.denominator * 2 >= exchange.denominator then 1
        when ${rest} % exchange.denominator * -2 >= exchange.denominator then -1 else 0 end)`;
}

/** SQL: whether the amount in the base currency fits into 64 bits. */
const fits = (minor: Sql): Sql<boolean> =>
  sql<boolean>`coalesce(abs(${minor}), 0) / exchange.denominator < 9000000000000000000 / exchange.numerator`;

/** SQL of the amounts of deals, joined with their stages, for sums. */
export interface DealAmounts {
  /** Joins what the others need; it follows the tables of deals. */
  readonly join: Sql;
  /** The currency of the amounts. */
  readonly currency: Sql<string>;
  /** Minor units of the amount, and of it times the probability. */
  readonly amount: Sql<number | null>;
  readonly weighted: Sql<number | null>;
  /** Minor units of what people expect. */
  readonly expected: Sql<number | null>;
  /** The columns of a sum of minor units, to read with `readSum`. */
  sum(minor: Sql, name: string): Sql;
}

const AMOUNT = sql<number | null>`opp.amount_minor`;
const WEIGHTED_AMOUNT = sql.raw<number | null>(WEIGHTED);
const EXPECTED_AMOUNT = sql.raw<number | null>(EXPECTED);

/** Amounts as they are. */
export const OWN_AMOUNTS: DealAmounts = {
  join: sql``,
  currency: sql<string>`opp.currency`,
  amount: AMOUNT,
  weighted: WEIGHTED_AMOUNT,
  expected: EXPECTED_AMOUNT,
  sum: sumColumns,
};

/**
 * Amounts in the base currency, each rounded to its minor units, so that sums of parts and of all agree. Amounts
 * without a rate keep their own currency.
 */
export function baseAmounts({ base, today }: Conversion): DealAmounts {
  const rate = sql`case when opp.currency <> ${base} then ${rateOn(sql`opp.currency`, dealDay(today), base)} end`;
  return {
    join: sql`left join rate exchange on exchange.id = ${rate} and ${fits(AMOUNT)}`,
    currency: sql<string>`case when exchange.id is null then opp.currency else exchange.base end`,
    amount: orOwn(AMOUNT),
    weighted: orOwn(WEIGHTED_AMOUNT),
    expected: orOwn(sql`case when ${fits(EXPECTED_AMOUNT)} then ${EXPECTED_AMOUNT} else ${AMOUNT} end`),
    sum: sumColumns,
  };
}

const orOwn = (minor: Sql) =>
  sql<number | null>`case when exchange.id is null then ${minor} else ${converted(minor)} end`;

/**
 * Sums of deals, read for each currency, or all in the base currency where there are several and it has rates. Those
 * without a rate stay in their own currency. `currenciesOf` are the currencies of the sums.
 */
export async function inOneCurrency<T>(
  db: Db,
  read: (amounts: DealAmounts) => Promise<T>,
  currenciesOf: (sums: T) => readonly string[],
  today = todayOf(db),
): Promise<T> {
  const own = await read(OWN_AMOUNTS);
  if (new Set(currenciesOf(own)).size < 2) return own;
  const base = db.acting.currency;
  return (await hasRates(db, base)) ? read(baseAmounts({ base, today })) : own;
}

/** The same for the rows of a query, each in one currency. */
export function dealSums<T extends { readonly currency: string }>(
  db: Db,
  query: (amounts: DealAmounts) => Sql<T>,
  today?: string,
): Promise<T[]> {
  return inOneCurrency(
    db,
    async (amounts) => {
      try {
        return await query({ ...amounts, sum: quickSumColumn }).all(db);
      } catch (error) {
        if (!isOverflow(error)) throw error;
        return query(amounts).all(db);
      }
    },
    (rows) => rows.map(({ currency }) => currency),
    today,
  );
}

/** What amounts of several currencies are converted to, if the team has rates; else undefined. */
export async function conversionOf(db: Db): Promise<Conversion | undefined> {
  const base = db.acting.currency;
  return (await hasRates(db, base)) ? { base, today: todayOf(db) } : undefined;
}

/** The user's day of today. */
export const todayOf = ({ acting }: Db): string => toLocalDate(acting.now);

/** Whether the team has rates to a base currency. */
export async function hasRates(db: Db, base: string): Promise<boolean> {
  return (
    (await sql<{ id: number }>`select id from rate where base = ${base} limit 1`.first(db)) !== undefined
  );
}

/** SQL: the day whose rate applies to a record of a noun: deals have one of their own, others that of today. */
export function rateDay(noun: string, today: string): Sql<string> {
  return noun === 'opp' ? dealDay(today) : sql<string>`${today}`;
}

/** SQL: an amount in the base currency, by the rate of a day; null without one. */
export function amountInBase(
  { minor, currency, day }: { readonly minor: Sql; readonly currency: Sql; readonly day: Sql },
  base: string,
): Sql<number | null> {
  return sql<number | null>`case when ${currency} = ${base} then ${minor} else (
    select ${converted(minor)} from rate exchange
    where exchange.id = ${rateOn(currency, day, base)} and ${fits(minor)}) end`;
}

import { toLocalDate } from '../domain/dates/calendar.ts';
import type { ExchangeRate } from '../domain/exchange-rate.ts';
import { EXPECTED, WEIGHTED } from '../nouns/opp/columns.ts';
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
function dealDay(today: string): Sql<string> {
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
};

/**
 * Amounts in the base currency, each rounded to its minor units, so that sums of parts and of all agree. Amounts
 * without a rate keep their own currency.
 */
function baseAmounts({ base, today }: Conversion): DealAmounts {
  const rate = sql`case when opp.currency <> ${base} then ${rateOn(sql`opp.currency`, dealDay(today), base)} end`;
  return {
    join: sql`left join rate exchange on exchange.id = ${rate} and ${fits(AMOUNT)}`,
    currency: sql<string>`case when exchange.id is null then opp.currency else exchange.base end`,
    amount: orOwn(AMOUNT),
    weighted: orOwn(WEIGHTED_AMOUNT),
    expected: orOwn(sql`case when ${fits(EXPECTED_AMOUNT)} then ${EXPECTED_AMOUNT} else ${AMOUNT} end`),
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
    (amounts) => query(amounts).all(db),
    (rows) => rows.map(({ currency }) => currency),
    today,
  );
}

/** What amounts of several currencies are converted to, if the team has rates; else undefined. */
export async function conversionOf(db: Db): Promise<Conversion | undefined> {
  const base = db.acting.currency;
  return (await hasRates(db, base)) ? { base, today: todayOf(db) } : undefined;
}

const todayOf = ({ acting }: Db): string => toLocalDate(acting.now);

async function hasRates(db: Db, base: string): Promise<boolean> {
  return (
    (await sql<{ id: number }>`select id from rate where base = ${base} limit 1`.first(db)) !== undefined
  );
}

/** How the amounts of some deals became one sum. */
export interface Exchange {
  readonly base: string;
  /** The rates that were used. */
  readonly used: readonly ExchangeRate[];
  /** Currencies that stayed apart, with the first day for which there is no rate; null if an amount is too large. */
  readonly missing: readonly { readonly currency: string; readonly day: string | null }[];
}

/**
 * How the amounts of deals become one sum, if they are in several currencies; else null. `deals` writes the tables of deals
 * with their stages, what is joined to them, and the condition after `where`; on another day than today as they stood then.
 * `currencies` are those of their sums.
 */
export async function exchangeOf(
  db: Db,
  deals: (join: Sql) => Sql,
  currencies: readonly string[],
  today = todayOf(db),
): Promise<Exchange | null> {
  const base = db.acting.currency;
  if (!(await hasRates(db, base))) return unratedExchange(db, deals, currencies, { base, today });
  const { join } = baseAmounts({ base, today });
  const day = dealDay(today);
  const rows = await sql<{ currency: string; rate: number | null; from: string | null; day: string }>`
    select opp.currency as currency, exchange.id as rate, exchange.day as "from", min(${day}) as day
    from ${deals(join)} and opp.currency <> ${base} group by opp.currency, exchange.id, exchange.day
    order by opp.currency nulls last, exchange.day desc nulls last`.all(db);
  const known = [...rows.map(({ currency }) => currency), ...currencies.filter((each) => each === base)];
  if (new Set(known).size < 2) return null;
  const all = await rates(db, base);
  return {
    base,
    used: rows.flatMap(({ rate }) => all.filter(({ id }) => id === rate)),
    missing: rows.flatMap(({ currency, rate, day: first }) => {
      if (rate !== null) return [];
      const isKnown = all.some((each) => each.currency === currency && each.day <= first);
      return [{ currency, day: isKnown ? null : first }];
    }),
  };
}

/** The same where the team has no rates. The days are those of an index, which has the currencies too. */
async function unratedExchange(
  db: Db,
  deals: (join: Sql) => Sql,
  currencies: readonly string[],
  { base, today }: Conversion,
): Promise<Exchange | null> {
  if (new Set(currencies).size < 2) return null;
  const rows = await sql<{ currency: string; day: string }>`
    select opp.currency as currency, min(coalesce(opp.closed_on, opp.close_date, '9999-12-31')) as day
    from ${deals(sql``)} and opp.currency <> ${base} group by opp.currency order by opp.currency nulls last`.all(
    db,
  );
  if (rows.length + (currencies.includes(base) ? 1 : 0) < 2) return null;
  const missing = rows.map(({ currency, day }) => ({ currency, day: day < today ? day : today }));
  return { base, used: [], missing };
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

import type { ExchangeRate } from '../domain/exchange-rate.ts';
import { CLOSES } from './board/scope.ts';
import { baseAmounts, type Conversion, dealDay, hasRates, rates, todayOf } from './rates.ts';
import { type Db, type Sql, sql } from './sql.ts';

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
 * `currencies` are those of their sums. `firstDays` finds the days for which there is no rate where the team has none at
 * all, if that can be done without reading all the deals.
 */
export async function exchangeOf(
  db: Db,
  deals: (join: Sql) => Sql,
  currencies: readonly string[],
  { today = todayOf(db), firstDays }: { today?: string | undefined; firstDays?: FirstDays } = {},
): Promise<Exchange | null> {
  const base = db.acting.currency;
  if (!(await hasRates(db, base))) {
    const several = new Set(currencies);
    if (several.size < 2) return null;
    const foreign = [...several].filter((each) => each !== base);
    const days = firstDays ? await firstDays(foreign) : await unratedDays(db, deals, base);
    return unratedExchange(days, currencies, { base, today });
  }
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

/** Finds the first day on which a deal in each of these currencies closed or is to close. */
type FirstDays = (currencies: readonly string[]) => Promise<readonly CurrencyDay[]>;

interface CurrencyDay {
  readonly currency: string;
  readonly day: string;
}

/** The first days of deals. They are those of an index, which has the currencies too. */
function unratedDays(db: Db, deals: (join: Sql) => Sql, base: string): Promise<CurrencyDay[]> {
  return sql<{ currency: string; day: string }>`select opp.currency as currency, min(${CLOSES}) as day
    from ${deals(sql``)} and opp.currency <> ${base} group by opp.currency`.all(db);
}

/**
 * The first days of deals that `deals` writes, without joining anything to them and their stages: of each stage and
 * currency the first in the order of the index `opp_board`, which ends most searches after a few rows.
 */
export function firstDaysOf(db: Db, deals: Sql, currencies: readonly string[]): Promise<CurrencyDay[]> {
  const first = sql`(select ${CLOSES} from ${deals} and opp.stage_id = place.id and opp.currency = other.value
    order by ${CLOSES} nulls last limit 1)`;
  return sql<{ currency: string; day: string }>`select currency, min(day) as day from (
      select other.value as currency, ${first} as day
      from stage place cross join ${(dialect) => dialect.each(currencies, 'other')}) as found
    where day is not null group by currency`.all(db);
}

/** How amounts become one sum where the team has no rates: not at all. */
function unratedExchange(
  days: readonly CurrencyDay[],
  currencies: readonly string[],
  { base, today }: Conversion,
): Exchange | null {
  if (days.length + (currencies.includes(base) ? 1 : 0) < 2) return null;
  const missing = days
    .map(({ currency, day }) => ({ currency, day: day < today ? day : today }))
    .sort((a, b) => (a.currency < b.currency ? -1 : 1));
  return { base, used: [], missing };
}

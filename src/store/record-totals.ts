import type { Noun, Row } from '../domain/field.ts';
import type { Money } from '../domain/money.ts';
import type { RecordRef } from '../domain/record-ref.ts';
import type { RecordTotals } from '../nouns/shared/related.ts';
import { readSum, sumColumns } from './money-sums.ts';
import { type DealAmounts, dealSums } from './rates.ts';
import { type Db, type RawRow, type Sql, sql } from './sql.ts';

/**
 * What became of a record in sum: deals won to date and open, and what was bought, in each currency, the last contact
 * and by whom, and meetings to which nobody came. For a record with subsidiaries, again with all of them. Empty where there is nothing
 * to say.
 */
export async function recordTotals(db: Db, { noun, id }: RecordRef, { sales }: RecordTotals): Promise<Row[]> {
  const own = sql`select ${id} as id`;
  const rows = await totalsOf(db, { noun, ids: own, scope: noun, sales });
  if (sales?.parent === undefined) return rows;
  const [table, parent] = [sql.ref(noun), sql.ref(sales.parent)];
  const subsidiaries = await sql<{
    id: number;
  }>`select id from ${table} where ${parent} = ${id} limit 1`.first(db);
  if (!subsidiaries) return rows;
  const family = sql`
    with recursive family (id) as (
      select ${id} union select own.id from ${table} own join family on own.${parent} = family.id)
    select id from family`;
  return [...rows, ...(await totalsOf(db, { noun, ids: family, scope: 'with subsidiaries', sales }))];
}

interface TotalledRecords {
  readonly noun: Noun;
  readonly sales: RecordTotals['sales'];
  /** A query of the records that count. */
  readonly ids: Sql;
  /** What they are called. */
  readonly scope: string;
}

async function totalsOf(db: Db, { noun, ids, scope, sales }: TotalledRecords): Promise<Row[]> {
  const column = sql.ref(`${noun}_id`);
  const sums = sales
    ? inEachCurrency(
        db.acting.currency,
        await wonAndOpen(db, noun, ids, sales.link),
        await bought(db, noun, ids),
      )
    : [];
  const last = await sql<{ at: string; user: string | null; type: string }>`
    select at, type, (select name from "user" where "user".id = activity.user_id) as user from activity
    where ${column} in (${ids}) and type in ('call', 'email', 'meeting', 'message', 'letter')
    order by at desc, activity.id desc limit 1`.first(db);
  const { missed } = await sql<{ missed: number }>`
    select count(*) as missed from meeting where status = 'no-show' and (${column} in (${ids})${
      noun === 'contact' || noun === 'lead'
        ? sql` or id in (select meeting_id from meeting_attendee where ${column} in (${ids}))`
        : sql``
    })`.one(db);
  if (sums.length === 0 && !last && missed === 0) return [];
  const contact = {
    last_contact: last?.at ?? null,
    by: last?.user ?? null,
    through: last?.type ?? null,
    no_shows: missed,
  };
  const [first, ...others] = sums;
  return [{ scope, ...first, ...contact }, ...others.map((row) => ({ scope, ...row }))];
}

/** Sums of several kinds, those of a currency in one row, the base currency first. */
function inEachCurrency(base: string, ...kinds: readonly (readonly CurrencySums[])[]): Row[] {
  const rows = new Map<string | null, Row>();
  const all = kinds.flat();
  const inBase = ({ currency }: CurrencySums) => currency === base;
  for (const { currency, sums } of [...all.filter(inBase), ...all.filter((each) => !inBase(each))])
    rows.set(currency, { ...rows.get(currency), ...sums });
  const { purchases: unpriced } = rows.get(null) ?? {};
  const [first] = rows.values();
  if (typeof unpriced !== 'number' || rows.size < 2 || !first) return [...rows.values()];
  // What has no amount is counted with the first currency.
  rows.delete(null);
  first.purchases = Number(first.purchases ?? 0) + unpriced;
  return [...rows.values()];
}

/** Sums in a currency; null for what has no amount. */
interface CurrencySums {
  readonly currency: string | null;
  readonly sums: Row;
}

/** What was bought, refunds taken off. */
async function bought(db: Db, noun: Noun, ids: Sql): Promise<CurrencySums[]> {
  const rows = await sql<RawRow & { currency: string | null; purchases: number }>`
    select currency, count(*) as purchases, ${sumColumns(sql`amount_minor`, 'bought')} from (
      select case when amount_minor is not null then currency end as currency, amount_minor
      from purchase where ${sql.ref(`${noun}_id`)} in (${ids})) as purchase
    group by currency order by currency nulls last`.all(db);
  return rows.map((row) => ({
    currency: row.currency,
    sums: {
      bought: row.currency === null ? null : { minor: readSum(row, 'bought'), currency: row.currency },
      purchases: row.purchases,
    },
  }));
}

async function wonAndOpen(db: Db, noun: Noun, ids: Sql, link: string | undefined): Promise<CurrencySums[]> {
  const own = sql.ref(`${noun}_id`);
  const also =
    link === undefined
      ? sql``
      : sql` or opp.id in (select opp_id from ${sql.ref(link)} where ${own} in (${ids}))`;
  const query = ({ join, currency, amount }: DealAmounts) => sql<DealSums>`
    select ${currency} as currency, ${sumsOfKind(amount, 'won')}, ${sumsOfKind(amount, 'open')}
    from opp join stage on stage.id = opp.stage_id ${join}
    where stage.kind in ('won', 'open') and (opp.${own} in (${ids})${also})
    group by ${currency} order by ${currency} nulls last`;
  const rows = await dealSums(db, query);
  return rows.map((row) => ({
    currency: row.currency,
    sums: {
      won: sumOfKind(row, 'won'),
      open: sumOfKind(row, 'open'),
      won_deals: row.won_deals,
      open_deals: row.open_deals,
    },
  }));
}

type DealKind = 'won' | 'open';
type DealSums = RawRow & { readonly currency: string } & {
  readonly [K in `${DealKind}_${'deals' | 'amounts'}`]: number;
};

function sumsOfKind(amount: Sql, kind: DealKind): Sql {
  const ofKind = sql`case stage.kind when ${kind} then ${amount} end`;
  return sql`${sumColumns(ofKind, kind)}, count(${ofKind}) as ${sql.raw(kind)}_amounts,
      count(case stage.kind when ${kind} then 1 end) as ${sql.raw(kind)}_deals`;
}

/** Null if none of the deals has an amount. */
function sumOfKind(row: DealSums, kind: DealKind): Money | null {
  return row[`${kind}_amounts`] === 0 ? null : { minor: readSum(row, kind), currency: row.currency };
}

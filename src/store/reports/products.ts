import type { Money } from '../../domain/money.ts';
import { PURCHASE } from '../../nouns/purchase/definition.ts';
import type { Engine } from '../engine.ts';
import { readSum, sumColumns } from '../money-sums.ts';
import { type RawRow, type Sql, sql } from '../sql.ts';
import {
  counted,
  type Evidence,
  evidence,
  type Figure,
  groupJoin,
  groupKey,
  type Key,
  type ReportQuestion,
} from './question.ts';

/** What was bought of a product, or of another group of purchases, in one currency. */
export interface ProductSum {
  readonly group: Key;
  readonly currency: string | null;
  readonly customers: number;
  readonly purchases: number;
  readonly quantity: number;
  /** Less what was paid back. */
  readonly amount: Money | null;
  /** Purchases that were paid back, in whole or with a negative amount. */
  readonly refunds: number;
}

const BOUGHT = { day: sql<string>`purchase.bought_on` };

const IS_REFUND = sql<boolean>`purchase.status = 'refunded' or coalesce(purchase.amount_minor, 0) < 0`;
/** A subscription has no amount of its own: it is in the currency in which it is paid again and again. */
const CURRENCY = sql<string | null>`coalesce(purchase.currency, purchase.recurring_currency)`;
const KEPT = sql<boolean>`purchase.status <> 'refunded'`;

/** The purchases of a period by group and currency, the largest amount first. */
export async function productSums(engine: Engine, question: ReportQuestion): Promise<ProductSum[]> {
  const key = groupKey(PURCHASE, question, BOUGHT);
  const kept = sql`case when ${KEPT} then purchase.amount_minor else 0 end`;
  const rows = await sql<
    RawRow & Omit<ProductSum, 'amount'> & { readonly total: number; readonly priced: number }
  >`
    select ${key} as "group", ${CURRENCY} as currency, count(purchase.amount_minor) as priced, count(distinct case when ${KEPT} then
        coalesce('account ' || purchase.account_id, 'contact ' || purchase.contact_id, 'purchase ' || purchase.id) end) as customers,
      count(case when not (${IS_REFUND}) then 1 end) as purchases,
      coalesce(sum(case when not (${IS_REFUND}) then purchase.quantity end), 0) * 1.0 as quantity,
      count(case when ${IS_REFUND} then 1 end) as refunds,
      ${sumColumns(kept, 'amount')}, sum(coalesce(${kept}, 0) * 1.0) as total
    from purchase ${groupJoin(PURCHASE, question)} where ${counted(PURCHASE, question, BOUGHT)}
    group by 1, ${CURRENCY} order by total desc nulls last, 1 nulls last, ${CURRENCY} nulls last`.all(engine);
  return rows.map((row) => {
    const { group, currency, customers, purchases, quantity, refunds, priced } = row;
    const amount = currency === null || priced === 0 ? null : { minor: readSum(row, 'amount'), currency };
    return { group, currency, customers, purchases, quantity, refunds, amount };
  });
}

/** The purchases behind the sums. */
export function countedPurchases(engine: Engine, question: ReportQuestion): Evidence {
  const purchases = (which: Sql): Figure['records'] => sql`
    select purchase.id as id, ${groupKey(PURCHASE, question, BOUGHT)} as key from purchase
    ${groupJoin(PURCHASE, question)} where ${counted(PURCHASE, question, BOUGHT)} and ${which}`;
  return evidence(
    engine,
    { columns: ['customers', 'amount'], records: purchases(KEPT) },
    { columns: ['purchases', 'quantity'], records: purchases(sql`not (${IS_REFUND})`) },
    { columns: ['refunds'], records: purchases(sql`(${IS_REFUND})`) },
  );
}

import { daysBetween } from '../domain/dates/calendar.ts';
import { selectionsOf, touchedRows } from './consequences/touched-rows.ts';
import type { RowOf } from './schema.ts';
import { type RawRow, sql } from './sql.ts';
import type { RowChange, Tx } from './tx.ts';

/** An order of the price of a deal is that deal if it was made within so many days of its close. */
const JOINED_DAYS = 31;

/** An order of another price may be the deal if it was made within so many days of its close. */
const DOUBTED_DAYS = 92;

/** What was bought without a deal, and a won deal of the same customer. */
interface OrderOfDeal {
  readonly purchase: { readonly id: number; readonly name: string };
  readonly deal: { readonly id: number; readonly name: string };
}

/** Purchases that are of a deal, and those that may be. */
export interface OrdersOfDeals {
  readonly joined: readonly OrderOfDeal[];
  readonly doubtful: readonly OrderOfDeal[];
}

type Deal = Pick<RowOf<'opp'>, 'id' | 'name' | 'amount_minor' | 'currency' | 'closed_on' | 'has_lines'>;
type Purchase = RowOf<'purchase'>;

/**
 * Joins purchases that this change adds without a deal with the deal that they are of, so that what was won counts once:
 * what an account bought on a day comes to the amount of a won deal that closed near that day, and neither could be of
 * another. Returns these, and those that may be of a deal for all that can be seen.
 */
export async function joinOrdersWithDeals(tx: Tx): Promise<OrdersOfDeals> {
  const joined: OrderOfDeal[] = [];
  const doubtful: OrderOfDeal[] = [];
  const orders = await ordersWithoutDeal(tx);
  const deals = await wonDeals(tx, [...orders.keys()]);
  const changes: RowChange[] = [];
  for (const [account, own] of orders) {
    const open = deals.get(account) ?? [];
    for (const order of own) {
      const [deal, ...others] = open.filter((one) => isOf(order, one));
      const isCertain = deal && others.length === 0 && own.filter((one) => isOf(one, deal)).length === 1;
      for (const purchase of order)
        if (isCertain && !(deal.has_lines === 1 && !isAdded(tx, deal))) {
          joined.push({ purchase, deal });
          const before = purchase as unknown as RawRow;
          changes.push({ id: purchase.id, before, after: { opp_id: deal.id, updated_at: tx.now } });
        } else {
          const [maybe] = open.filter((one) => mayBeOf(order, one));
          if (maybe) doubtful.push({ purchase, deal: maybe });
        }
    }
  }
  await tx.updateMany('purchase', changes);
  const taken = new Set(joined.map(({ deal }) => deal.id));
  return { joined, doubtful: doubtful.filter(({ deal }) => !taken.has(deal.id)) };
}

/** What this change says that accounts bought without a deal, by account: what was bought on one day is an order. */
async function ordersWithoutDeal(tx: Tx): Promise<ReadonlyMap<number, readonly Purchase[][]>> {
  const all: Purchase[] = [];
  const rows = touchedRows(tx, 'purchase').filter(({ op }) => op === 'insert');
  for (const among of selectionsOf(rows, sql`purchase.id`))
    all.push(
      ...(await sql<Purchase>`
        select * from purchase
        where ${among} and opp_id is null and account_id is not null and from_deal = 0 and amount_minor > 0
          and status <> 'refunded' order by id`.all(tx)),
    );
  const byAccount = Map.groupBy(all, ({ account_id }) => account_id as number);
  const onDays = (own: readonly Purchase[]) => [
    ...Map.groupBy(own, ({ bought_on, currency }) => `${bought_on} ${currency}`).values(),
  ];
  return new Map([...byAccount].map(([account, own]) => [account, onDays(own)]));
}

/** The won deals of accounts for which no purchase was entered, by account. */
async function wonDeals(tx: Tx, accounts: readonly number[]): Promise<ReadonlyMap<number, Deal[]>> {
  const deals = await sql<Deal & { account_id: number }>`
    select opp.id, opp.name, opp.amount_minor, opp.currency, opp.closed_on, opp.has_lines, opp.account_id
    from opp join stage on stage.id = opp.stage_id
    where opp.account_id ${sql.among(accounts)} and stage.kind = 'won'
      and not exists (select 1 from purchase where purchase.opp_id = opp.id and purchase.from_deal = 0)
    order by opp.id`.all(tx);
  return Map.groupBy(deals, ({ account_id }) => account_id);
}

const isAdded = (tx: Tx, { id }: Deal) =>
  touchedRows(tx, 'opp').some(({ op, ...row }) => op === 'insert' && row.id <= id && id <= row.lastId);

const isOf = (order: readonly Purchase[], deal: Deal) =>
  isOfPrice(order, deal) && isNear(order, deal, JOINED_DAYS);

const mayBeOf = (order: readonly Purchase[], deal: Deal) =>
  isOfPrice(order, deal) || isNear(order, deal, DOUBTED_DAYS);

function isOfPrice(order: readonly Purchase[], { amount_minor, currency }: Deal): boolean {
  const sum = order.reduce((all, purchase) => all + (purchase.amount_minor ?? 0), 0);
  return sum === amount_minor && order[0]?.currency === currency;
}

function isNear([first]: readonly Purchase[], { closed_on }: Deal, days: number): boolean {
  const day = first?.bought_on ?? null;
  return day !== null && closed_on !== null && Math.abs(daysBetween(day, closed_on)) <= days;
}

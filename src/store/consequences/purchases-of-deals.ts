import { addDaysTo, addMonthsTo } from '../../domain/dates/calendar.ts';
import { lineAmount } from '../../domain/line-amount.ts';
import type { ChangeRow } from '../change-journal.ts';
import type { RowOf } from '../schema.ts';
import { type RawRow, type Sql, sql } from '../sql.ts';
import type { RowChange, Tx } from '../tx.ts';
import { removeRecord } from '../write/remove.ts';
import { selectionsOf, selectionsOfNumbers, touchedRows } from './touched-rows.ts';

/** Deals looked at together. */
const DEALS_AT_ONCE = 500;

/**
 * Makes purchases of deals that were won: one of each line, or one of the whole deal. A deal that is won again, or whose
 * lines or values change after it was won, brings its purchases up to date instead; one that is lost takes them back.
 * Purchases that somebody entered for a deal stand for those that it would make. `dealsOfLines` are the deals whose lines
 * changed.
 */
export async function recordPurchases(tx: Tx, dealsOfLines: readonly number[]): Promise<void> {
  await followDeals(tx);
  const moved = touchedRows(tx, 'opp').filter(
    ({ op, after }) => op === 'insert' || (op === 'update' && after?.stage_id !== undefined),
  );
  await takeBack(
    tx,
    moved.filter(({ op }) => op === 'update'),
  );
  for (const among of selectionsOf(moved, sql`opp.id`)) await recordOf(tx, among, []);
  const fresh = touchedRows(tx, 'line').filter(({ op }) => op === 'insert');
  const wonBefore = dealsOfLines.filter(
    (deal) => !moved.some(({ id, lastId }) => id <= deal && deal <= lastId),
  );
  for (const among of selectionsOfNumbers(wonBefore, sql`opp.id`)) await recordOf(tx, among, fresh);
  await yieldToEntered(tx);
}

/** Whether purchases can follow from what was done to a deal. */
export function concernsPurchases({ table, op, after }: ChangeRow): boolean {
  return (
    table === 'opp' &&
    op === 'update' &&
    [...FOLLOWED.keys(), 'stage_id'].some((name) => name in (after ?? {}))
  );
}

/** Values of a deal that its purchases have, with their columns there. */
const FOLLOWED = new Map([
  ['account_id', 'account_id'],
  ['contact_id', 'contact_id'],
  ['closed_on', 'bought_on'],
  ['name', 'name'],
  ['amount_minor', 'amount_minor'],
  ['currency', 'currency'],
]);

/** Those that a line has itself. */
const OF_LINES: ReadonlySet<string> = new Set(['name', 'amount_minor', 'currency']);

/** Gives purchases of deals that are won the new values of their deals, where they had the former ones. */
async function followDeals(tx: Tx): Promise<void> {
  const edited = touchedRows(tx, 'opp').filter(
    (row) => concernsPurchases(row) && row.after?.stage_id === undefined,
  );
  const byDeal = new Map(edited.map((row) => [row.id, row]));
  for (const among of selectionsOf(edited, sql`purchase.opp_id`)) {
    const made = await sql<Purchase>`
      select purchase.* from purchase
        join opp on opp.id = purchase.opp_id join stage on stage.id = opp.stage_id
      where ${among} and purchase.from_deal = 1 and stage.kind = 'won' order by purchase.id`.all(tx);
    await tx.updateMany(
      'purchase',
      made.flatMap((purchase) => followed(purchase, byDeal.get(purchase.opp_id as number), tx.now) ?? []),
    );
  }
}

function followed(purchase: Purchase, deal: ChangeRow | undefined, now: string): RowChange | null {
  const before = purchase as unknown as RawRow;
  const after: RawRow = {};
  for (const [of, column] of FOLLOWED) {
    if (!deal?.after || !(of in deal.after) || (purchase.line_id !== null && OF_LINES.has(of))) continue;
    if (before[column] === deal.before?.[of]) after[column] = deal.after[of] ?? null;
  }
  return Object.keys(after).length === 0
    ? null
    : { id: purchase.id, before, after: { ...after, updated_at: now } };
}

/** Removes what deals had made that are lost now: it was not bought. */
async function takeBack(tx: Tx, moved: readonly ChangeRow[]): Promise<void> {
  for (const among of selectionsOf(moved, sql`purchase.opp_id`)) {
    const made = await sql<{ id: number }>`
      select purchase.id from purchase join opp on opp.id = purchase.opp_id join stage on stage.id = opp.stage_id
      where ${among} and purchase.from_deal = 1 and stage.kind = 'lost' order by purchase.id`.all(tx);
    for (const { id } of made) await removeRecord(tx, 'purchase', id);
  }
}

type Deal = Pick<
  RowOf<'opp'>,
  | 'id'
  | 'name'
  | 'amount_minor'
  | 'currency'
  | 'closed_on'
  | 'account_id'
  | 'contact_id'
  | 'owner_id'
  | 'has_lines'
>;
type DealLine = RowOf<'line'>;
type Purchase = RowOf<'purchase'>;

/** What a deal decides of a purchase. */
type PurchaseTerms = Pick<
  Purchase,
  | 'name'
  | 'product_id'
  | 'quantity'
  | 'amount_minor'
  | 'currency'
  | 'recurring_amount_minor'
  | 'recurring_currency'
  | 'recurring'
  | 'starts_on'
  | 'ends_on'
  | 'line_id'
>;

/** Records the purchases of deals that are won; `fresh` are the lines that were added after that. */
async function recordOf(tx: Tx, among: Sql<boolean>, fresh: readonly ChangeRow[]): Promise<void> {
  for (let last = 0; ; ) {
    const deals = await sql<Deal>`
      select opp.id, opp.name, opp.amount_minor, opp.currency, opp.closed_on, opp.account_id, opp.contact_id,
        opp.owner_id, opp.has_lines
      from opp join stage on stage.id = opp.stage_id
      where ${among} and opp.id > ${last} and stage.kind = 'won' order by opp.id limit ${DEALS_AT_ONCE}`.all(
      tx,
    );
    if (deals.length === 0) return;
    await recordDeals(tx, deals, fresh);
    last = deals.at(-1)?.id as number;
  }
}

async function recordDeals(tx: Tx, deals: readonly Deal[], added: readonly ChangeRow[]): Promise<void> {
  const numbers = deals.map(({ id }) => id);
  const lines = deals.some(({ has_lines }) => has_lines === 1)
    ? await sql<DealLine>`select * from line where opp_id ${sql.among(numbers)} order by id`.all(tx)
    : [];
  const purchases = await sql<Purchase>`
    select * from purchase where opp_id ${sql.among(numbers)} order by id`.all(tx);
  const linesOf = Map.groupBy(lines, (line) => line.opp_id);
  const purchasesOf = Map.groupBy(purchases, (purchase) => purchase.opp_id);
  const fresh: RawRow[] = [];
  const changes: RowChange[] = [];
  const gone: number[] = [];
  for (const deal of deals) {
    const all = purchasesOf.get(deal.id) ?? [];
    const made = all.filter(({ from_deal }) => from_deal === 1);
    const terms = termsOf(deal, linesOf.get(deal.id) ?? []);
    const wanted = made.length === all.length ? terms : besideEntered(deal, all, terms, added);
    const { matches, missing, spare } = pair(wanted, made);
    for (const [of, purchase] of matches) {
      const change = changeTo(of, purchase, tx.now);
      if (change) changes.push(change);
    }
    gone.push(...spare.map(({ id }) => id));
    fresh.push(...missing.map((of) => newPurchase(deal, of, tx.now)));
  }
  await insertAll(tx, fresh);
  await tx.updateMany('purchase', changes);
  for (const id of gone) await removeRecord(tx, 'purchase', id);
}

/**
 * What a deal makes beside purchases that were entered for it: what it has made, and lines that are added later, as long as
 * all of them together are no more than the deal.
 */
function besideEntered(
  deal: Deal,
  all: readonly Purchase[],
  wanted: readonly PurchaseTerms[],
  added: readonly ChangeRow[],
): PurchaseTerms[] {
  const entered = all.filter(({ from_deal }) => from_deal === 0);
  const isMade = ({ line_id: line }: PurchaseTerms) =>
    line !== null && all.some(({ from_deal, line_id }) => from_deal === 1 && line_id === line);
  const isAdded = ({ line_id: line }: PurchaseTerms) =>
    line !== null && added.some(({ id, lastId }) => id <= line && line <= lastId);
  const kept = wanted.filter(isMade);
  const sumOf = (bought: readonly { readonly amount_minor: number | null }[]) =>
    bought.reduce((sum, { amount_minor }) => sum + Math.max(amount_minor ?? 0, 0), 0);
  let room = (deal.amount_minor ?? 0) - sumOf(entered) - sumOf(kept);
  for (const terms of wanted) {
    const amount = terms.amount_minor ?? 0;
    if (isMade(terms) || !isAdded(terms) || amount > room || entered.some((one) => isSame(one, terms)))
      continue;
    kept.push(terms);
    room -= amount;
  }
  return kept;
}

type ProductName = Pick<Purchase, 'product_id' | 'name'>;

/** Whether two purchases are of one product, or are called alike where one of them has none. */
function isSame(one: ProductName, other: ProductName): boolean {
  return one.product_id !== null && other.product_id !== null
    ? one.product_id === other.product_id
    : one.name.toLowerCase() === other.name.toLowerCase();
}

/** Purchases of the same lines, then any that is left for any that is wanted. */
function pair(wanted: readonly PurchaseTerms[], made: readonly Purchase[]) {
  const left = new Set(made);
  const matches: [PurchaseTerms, Purchase][] = [];
  const take = (terms: PurchaseTerms, found: Purchase | undefined) => {
    if (!found) return false;
    left.delete(found);
    matches.push([terms, found]);
    return true;
  };
  const others = wanted.filter(
    (terms) =>
      !take(
        terms,
        [...left].find(({ line_id }) => line_id === terms.line_id),
      ),
  );
  const missing = others.filter((terms) => !take(terms, [...left][0]));
  return { matches, missing, spare: [...left] };
}

function termsOf(deal: Deal, lines: readonly DealLine[]): PurchaseTerms[] {
  const none = { recurring_amount_minor: null, recurring_currency: null, recurring: null };
  if (lines.length === 0)
    return [
      {
        ...none,
        name: deal.name,
        product_id: null,
        quantity: 1,
        amount_minor: deal.amount_minor,
        currency: deal.currency,
        starts_on: null,
        ends_on: null,
        line_id: null,
      },
    ];
  return lines.map((line) => {
    const { term, recurring, currency } = line;
    const start = line.starts_on ?? (term === null ? null : deal.closed_on);
    return {
      ...none,
      name: line.name,
      product_id: line.product_id,
      quantity: line.quantity,
      amount_minor: line.amount_minor,
      currency,
      ...(recurring === null
        ? {}
        : { recurring, recurring_amount_minor: amountOfPeriod(line), recurring_currency: currency }),
      starts_on: start,
      ends_on: start === null || term === null ? null : addDaysTo(addMonthsTo(start, term), -1),
      line_id: line.id,
    };
  });
}

/** What is paid each month or year. */
function amountOfPeriod({ price_minor: price, quantity, discount }: DealLine): number | null {
  return lineAmount({ price, quantity, discount: discount ?? 0 });
}

function changeTo(terms: PurchaseTerms, purchase: Purchase, now: string): RowChange | null {
  const before = purchase as unknown as RawRow;
  const wanted = terms as unknown as RawRow;
  const columns = Object.keys(wanted).filter((column) => wanted[column] !== before[column]);
  if (columns.length === 0) return null;
  const after = Object.fromEntries(columns.map((column) => [column, wanted[column] ?? null]));
  return { id: purchase.id, before, after: { ...after, updated_at: now } };
}

function newPurchase(deal: Deal, terms: PurchaseTerms, now: string): RawRow {
  const { id, closed_on, account_id, contact_id, owner_id } = deal;
  return {
    ...(terms as unknown as RawRow),
    bought_on: closed_on,
    account_id,
    contact_id,
    opp_id: id,
    owner_id,
    from_deal: 1,
    created_at: now,
    updated_at: now,
  };
}

async function insertAll(tx: Tx, rows: readonly RawRow[]): Promise<void> {
  const [first] = rows;
  if (!first) return;
  const next = await tx.nextId('purchase');
  const columns = Object.keys(first);
  const values = rows.flatMap((row, at) => [next + at, ...columns.map((column) => row[column] ?? null)]);
  await tx.insertMany('purchase', ['id', ...columns], values);
}

/** A purchase that somebody enters for a deal replaces the one that the whole deal had made, or a line of the same product. */
async function yieldToEntered(tx: Tx): Promise<void> {
  const rows = touchedRows(tx, 'purchase').filter(
    ({ op, after }) => op === 'insert' || (op === 'update' && typeof after?.opp_id === 'number'),
  );
  for (const among of selectionsOf(rows, sql`entered.id`)) {
    const pairs = await sql<{
      id: number;
      line_id: number | null;
      product_id: number | null;
      name: string;
      entered_product: number | null;
      entered_name: string;
    }>`
      select made.id, made.line_id, made.product_id, made.name,
        entered.product_id as entered_product, entered.name as entered_name
      from purchase entered join purchase made on made.opp_id = entered.opp_id
      where ${among} and entered.from_deal = 0 and made.from_deal = 1 order by made.id, entered.id`.all(tx);
    const replaced = new Set<number>();
    for (const { id, line_id, entered_product, entered_name, ...made } of pairs)
      if (line_id === null || isSame(made, { product_id: entered_product, name: entered_name }))
        replaced.add(id);
    for (const id of replaced) await removeRecord(tx, 'purchase', id);
  }
}

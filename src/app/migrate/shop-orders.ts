import { companyKey, emailKey } from '../../domain/matching.ts';
import { addMinor, type Minor } from '../../domain/money.ts';
import { flattenBatches } from '../../formats/batches.ts';
import type { UnusedColumn } from '../../formats/column-uses.ts';
import type { TableRow } from '../../formats/rows.ts';
import {
  columnsOfOrders,
  type OrderSubject,
  orderCell,
  orderTable,
} from '../../formats/shop/order-tables.ts';
import type { Order } from '../../formats/shop/orders.ts';
import type { Table } from '../../formats/table.ts';
import {
  knownBuyers,
  knownCodes,
  knownOrders,
  makeCustomers,
  namesOfAccounts,
  purchaseSums,
} from '../../store/import/shop-orders.ts';
import type { Tx } from '../../store/tx.ts';
import type { PlannedFile } from './files.ts';

/** What the orders of a file come to in one currency, there and here. */
export interface OrderLine {
  readonly file: string;
  readonly currency: string;
  readonly orders: number;
  /** What was charged, taxes included, and the taxes in it. */
  readonly charged: Minor;
  readonly taxes: Minor;
  /** What was paid back, without taxes. */
  readonly refunded: Minor;
  /** The purchases of them in the database. */
  readonly purchases: number;
  readonly ourSum: Minor;
  /** What the orders brought less the sum of the purchases: 0 if both sides agree. */
  readonly difference: Minor;
  /** Orders of the file that nobody has paid: those that still may be, and those that will not be. */
  readonly carts: number;
  readonly dropped: number;
}

interface Group {
  orders: number;
  charged: number;
  taxes: number;
  refunded: number;
  carts: number;
  dropped: number;
}

/** Adds up the orders of a file, and compares them with the purchases that they became. */
export class OrderTotals {
  readonly #groups = new Map<string, Group>();
  readonly #ids = new Set<number>();
  readonly #unread = new Map<string, number>();

  /** Counts the cells of a row in columns that nothing is read from. */
  addCells(columns: readonly (readonly [header: string, at: number])[], { cells }: TableRow): void {
    for (const [header, at] of columns)
      if ((cells[at] ?? '').trim() !== '') this.#unread.set(header, (this.#unread.get(header) ?? 0) + 1);
  }

  /** The columns that nothing was read from. */
  get unused(): UnusedColumn[] {
    return [...this.#unread].map(([header, count]) => ({ header, count, why: 'no field' }));
  }

  add({ state, currency, net }: Order): void {
    const none: Group = { orders: 0, charged: 0, taxes: 0, refunded: 0, carts: 0, dropped: 0 };
    const group = this.#groups.get(currency) ?? none;
    this.#groups.set(currency, group);
    if (state === 'cart') group.carts++;
    else if (state === 'dropped') group.dropped++;
    else {
      group.orders++;
      group.charged += net.total;
      group.taxes += net.taxes;
      group.refunded += net.refunded;
    }
  }

  addPurchase(id: number | null): void {
    if (id !== null) this.#ids.add(id);
  }

  /** A prospect who has bought something is a customer. */
  makeCustomers(tx: Tx): Promise<void> {
    return makeCustomers(tx, this.#ids);
  }

  /** One line for each currency. */
  async lines(tx: Tx, file: string): Promise<OrderLine[]> {
    const ours = await purchaseSums(tx, [...this.#ids]);
    return [...this.#groups].map(([currency, group]) => {
      const own = ours.filter((each) => each.currency === currency);
      const ourSum = addMinor(...own.map(({ minor }) => minor));
      return {
        file,
        currency,
        ...group,
        purchases: own.reduce((sum, { count }) => sum + count, 0),
        ourSum,
        difference: group.charged - group.taxes - group.refunded - Number(ourSum),
      };
    });
  }
}

/** The rows of one kind of records of a file of orders: of buyers and products, those that are not there yet. */
export function shopTable(
  tx: Tx,
  { table, subject, vendor }: PlannedFile,
  {
    currency,
    system,
    totals,
  }: { readonly currency: string; readonly system: string; readonly totals: OrderTotals | null },
): Table {
  const shop = vendor?.layout.shop;
  if (!shop) return table;
  const kind = subject as OrderSubject;
  const read = totals ? counting(table, columnsOfOrders(table, shop), totals) : table;
  const own = orderTable(read, kind, { shop, currency, ...(totals ? { listener: totals } : {}) });
  const batches = chosen(own, new OrderRows(tx, kind, system, own.headers));
  return { ...own, batches, rows: flattenBatches(batches) };
}

/** The table, the cells of whose other columns are counted. */
function counting(table: Table, read: readonly string[], totals: OrderTotals): Table {
  const columns = table.headers.flatMap((header, at) =>
    header.trim() === '' || read.includes(header) ? [] : [[header.trim(), at] as const],
  );
  const batches = (async function* () {
    for await (const batch of table.batches) {
      for (const row of batch) totals.addCells(columns, row);
      yield batch;
    }
  })();
  return { ...table, batches, rows: flattenBatches(batches) };
}

async function* chosen({ batches }: Table, rows: OrderRows): AsyncGenerator<readonly TableRow[]> {
  for await (const batch of batches) {
    const kept = await rows.choose(batch);
    if (kept.length > 0) yield kept;
  }
}

/** Chooses the rows that are imported. */
class OrderRows {
  readonly #tx: Tx;
  readonly #subject: OrderSubject;
  readonly #system: string;
  readonly #headers: readonly string[];
  readonly #seen = new Set<string>();

  constructor(tx: Tx, subject: OrderSubject, system: string, headers: readonly string[]) {
    this.#tx = tx;
    this.#subject = subject;
    this.#system = system;
    this.#headers = headers;
  }

  async choose(batch: readonly TableRow[]): Promise<readonly TableRow[]> {
    const cell = (name: string) => {
      const at = orderCell(this.#headers, name);
      return ({ cells }: TableRow) => cells[at] ?? '';
    };
    const ids = cell('external_id');
    switch (this.#subject) {
      case 'product':
        return this.#fresh(batch, cell('code'), await knownCodes(this.#tx, batch.map(cell('code'))));
      case 'account': {
        const name = cell('name');
        const isNamedOnly = (row: TableRow) => ids(row) === `${BUYER}${name(row).toLowerCase()}`;
        const named = await namesOfAccounts(this.#tx, batch.filter(isNamedOnly).map(name));
        const others = batch.filter((row) => !isNamedOnly(row) || !named.has(companyKey(name(row))));
        return this.#fresh(others, ids, await this.#buyers(batch.map(ids)));
      }
      case 'contact':
        return this.#fresh(batch, ids, await this.#buyers(batch.map(ids)));
      case 'opp': {
        const stage = cell('stage');
        const known = await knownOrders(this.#tx, this.#system, batch.map(ids));
        return batch.filter((row) => stage(row) === '' || known.has(ids(row)));
      }
      default: {
        const deal = cell('deal');
        const at = orderCell(this.#headers, 'deal');
        const known = await knownOrders(this.#tx, this.#system, batch.map(deal));
        for (const row of batch) if (row.problem === undefined && !known.has(deal(row))) row.cells[at] = '';
        return batch;
      }
    }
  }

  /** The first row of each that is not known. */
  #fresh(batch: readonly TableRow[], key: (row: TableRow) => string, known: ReadonlySet<string>): TableRow[] {
    return batch.filter((row) => {
      const own = key(row);
      if (known.has(own) || this.#seen.has(own)) return false;
      this.#seen.add(own);
      return true;
    });
  }

  /** Of the keys of buyers, those of contacts with that e-mail, and of records that were made of them before. */
  async #buyers(keys: readonly string[]): Promise<ReadonlySet<string>> {
    const emails = new Map(
      keys.filter((key) => key.includes('@')).map((key) => [emailKey(key.slice(BUYER.length)), key]),
    );
    const known = await knownBuyers(this.#tx, {
      noun: this.#subject,
      system: this.#system,
      emails: [...emails.keys()],
      keys,
    });
    return new Set([...known.keys, ...known.emails.flatMap((email) => emails.get(email) ?? [])]);
  }
}

/** What the key of a buyer begins with. */
const BUYER = 'buyer ';

import { isCrmError } from '../../domain/errors.ts';
import { parseAmount } from '../../domain/money.ts';
import { headerKey } from '../field-names.ts';
import type { TableRow } from '../rows.ts';
import { type NetAmounts, netAmounts } from './order-amounts.ts';
import type { OrderColumn, OrderState, Shop } from './shop.ts';

/** An item of an order. */
interface OrderItem {
  readonly line: number;
  readonly name: string;
  readonly sku: string;
  /** As it is written. */
  readonly quantity: string;
  readonly gross: number;
  /** What else the file calls it. */
  readonly note?: string;
}

/** An order of a shop. */
export interface Order {
  readonly rows: readonly TableRow[];
  readonly key: string;
  readonly name: string;
  readonly state: OrderState;
  readonly currency: string;
  readonly items: readonly OrderItem[];
  readonly net: NetAmounts;
  /** An amount that cannot be read; null if all can. */
  readonly unreadable: string | null;
  /** The text of a column, of the first row that has one. */
  text(column: OrderColumn): string;
  /** The texts of what has no field, a line each. */
  readonly noted: readonly string[];
}

/** What is said of a buyer in several columns. */
const OF_BUYERS: readonly OrderColumn[] = [
  'email',
  'phone',
  'fullName',
  'company',
  'street',
  'city',
  'postalCode',
  'region',
  'country',
];

/** A name with the code of its product before it: `[MX-1] Meter`. */
const CODED = /^\[([^\][]+)\]\s+(\S.*)$/s;

/** Reads the orders of a table: rows that follow each other with one key are one order. */
export class OrderReader {
  readonly #shop: Shop;
  readonly #headers: readonly string[];
  readonly #currency: string;
  readonly #columns: ReadonlyMap<string, readonly number[]>;
  readonly #packed: readonly number[];
  readonly #noted: readonly (readonly [header: string, at: number])[];

  /** `currency` is that of orders that name none. */
  constructor(shop: Shop, headers: readonly string[], currency: string) {
    this.#shop = shop;
    this.#headers = headers;
    this.#currency = currency;
    const keys = headers.map(headerKey);
    const find = (names: readonly string[]) =>
      names.map((name) => keys.indexOf(headerKey(name))).filter((at) => at >= 0);
    this.#columns = new Map(
      Object.entries({ ...shop.order, ...prefixed(shop.item) }).map(([name, names]) => [name, find(names)]),
    );
    const noted = new Set(find(shop.noted));
    this.#noted = [...noted].map((at) => [headers[at]?.trim() ?? '', at] as const);
    this.#packed = keys.flatMap((key, at) => (shop.packed.test(key) ? [at] : []));
  }

  /** Headers that the orders are read from. */
  uses(headers: readonly string[]): string[] {
    const used = new Set([...this.#columns.values()].flat());
    for (const at of [...this.#packed, ...this.#noted.map(([, column]) => column)]) used.add(at);
    return headers.filter((_, at) => used.has(at));
  }

  /** Groups the rows, and reads each group. */
  async *orders(batches: AsyncIterable<readonly TableRow[]>): AsyncGenerator<Order> {
    let rows: TableRow[] = [];
    let key = '';
    for await (const batch of batches)
      for (const row of batch) {
        const own = this.#text(row, 'name') || this.#text(row, 'key');
        if (rows.length > 0 && own !== key && own !== '') {
          yield this.#read(rows);
          rows = [];
        }
        if (own !== '') key = own;
        rows.push(row);
      }
    if (rows.length > 0) yield this.#read(rows);
  }

  #read(rows: readonly TableRow[]): Order {
    const text = (column: OrderColumn) => this.#ofOrder(rows, column);
    const currency = /^[A-Za-z]{3}$/.test(text('currency')) ? text('currency').toUpperCase() : this.#currency;
    let unreadable: string | null = null;
    const minor = (written: string): number | undefined => {
      if (written === '') return undefined;
      try {
        return parseAmount(written, currency, { rounds: true }).minor;
      } catch (error) {
        if (!isCrmError(error)) throw error;
        unreadable ??= written;
        return undefined;
      }
    };
    const items = rows.flatMap((row) => this.#items(row, minor));
    const name = text('name') || text('key');
    const all =
      items.length > 0
        ? items
        : [{ line: rows[0]?.line ?? 0, name: `Order ${name}`, sku: '', quantity: '1', gross: 0 }];
    const taxes = minor(text('taxes'));
    const more = minor(text('moreTaxes')) ?? 0;
    const isRefunded = status(text('status')) === 'refunded';
    const net = netAmounts({
      items: all.map(({ gross }) => gross),
      discount: minor(text('discount')),
      subtotal: minor(text('subtotal')),
      shipping: minor(text('shipping')),
      taxes: [taxes ?? 0, ...(more === 0 ? [] : [(taxes ?? 0) + more])],
      total: minor(text('total')),
      refunded: Math.abs(minor(text('refunded')) ?? 0),
    });
    const isPaidBack = isRefunded && net.refunded === 0;
    return {
      rows,
      key: text('key') || name,
      name,
      state: this.#stateOf(text('status'), text('cancelled'), text('paidOn'), text('total')),
      currency,
      items: all,
      net: isPaidBack ? { ...net, refunded: net.total - net.taxes } : net,
      unreadable,
      text,
      noted: [...this.#noted, ...this.#beside(rows)].flatMap(([header, at]) => {
        const found = rows.map(({ cells }) => cells[at]?.trim() ?? '').find((cell) => cell !== '');
        return found === undefined ? [] : [`${header.replaceAll('_', ' ')}: ${found}`];
      }),
    };
  }

  /** Columns that say something else of the buyer than the one that counts: where the order is sent. */
  #beside(rows: readonly TableRow[]): (readonly [header: string, at: number])[] {
    const valueAt = (at: number) =>
      rows.map(({ cells }) => cells[at]?.trim() ?? '').find((cell) => cell !== '') ?? '';
    return OF_BUYERS.flatMap((column) => {
      const told = new Set(['']);
      return (this.#columns.get(column) ?? []).flatMap((at) => {
        const value = valueAt(at);
        const isFirst = told.size === 1;
        if (told.has(value)) return [];
        told.add(value);
        return isFirst ? [] : [[this.#headers[at] ?? '', at] as const];
      });
    });
  }

  /** An order that was cancelled before it was paid is dropped. */
  #stateOf(written: string, cancelled: string, paidOn: string, total: string): OrderState {
    const state = this.#shop.states[status(written)] ?? (paidOn !== '' || total !== '' ? 'bought' : 'cart');
    return state === 'cart' && cancelled !== '' ? 'dropped' : state;
  }

  #items(row: TableRow, minor: (text: string) => number | undefined): OrderItem[] {
    const { line } = row;
    const packed = this.#packed.flatMap((at) => unpack(row.cells[at] ?? ''));
    const items = packed.map((cells): OrderItem => {
      const total = minor(cells.total ?? cells.subtotal ?? cells.sub_total ?? '');
      const quantity = cells.quantity ?? cells.qty ?? '1';
      const price = total === undefined ? (minor(cells.price ?? '') ?? 0) : 0;
      const discount = minor(cells.total_discount ?? '') ?? 0;
      return {
        line,
        name: cells.name || cells.product || cells.title || cells.sku || 'item',
        sku: cells.sku ?? '',
        quantity,
        gross: total ?? times(price, quantity) - discount,
        note: cells.note ?? '',
      };
    });
    const written = this.#text(row, 'item name');
    const [, code = '', called = written] = (this.#shop.namesCodes && CODED.exec(written)) || [];
    const name = called;
    const sku = this.#text(row, 'item sku') || code;
    if (name === '' && sku === '') return items;
    const quantity = this.#text(row, 'item quantity') || '1';
    const total = minor(this.#text(row, 'item total'));
    const price = minor(this.#text(row, 'item price')) ?? 0;
    const discount = minor(this.#text(row, 'item discount')) ?? 0;
    return [
      ...items,
      {
        line,
        name: name || sku,
        sku,
        quantity,
        gross: total ?? times(price, quantity) - discount,
        note: this.#otherNames(row, written),
      },
    ];
  }

  /** What other columns call an item. */
  #otherNames({ cells }: TableRow, name: string): string {
    const all = (this.#columns.get('item name') ?? []).map((at) => cells[at]?.trim() ?? '');
    return [...new Set(all)].filter((other) => other !== '' && !name.includes(other)).join('\n');
  }

  #ofOrder(rows: readonly TableRow[], column: OrderColumn): string {
    for (const row of rows) {
      const text = this.#text(row, column);
      if (text !== '') return text;
    }
    return '';
  }

  #text({ cells }: TableRow, column: string): string {
    for (const at of this.#columns.get(column) ?? []) {
      const text = cells[at]?.trim() ?? '';
      if (text !== '') return text;
    }
    return '';
  }
}

const prefixed = (item: Shop['item']) =>
  Object.fromEntries(Object.entries(item).map(([name, headers]) => [`item ${name}`, headers]));

/** `wc-on-hold` and `On hold` are `onhold`. */
const status = (text: string) =>
  text
    .toLowerCase()
    .replace(/^wc-/, '')
    .replace(/[^a-z]/g, '');

/** A price for a quantity, rounded to minor units. */
function times(price: number, quantity: string): number {
  const count = Number(quantity.replace(',', '.'));
  return Number.isFinite(count) ? Math.round(price * count) : price;
}

/** The items of a cell: JSON, or `name:Shirt|quantity:2;name:Hat|quantity:1`. */
function unpack(cell: string): Record<string, string>[] {
  const text = cell.trim();
  if (text === '') return [];
  if (text.startsWith('[') || text.startsWith('{')) {
    try {
      const parsed: unknown = JSON.parse(text);
      return (Array.isArray(parsed) ? parsed : [parsed]).map((item) =>
        Object.fromEntries(
          Object.entries(item as object).map(([key, value]) => [key.toLowerCase(), String(value ?? '')]),
        ),
      );
    } catch {
      return [];
    }
  }
  return text
    .split(/;(?=\s*[a-z_]+:)/i)
    .map((item) => Object.fromEntries(item.split('|').map((part) => pairOf(part))))
    .filter(({ name, sku, product }) => name ?? sku ?? product);
}

function pairOf(part: string): [string, string] {
  const at = part.indexOf(':');
  return at < 0 ? ['', part] : [part.slice(0, at).trim().toLowerCase(), part.slice(at + 1).trim()];
}

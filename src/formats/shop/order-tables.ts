import { decimalText } from '../../domain/money.ts';
import { flattenBatches } from '../batches.ts';
import { headerKey } from '../field-names.ts';
import type { Layout } from '../presets/preset.ts';
import { link } from '../presets/preset.ts';
import type { TableRow } from '../rows.ts';
import type { Table } from '../table.ts';
import { type Order, OrderReader } from './orders.ts';
import type { Shop } from './shop.ts';

/** The kinds of records that orders become. */
export const ORDER_SUBJECTS = ['product', 'account', 'contact', 'opp', 'purchase'] as const;
export type OrderSubject = (typeof ORDER_SUBJECTS)[number];

/** Columns that are added to those of the file, for each kind of records: they begin with this. */
const MARK = 'order: ';

const FIELDS: Readonly<Record<OrderSubject, readonly string[]>> = {
  product: ['name', 'code'],
  account: ['name', 'kind', 'external_id', 'street', 'city', 'postal_code', 'region', 'country'],
  contact: ['name', 'email', 'phone', 'country', 'account', 'external_id'],
  opp: [
    'name',
    'stage',
    'amount',
    'currency',
    'account',
    'contact',
    'external_id',
    'created_at',
    'closed_on',
    'notes',
  ],
  purchase: [
    ...[
      'name',
      'product',
      'quantity',
      'amount',
      'currency',
      'bought_on',
      'status',
      'contact',
      'account',
      'notes',
    ],
    ...['external_id', 'deal', 'buyer'],
  ],
};

/** The columns of a table of one kind of records. */
export function orderLayout(subject: OrderSubject, table: Table, shop: Shop): Layout {
  const own = FIELDS[subject].filter((name) => name !== 'deal' && name !== 'buyer');
  const columns = Object.fromEntries(own.map((name) => [MARK + name, name]));
  // What is read of an order is in the columns that are added.
  const used = columnsOfOrders(table, shop);
  return {
    subject,
    signatures: [],
    columns: { ...Object.fromEntries(used.map((header) => [header, '-'])), ...columns },
    ...(subject === 'purchase'
      ? { links: { [`${MARK}deal`]: link('opp'), [`${MARK}buyer`]: link('contact') } }
      : {}),
  };
}

/** The headers of a table that its orders are read from. */
export function columnsOfOrders({ headers }: Pick<Table, 'headers'>, shop: Shop): string[] {
  return new OrderReader(shop, headers, 'USD').uses(headers);
}

/** Adds up what orders are about. */
export interface OrderListener {
  add(order: Order): void;
}

/** The rows of one kind of records that the orders of a table become. */
export function orderTable(
  table: Table,
  subject: OrderSubject,
  {
    shop,
    currency,
    listener,
  }: { readonly shop: Shop; readonly currency: string; readonly listener?: OrderListener },
): Table {
  const headers = [...table.headers, ...FIELDS[subject].map((name) => MARK + name)];
  const reader = new OrderReader(shop, table.headers, currency);
  const batches = rowsOf(reader, table, subject, listener);
  return { ...table, headers, batches, rows: flattenBatches(batches) };
}

/** Rows that are given on together. */
const ROWS_PER_BATCH = 256;

async function* rowsOf(
  reader: OrderReader,
  table: Table,
  subject: OrderSubject,
  listener: OrderListener | undefined,
) {
  let batch: TableRow[] = [];
  for await (const order of reader.orders(table.batches)) {
    listener?.add(order);
    batch.push(...recordsOf(order, subject, table.headers.length));
    if (batch.length < ROWS_PER_BATCH) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

type Cells = Readonly<Record<string, string>>;

function recordsOf(order: Order, subject: OrderSubject, width: number): TableRow[] {
  const [first] = order.rows;
  if (!first || first.problem !== undefined) return subject === 'purchase' ? [...order.rows] : [];
  const row = ({ line, cells }: TableRow, values: Cells): TableRow => ({
    line,
    cells: [
      ...Array.from({ length: width }, (_, at) => cells[at] ?? null),
      ...FIELDS[subject].map((name) => values[name] ?? ''),
    ],
  });
  // Nobody becomes a customer by an order that came to nothing.
  if (order.state === 'dropped' && subject !== 'opp') return [];
  switch (subject) {
    case 'product':
      return order.items
        .filter(({ sku }) => sku !== '')
        .map(({ name, sku }) => row(first, { name, code: sku }));
    case 'account':
      return buyerOf(order) === '' ? [] : [row(first, accountOf(order))];
    case 'contact':
      return nameOf(order) === '' && order.text('email') === '' ? [] : [row(first, contactOf(order))];
    case 'opp':
      return [row(first, dealOf(order))];
    default:
      return order.state === 'bought'
        ? purchasesOf(order).map(({ at, values }) =>
            row(order.rows.find(({ line }) => line === at) ?? first, values),
          )
        : [];
  }
}

/** What tells buyers of a shop apart: the e-mail, else the phone, else the name. */
function buyerOf(order: Order): string {
  const [email, phone] = [order.text('email').toLowerCase(), order.text('phone')];
  const name = (nameOf(order) || order.text('company')).toLowerCase();
  const key = email || phone || name;
  return key === '' ? '' : `buyer ${key}`;
}

function nameOf(order: Order): string {
  return (
    [order.text('firstName'), order.text('lastName')].filter(Boolean).join(' ') || order.text('fullName')
  );
}

/** A company that is named, else the person. */
function accountName(order: Order): string {
  return order.text('company') || nameOf(order) || order.text('email') || order.text('phone');
}

const accountOf = (order: Order): Cells => ({
  name: accountName(order),
  // Whoever only filled a cart is a prospect, as new accounts are, or what an earlier order made of them.
  kind: order.text('company') === '' ? 'person' : order.state === 'bought' ? 'customer' : '',
  external_id: buyerOf(order),
  street: order.text('street'),
  city: order.text('city'),
  postal_code: order.text('postalCode'),
  region: order.text('region'),
  country: order.text('country'),
});

const contactOf = (order: Order): Cells => ({
  name: nameOf(order) || order.text('email'),
  email: order.text('email'),
  phone: order.text('phone'),
  country: order.text('country'),
  account: accountName(order),
  external_id: buyerOf(order),
});

const STAGES: Readonly<Record<Order['state'], string>> = {
  bought: 'Closed Won',
  cart: '',
  dropped: 'Closed Lost',
};

function dealOf(order: Order): Cells {
  const { net, currency, items, state } = order;
  return {
    name: `Order ${order.name}`,
    stage: STAGES[state],
    amount: order.unreadable ?? decimalText({ minor: net.total - net.taxes, currency }),
    currency,
    account: order.text('email') === '' ? accountName(order) : '',
    contact: order.text('email'),
    external_id: order.key,
    created_at: order.text('createdOn'),
    closed_on:
      state === 'bought'
        ? dayOf(order.text('paidOn') || order.text('createdOn'))
        : dayOf(order.text('cancelled')),
    notes: [...items.map(({ name, quantity }) => `${quantity} × ${name}`), ...notesOf(order)].join('\n'),
  };
}

function notesOf(order: Order): string[] {
  return [order.text('notes'), ...order.noted].filter(Boolean);
}

/** What was bought: each item, shipping, fees, and what was paid back; `at` is the line of the file. */
function purchasesOf(order: Order): { readonly at: number; readonly values: Cells }[] {
  const { net, key, currency, items, rows } = order;
  const line = rows[0]?.line ?? 0;
  const kept = net.total - net.taxes;
  const isPaidBack = net.refunded > 0 && net.refunded >= kept;
  const shared = {
    currency,
    bought_on: dayOf(order.text('paidOn') || order.text('createdOn')),
    contact: order.text('email'),
    // A company that nobody buys for.
    account: order.text('email') === '' && nameOf(order) === '' ? accountName(order) : '',
    buyer: order.text('email') === '' && nameOf(order) !== '' ? buyerOf(order) : '',
    deal: key,
    status: isPaidBack ? 'refunded' : 'active',
  };
  const amount = (minor: number) => order.unreadable ?? decimalText({ minor, currency });
  const seen = new Map<string, number>();
  const sold = items.map((item, at) => {
    const called = item.sku || item.name;
    const nth = (seen.get(called) ?? 0) + 1;
    seen.set(called, nth);
    const values = {
      ...shared,
      name: item.name,
      product: item.sku,
      quantity: item.quantity,
      amount: amount(net.items[at] ?? 0),
      notes: [item.note ?? '', ...(at === 0 ? notesOf(order) : [])].filter(Boolean).join('\n'),
      external_id: `${key}/${called}${nth === 1 ? '' : `/${nth}`}`,
    };
    return { at: item.line, values };
  });
  const extra = (name: string, minor: number, id: string) =>
    minor === 0
      ? []
      : [
          {
            at: line,
            values: {
              ...shared,
              name,
              quantity: '1',
              amount: amount(minor),
              external_id: `${key}/${id}`,
            },
          },
        ];
  return [
    ...sold,
    ...extra(`Shipping of ${order.name}`, net.shipping, '-shipping'),
    ...extra(`Fees of ${order.name}`, net.other, '-fees'),
    ...extra(`Refund of ${order.name}`, -net.refunded, '-refund'),
  ];
}

/** The day of a time: `2026-02-21 10:30:00 +0500` was on the 21st where the shop is. */
function dayOf(text: string): string {
  return /^(\d{4}-\d{2}-\d{2})[T ]/.exec(text)?.[1] ?? text;
}

/** The added column of a row. */
export function orderCell(headers: readonly string[], name: string): number {
  return headers.findIndex((header) => headerKey(header) === headerKey(MARK + name));
}

import { flattenBatches } from '../../formats/batches.ts';
import { headerKey } from '../../formats/field-names.ts';
import { type Column, columnLookup } from '../../formats/presets/columns.ts';
import type { Layout } from '../../formats/presets/preset.ts';
import type { TableRow } from '../../formats/rows.ts';
import { ORDER_ID } from '../../store/import/order-lines.ts';
import { deletedIn } from '../import/row-filter.ts';
import type { MigrationFile, PlannedFile } from './files.ts';

type Table = MigrationFile['table'];

/** Lines of orders, before they are planned as purchases. */
export type OrderLines = Pick<PlannedFile, 'file' | 'table' | 'misfit'> & {
  readonly vendor: NonNullable<PlannedFile['vendor']>;
};

/** The file with the orders that some lines are of; undefined if the folder has none. */
export function ordersOf(planned: readonly PlannedFile[], { vendor }: OrderLines): PlannedFile | undefined {
  return planned.find(
    (plan) =>
      plan.subject === 'purchase' && plan.vendor?.preset === vendor.preset && !plan.vendor.layout.shop,
  );
}

/**
 * Makes purchases of the lines of orders, each with what its order says. The orders themselves keep what they came to beside
 * their lines, as taxes: those that come to nothing more are no purchases.
 */
export async function joinOrderLines(
  orders: PlannedFile,
  lines: OrderLines,
): Promise<[PlannedFile, PlannedFile]> {
  const of = await readOrders(orders);
  const sums = await sumLines(lines, of);
  const known = of.columns.flatMap((column, at) => (column === null ? [] : [{ at, ...column }]));
  const amountAt = known.find(({ field }) => field === 'amount')?.at ?? -1;
  const empty = new WeakSet<TableRow['cells']>();
  const asLines = {
    rows: 0,
    file: lines.file.name,
    orders: new Set(sums.keys()),
    isEmpty: (cells: TableRow['cells']) => empty.has(cells),
    idOf: (cells: TableRow['cells']) => of.idOf({ cells }),
  };
  const left = (row: TableRow): TableRow[] => {
    const sum = sums.get(of.idOf(row));
    if (sum === undefined) return [row];
    const rest = (readDecimal(row.cells[amountAt] ?? '') ?? sum) - sum;
    const cells = amountAt < 0 ? [...row.cells] : row.cells.with(amountAt, decimalText(rest));
    if (rest === 0n) empty.add(cells);
    return [{ ...row, cells }];
  };
  const orderAt = orderColumns(lines);
  const isDeleted = deletedIn(lines.table.headers);
  const joined = (row: TableRow): TableRow[] => {
    const order = of.find(row, orderAt);
    const cells = [...row.cells, ...(order ?? of.headers.map(() => null))];
    if (order || isDeleted?.(row.cells)) return [{ ...row, cells }];
    const named = orderAt.map((at) => row.cells[at] ?? '').find((text) => text !== '');
    return [{ ...row, cells, problem: named ? `there is no order "${named}"` : 'it names no order' }];
  };
  return [
    { ...orders, table: mapRows(orders.table, orders.table.headers, left), asLines },
    {
      ...lines,
      subject: 'purchase',
      table: mapRows(lines.table, [...lines.table.headers, ...of.headers.map(headerOfOrder)], joined),
      vendor: { ...lines.vendor, noun: 'purchase', layout: layoutOf(lines, orders, of) },
      part: null,
      rows: null,
      deleted: isDeleted,
    },
  ];
}

/** What a column of the order is called beside the columns of its line. */
const headerOfOrder = (header: string) => `Order: ${header}`;

/** The orders of a file by id and name. */
interface Orders {
  readonly headers: readonly string[];
  readonly columns: readonly (Column | null)[];
  idOf(row: Pick<TableRow, 'cells'>): string;
  /** The cells of the order that a line names; null for none. */
  find(line: TableRow, columns: readonly number[]): readonly (string | null)[] | null;
}

async function readOrders({ file, table: { headers }, vendor }: PlannedFile): Promise<Orders> {
  const { preset, layout } = vendor as NonNullable<PlannedFile['vendor']>;
  const spell = preset.spellId ?? ((id: string) => id);
  const columns = headers.map(columnLookup(preset, layout));
  const fed = (field: string) => columns.findIndex((column) => column?.field === field);
  const [idAt, nameAt] = [fed('external_id'), fed('name')];
  const byKey = new Map<string, readonly (string | null)[]>();
  const idOf = ({ cells }: Pick<TableRow, 'cells'>) => spell(cells[idAt]?.trim() ?? '');
  for await (const row of (await file.reopen()).rows) {
    if (row.problem !== undefined) continue;
    const name = row.cells[nameAt]?.trim() ?? '';
    if (name !== '' && !byKey.has(name)) byKey.set(name, row.cells);
    byKey.set(idOf(row), row.cells);
  }
  return {
    headers,
    columns,
    idOf,
    find(line, at) {
      for (const index of at) {
        const key = line.cells[index]?.trim() ?? '';
        const found = key === '' ? undefined : (byKey.get(spell(key)) ?? byKey.get(key));
        if (found) return found;
      }
      return null;
    },
  };
}

/** The columns in which a line names its order. */
function orderColumns({ table, vendor }: OrderLines): number[] {
  const named = vendor.layout.ofOrders?.order ?? [];
  return named.map((header) => indexOf(table, header)).filter((at) => at >= 0);
}

function indexOf({ headers }: Table, wanted: string): number {
  return headers.findIndex((header) => header.trim().toLowerCase() === wanted.toLowerCase());
}

/** The column with what a line comes to. */
function amountColumn({ table, vendor }: OrderLines): number {
  const found = (vendor.layout.ofOrders?.amount ?? []).map((header) => indexOf(table, header));
  return found.find((at) => at >= 0) ?? -1;
}

/** What the lines of each order come to, by the id of the order. */
async function sumLines(lines: OrderLines, orders: Orders): Promise<ReadonlyMap<string, bigint>> {
  const sums = new Map<string, bigint>();
  const [amountAt, orderAt] = [amountColumn(lines), orderColumns(lines)];
  const isDeleted = deletedIn(lines.table.headers);
  for await (const row of (await lines.file.reopen()).rows) {
    if (row.problem !== undefined || isDeleted?.(row.cells)) continue;
    const order = orders.find(row, orderAt);
    if (order === null) continue;
    const id = orders.idOf({ cells: [...order] });
    sums.set(id, (sums.get(id) ?? 0n) + (readDecimal(row.cells[amountAt] ?? '') ?? 0n));
  }
  return sums;
}

/** How lines are read with what their orders say: the date, the customer, the status. */
function layoutOf(lines: OrderLines, { vendor }: PlannedFile, orders: Orders): Layout {
  const own = lines.vendor.layout;
  const columnOf = columnLookup(lines.vendor.preset, own);
  const said = new Set(
    lines.table.headers.flatMap((header) => {
      const column = columnOf(header);
      return [column?.field ?? '', ...(column?.links ?? []).map(({ field }) => field)];
    }),
  );
  const columns: Record<string, string> = {};
  const links: Record<string, Column['links']> = {};
  const noted: Record<string, string> = {};
  for (const [at, column] of orders.columns.entries()) {
    const header = orders.headers[at] ?? '';
    const as = headerOfOrder(header);
    const { field = null, links: ids = [], continues = null } = column ?? {};
    if (ids.length > 0) links[as] = ids;
    else if (continues?.label) noted[as] = continues.label.replace(/: $/, '');
    else if (field === 'external_id') noted[as] = ORDER_ID;
    else if (field === 'name' && !said.has('name') && !said.has('product')) columns[as] = 'name';
    else if (field === 'name' || field === 'notes')
      noted[as] = field === 'name' ? 'Order' : 'Notes of the order';
    else columns[as] = field === null || KEPT_APART.has(field) || said.has(field) ? '-' : field;
  }
  const amountAt = amountColumn(lines);
  const amount = headerKey(lines.table.headers[amountAt] ?? '');
  // The same header can be listed in several spellings.
  const ofLine = Object.entries(own.columns).map(
    ([header, field]) => [header, amountAt >= 0 && headerKey(header) === amount ? 'amount' : field] as const,
  );
  return {
    ...own,
    subject: 'purchase',
    columns: { ...Object.fromEntries(ofLine), ...columns },
    links: { ...own.links, ...links },
    noted: { ...own.noted, ...noted },
    words: { ...vendor?.layout.words, ...own.words },
  };
}

/** What an order says of itself alone. */
const KEPT_APART: ReadonlySet<string> = new Set(['amount', 'created_at']);

const SCALE = 6;

/** An amount as programs write it, in millionths; null for another text. */
function readDecimal(text: string): bigint | null {
  const plain = text.replace(/[^\d.,-]/g, '').replace(/,(?=\d{3}(?:\D|$))/g, '');
  const [, sign = '', whole = '', fraction = ''] = /^(-?)(\d+)(?:[.,](\d+))?$/.exec(plain) ?? [];
  if (whole === '') return null;
  const size = BigInt(whole + fraction.slice(0, SCALE).padEnd(SCALE, '0'));
  return sign === '-' ? -size : size;
}

function decimalText(value: bigint): string {
  const digits = String(value < 0n ? -value : value).padStart(SCALE + 1, '0');
  const text = `${digits.slice(0, -SCALE)}.${digits.slice(-SCALE)}`.replace(/0{1,4}$/, '');
  return value < 0n ? `-${text}` : text;
}

/** The table with other rows; invalid ones stay. */
function mapRows(table: Table, headers: readonly string[], of: (row: TableRow) => TableRow[]): Table {
  const batches = (async function* () {
    for await (const batch of table.batches)
      yield batch.flatMap((row) => (row.problem === undefined ? of(row) : [row]));
  })();
  return { ...table, headers, batches, rows: flattenBatches(batches) };
}

/** Headers of lines that are read for their order alone, or are not in their own file. */
export function headersOfOrders({ file, table, vendor }: PlannedFile): readonly string[] {
  if (!vendor?.layout.ofOrders) return [];
  return [...vendor.layout.ofOrders.order, ...table.headers.slice(file.table.headers.length)];
}

import { DateColumn, type DateOrder } from '../../formats/date-order.ts';
import type { InputFile } from '../import/input-file.ts';
import type { PlannedFile } from './files.ts';

/** Rows of a file that are looked at for the order of its dates. */
const ROWS_INSPECTED = 10_000;

/**
 * The order of day and month in the files of a folder that the same program wrote, whatever their columns mean. Null if
 * none shows one, or they do not agree.
 */
export async function dateOrderIn(files: readonly PlannedFile[], of: PlannedFile): Promise<DateOrder | null> {
  const program = of.vendor?.preset.name ?? null;
  const alike = files
    .filter(({ vendor }) => (vendor?.preset.name ?? null) === program)
    .map(({ file }) => file);
  const shown = new Set<DateOrder>();
  for (const file of new Set(alike)) for (const order of await ordersIn(file)) shown.add(order);
  const [order, ...others] = shown;
  return order !== undefined && others.length === 0 ? order : null;
}

async function ordersIn({ reopen }: InputFile): Promise<Set<DateOrder>> {
  const orders = new Set<DateOrder>();
  if (!reopen) return orders;
  let seen = 0;
  const { rows } = await reopen();
  for await (const { cells } of rows) {
    for (const text of cells) {
      if (!text || text.length > 30) continue;
      // A column of its own for each cell: that columns contradict each other is found here, not an error.
      const column = new DateColumn('', false);
      column.observe(text);
      if (column.order !== null) orders.add(column.order);
    }
    if (++seen >= ROWS_INSPECTED || orders.size > 1) break;
  }
  return orders;
}

import type { DateOrder } from '../../formats/date-order.ts';
import type { ColumnInference } from '../../formats/infer-columns.ts';
import type { Cells } from '../../formats/normalize-cells.ts';
import { peek } from '../../formats/peek.ts';
import type { TableRow } from '../../formats/rows.ts';
import type { Table } from '../../formats/table.ts';
import type { InputFile } from './input-file.ts';

/** Rows inspected before the first is imported. */
const ROWS_INSPECTED = 1000;
/** Maximum number of rows held in memory until a format is clear, if the file cannot be read again. */
const MAX_ROWS_HELD = 100_000;

/** A file whose formats are inferred while its rows are read. */
export interface FileInference {
  readonly file: Pick<InputFile, 'name' | 'reopen'>;
  readonly table: Table;
  readonly formats: ColumnInference;
  /** The order of day and month in the files that came with it; null if they show none. */
  readonly dateOrder?: (() => Promise<DateOrder | null>) | undefined;
}

/**
 * Inspects the first rows, and all of them if a date is ambiguous and only others clarify it. Returns all rows, in
 * batches. Throws `usage` if it stays ambiguous.
 */
export async function inferFormats(inference: FileInference): Promise<AsyncIterable<readonly TableRow[]>> {
  const rows = await inferFromSample(inference);
  await resolve(inference);
  return rows;
}

/** Throws `usage` for a date that stays ambiguous, also by the files that came with this one. */
async function resolve({ file, formats, dateOrder }: FileInference): Promise<void> {
  const order = dateOrder && formats.ambiguity() !== null ? await dateOrder() : null;
  if (order) formats.adopt(order);
  formats.resolve(file.name);
}

/** The same, but leaves an ambiguity to be reported later. */
export async function inferFromSample(inference: FileInference): Promise<AsyncIterable<readonly TableRow[]>> {
  const { file, table, formats } = inference;
  const most = file.reopen ? ROWS_INSPECTED : MAX_ROWS_HELD;
  let seen = 0;
  const { all } = await peek(table.batches, most, (rows) => {
    for (const row of rows) inspect(formats, row);
    seen += rows.length;
    return seen >= ROWS_INSPECTED && !formats.isAmbiguous ? most : rows.length;
  });
  if (formats.isAmbiguous) await inspectAll(inference);
  return all;
}

/**
 * Searches the whole file for an unambiguous value, and corrects an ambiguous row. Throws `usage` if there is none.
 */
export async function inferFromColumn(inference: FileInference, cells: Cells): Promise<void> {
  await inspectAll(inference);
  await resolve(inference);
  inference.formats.normalize(cells);
}

/** Searches the whole file for an unambiguous value, if it can be read again. */
async function inspectAll({ file, formats }: FileInference): Promise<void> {
  if (!file.reopen) return;
  const { rows } = await file.reopen();
  for await (const row of rows) {
    inspect(formats, row);
    if (!formats.isAmbiguous) return;
  }
}

function inspect(formats: ColumnInference, { cells, problem }: TableRow): void {
  if (problem === undefined) formats.observe(cells);
}

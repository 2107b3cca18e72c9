import type { TableRow } from '../../../formats/rows.ts';

/** Rows that are looked at together: the rows of one call are among them, and show the order of day and month. */
const ROWS_PER_WINDOW = 20_000;

/** The rows of a file in large windows. `onBatch` hears of rows as they are read. */
export async function* rowWindows(
  batches: AsyncIterable<readonly TableRow[]>,
  onBatch: (rows: number) => Promise<void>,
): AsyncGenerator<readonly TableRow[]> {
  let window: TableRow[] = [];
  for await (const batch of batches) {
    for (const row of batch) window.push(row);
    await onBatch(batch.length);
    if (window.length < ROWS_PER_WINDOW) continue;
    yield window;
    window = [];
  }
  if (window.length > 0) yield window;
}

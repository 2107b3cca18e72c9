import type { Context } from '../../context.ts';
import type { Tx } from '../../store/tx.ts';
import { withProgress } from '../progress.ts';

/** Records between two looks at signals and the progress line; as many are done without. */
const BATCH = 256;

/** What is left of a change that a signal ends. */
const OUTCOME = 'nothing was changed';

/**
 * Does something with each of the records of a change, one after the other. Many of them show progress, and a signal
 * ends it.
 */
export async function forEachRecord<T>(
  ctx: Context,
  tx: Tx,
  records: readonly T[],
  act: (record: T) => Promise<unknown>,
): Promise<void> {
  if (records.length <= BATCH) {
    for (const record of records) await act(record);
    return;
  }
  await withProgress(ctx, 'Changing records', OUTCOME, async (pulse) => {
    for (const [done, record] of records.entries()) {
      if (done % BATCH === 0) await pulse(done, records.length);
      await act(record);
    }
  });
  await withProgress(ctx, 'Indexing', OUTCOME, (pulse) => tx.updateSearchIndex(pulse));
}

import type { Tx } from '../store/tx.ts';
import type { Deps } from './deps.ts';

/** Records changed between two progress reports. */
const RECORDS_PER_REPORT = 256;

/** State after the user stops a change. */
const OUTCOME = 'nothing was changed';

/** Calls a function for each record of a change in order; reports progress if there are many. */
export async function forEachRecord<T>(
  { withProgress }: Deps,
  tx: Tx,
  records: readonly T[],
  act: (record: T) => Promise<unknown>,
): Promise<void> {
  if (records.length <= RECORDS_PER_REPORT) {
    for (const record of records) await act(record);
    return;
  }
  await withProgress('Changing records', OUTCOME, async (report) => {
    for (const [done, record] of records.entries()) {
      if (done % RECORDS_PER_REPORT === 0) await report(done, records.length);
      await act(record);
    }
  });
  await withProgress('Indexing', OUTCOME, (report) => tx.updateProjections(report));
}

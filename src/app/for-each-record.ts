import type { Tx } from '../store/tx.ts';
import type { Deps } from './deps.ts';

/** Records between two reports of progress; as many are changed without one. */
const RECORDS_PER_REPORT = 256;

/** What is left of a change that the user stops. */
const OUTCOME = 'nothing was changed';

/** Does something with each record of a change, one after the other. With many it reports progress. */
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

import type { Store } from '../store/store.ts';
import type { Tx } from '../store/tx.ts';

/** Rolls the transaction of a dry run back. */
class DryRunRollback extends Error {
  override readonly name = 'DryRunRollback';
}

/** Runs a change; a dry run is rolled back once its work is done. */
export async function changeOrDryRun(
  store: Store,
  isDryRun: boolean,
  work: (tx: Tx) => Promise<void>,
  summary: () => string,
): Promise<void> {
  try {
    await store.change(async (tx) => {
      await work(tx);
      if (isDryRun) throw new DryRunRollback();
    }, summary);
  } catch (error) {
    if (!(error instanceof DryRunRollback)) throw error;
  }
}

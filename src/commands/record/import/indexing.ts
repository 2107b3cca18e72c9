import type { Context } from '../../../context.ts';
import type { Tx } from '../../../store/tx.ts';
import { withProgress } from '../../progress.ts';

/** Updates the search index for imported records, with progress; Ctrl-C cancels it. */
export function indexImported(ctx: Context, tx: Tx): Promise<void> {
  return withProgress(ctx, 'Indexing', 'nothing was imported', (pulse) => tx.updateProjections(pulse));
}

import type { Context } from '../../../context.ts';
import type { Tx } from '../../../store/tx.ts';
import { withProgress } from '../../progress.ts';

/** Has what was imported found by search, with progress; Ctrl-C ends it. */
export function indexImported(ctx: Context, tx: Tx): Promise<void> {
  return withProgress(ctx, 'Indexing', 'nothing was imported', (pulse) => tx.updateProjections(pulse));
}

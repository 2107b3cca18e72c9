import type { Context } from '../../../context.ts';
import type { Tx } from '../../../store/tx.ts';
import { withPulse } from '../../pulse.ts';

/** Has what was imported found by search, with progress; Ctrl-C ends it. */
export function indexImported(ctx: Context, tx: Tx): Promise<void> {
  return withPulse(ctx, 'Indexing', 'nothing was imported', (pulse) => tx.index(pulse));
}

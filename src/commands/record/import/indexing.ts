import type { Context } from '../../../context.ts';
import { mindSignal } from '../../../io/interrupts.ts';
import type { Tx } from '../../../store/tx.ts';

/** Has what was imported found by search, with progress; Ctrl-C ends it. */
export async function indexImported(ctx: Context, tx: Tx): Promise<void> {
  const progress = ctx.print.progress('Indexing');
  try {
    await tx.index(async (done, all) => {
      progress.update(done, all);
      await ctx.io.stdout.drain();
      mindSignal(ctx.io.signal, 'nothing was imported');
    });
  } finally {
    progress.end();
  }
}

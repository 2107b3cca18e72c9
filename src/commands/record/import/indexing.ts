import type { Context } from '../../../context.ts';
import { cancelled } from '../../../domain/errors.ts';
import type { Tx } from '../../../store/tx.ts';

/** Has what was imported found by search, with progress; Ctrl-C ends it. */
export async function indexImported(ctx: Context, tx: Tx): Promise<void> {
  const progress = ctx.print.progress('Indexing');
  try {
    await tx.index(async (done, all) => {
      progress.update(done, all);
      await ctx.io.stdout.drain();
      if (ctx.io.signal.aborted) throw cancelled('interrupted: nothing was imported');
    });
  } finally {
    progress.end();
  }
}

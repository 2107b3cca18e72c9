import type { Context } from '../context.ts';
import { throwIfAborted, yieldToEvents } from '../io/interrupts.ts';
import type { Progress } from '../render/progress.ts';
import type { ProgressCallback } from '../store/progress.ts';

/** Runs long work with progress on a terminal. Its reports throw `cancelled` after a signal, with `outcome` as the state. */
export async function withProgress<T>(
  ctx: Context,
  label: string,
  outcome: string,
  work: (report: ProgressCallback) => Promise<T>,
): Promise<T> {
  // Starts with the work itself, which may follow other work.
  let progress: Progress | undefined;
  try {
    return await work(async (done, all, rejected) => {
      progress ??= ctx.print.progress(label);
      progress.update(done, all, rejected);
      await yieldToEvents();
      throwIfAborted(ctx.io.signal, outcome);
    });
  } finally {
    progress?.end();
  }
}

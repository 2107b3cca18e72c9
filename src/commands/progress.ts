import type { Context } from '../context.ts';
import { throwIfAborted, yieldToEvents } from '../io/interrupts.ts';
import type { Progress } from '../render/progress.ts';

/** Reports how much of long work is done, of how much; throws `cancelled` after a signal. */
type Pulse = (done: number, all?: number) => Promise<void>;

/** Runs long work with progress on a terminal, and checks for signals; `outcome` is the state after a signal. */
export async function withProgress<T>(
  ctx: Context,
  label: string,
  outcome: string,
  work: (pulse: Pulse) => Promise<T>,
): Promise<T> {
  // Starts with the work itself, which may follow other work.
  let progress: Progress | undefined;
  try {
    return await work(async (done, all) => {
      progress ??= ctx.print.progress(label);
      progress.update(done, all);
      await yieldToEvents();
      throwIfAborted(ctx.io.signal, outcome);
    });
  } finally {
    progress?.end();
  }
}

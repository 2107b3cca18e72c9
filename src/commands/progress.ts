import type { Context } from '../context.ts';
import { throwIfAborted, yieldToEvents } from '../io/interrupts.ts';
import type { Progress } from '../render/progress.ts';

/** Told now and then how much of long work is done, of how much; throws `cancelled` once a signal has come. */
type Pulse = (done: number, all?: number) => Promise<void>;

/** Does long work with progress on a terminal and an ear for signals; `outcome` says what has become of it after one. */
export async function withProgress<T>(
  ctx: Context,
  label: string,
  outcome: string,
  work: (pulse: Pulse) => Promise<T>,
): Promise<T> {
  // Begun with the work itself, which may come after other work.
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

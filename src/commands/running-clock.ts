import type { Context } from '../context.ts';

/** The time for a screen, in milliseconds since the epoch: one that is pretended goes on from there. */
export function runningClock({ clock, io }: Context): () => number {
  const ahead = clock.now() - io.now();
  return () => io.now() + ahead;
}

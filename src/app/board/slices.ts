/** How long work may keep the thread of a screen, in milliseconds: keys are taken and drawn in between. */
const SLICE_MS = 2;

/** How much a slice takes in to begin with, and at least and at most. */
const SIZES = { first: 128, least: 16, most: 4096 } as const;

/**
 * Calls `work` with the size of the next slice until it returns false. Sizes follow from how long slices take. Rejects
 * with the reason of `signal` where that is aborted in between.
 */
export async function inSlices(
  work: (size: number) => Promise<boolean>,
  signal: AbortSignal | undefined,
): Promise<void> {
  let size: number = SIZES.first;
  let rested = performance.now();
  for (;;) {
    signal?.throwIfAborted();
    const began = performance.now();
    if (!(await work(size))) return;
    const took = performance.now() - began;
    if (took > SLICE_MS) size = Math.max(SIZES.least, size >> 1);
    else if (took < SLICE_MS / 2) size = Math.min(SIZES.most, size << 1);
    if (performance.now() - rested < SLICE_MS / 2) continue;
    await new Promise((resolve) => setImmediate(resolve));
    rested = performance.now();
  }
}

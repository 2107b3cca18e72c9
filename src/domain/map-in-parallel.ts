/** How many items are worked on at once: enough for a disk to sync many files together. */
const AT_ONCE = 64;

/**
 * The results of work on items, in their order, with a batch of them at once. After an error no batch is begun any more; it
 * is thrown when the work that had begun has ended.
 */
export async function* mapInParallel<T, R>(
  items: Iterable<T> | AsyncIterable<T>,
  work: (item: T) => Promise<R>,
): AsyncGenerator<R> {
  let batch: T[] = [];
  for await (const item of items) {
    batch.push(item);
    if (batch.length < AT_ONCE) continue;
    yield* await workOn(batch, work);
    batch = [];
  }
  yield* await workOn(batch, work);
}

async function workOn<T, R>(batch: readonly T[], work: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  for (const result of await Promise.allSettled(batch.map(work))) {
    if (result.status === 'rejected') throw result.reason;
    results.push(result.value);
  }
  return results;
}

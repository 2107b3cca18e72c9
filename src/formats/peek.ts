/** The beginning of a stream, and a stream of all: the beginning, then the rest. */
interface Peek<T> {
  readonly head: readonly T[];
  readonly all: AsyncIterable<T>;
}

/** Reads ahead until the items add up to `amount` or the source ends. */
export async function peek<T>(
  source: AsyncIterable<T>,
  amount: number,
  sizeOf: (item: T) => number,
): Promise<Peek<T>> {
  const iterator = source[Symbol.asyncIterator]();
  const head: T[] = [];
  let seen = 0;
  let ended = false;
  while (seen < amount && !ended) {
    const next = await iterator.next();
    if (next.done) {
      ended = true;
    } else {
      head.push(next.value);
      seen += sizeOf(next.value);
    }
  }
  return { head, all: resume(head.toReversed(), ended ? null : iterator) };
}

/** What was looked at, the first of it last, and the rest. What was handed on is not kept until the end. */
async function* resume<T>(looked: T[], rest: AsyncIterator<T> | null): AsyncGenerator<T> {
  try {
    while (looked.length > 0) yield looked.pop() as T;
    if (rest) {
      for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value;
    }
  } finally {
    await rest?.return?.();
  }
}

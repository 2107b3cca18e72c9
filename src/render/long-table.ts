import type { Row } from '../domain/field.ts';
import { throwIfAborted } from '../io/interrupts.ts';
import type { layTable } from './table.ts';

/** Rows that are laid out at once: columns are as wide as these need, and nobody waits for the last of a million. */
const LAID_OUT = 5000;

/** The first rows of a list, and those behind them, null when these are all. */
interface Beginning {
  readonly first: Row[];
  readonly rest: AsyncIterable<Row> | null;
  /** Lets go of the rows: no more of them are wanted, whether all were read or not. */
  close(): Promise<unknown>;
}

/** Reads as many rows as are laid out at once. */
export async function beginningOf(rows: Iterable<Row> | AsyncIterable<Row>): Promise<Beginning> {
  const iterator = Symbol.asyncIterator in rows ? rows[Symbol.asyncIterator]() : rows[Symbol.iterator]();
  const close = async () => iterator.return?.();
  const first: Row[] = [];
  for (;;) {
    const next = await iterator.next();
    if (next.done) return { first, rest: null, close };
    if (first.length === LAID_OUT) return { first, rest: goOn(next.value, iterator), close };
    first.push(next.value);
  }
}

async function* goOn(row: Row, iterator: Iterator<Row> | AsyncIterator<Row>): AsyncGenerator<Row> {
  yield row;
  for (let next = await iterator.next(); !next.done; next = await iterator.next()) yield next.value;
}

/** The text of a table that is longer than its beginning, piece by piece. Throws `cancelled` at a signal. */
export async function* longTable(
  head: string,
  { more }: Pick<Awaited<ReturnType<typeof layTable>>, 'more'>,
  rest: AsyncIterable<Row>,
  signal: AbortSignal,
): AsyncGenerator<string> {
  yield head;
  const textOf = async (rows: readonly Row[]) => `${(await more(rows)).join('\n')}\n`;
  let batch: Row[] = [];
  for await (const row of rest) {
    batch.push(row);
    if (batch.length < LAID_OUT) continue;
    throwIfAborted(signal);
    yield textOf(batch);
    batch = [];
  }
  if (batch.length > 0) yield textOf(batch);
}

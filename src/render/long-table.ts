import type { Row } from '../domain/field.ts';
import { throwIfAborted } from '../io/interrupts.ts';
import type { layTable } from './table.ts';

/** Rows that determine the column widths, so that a list of a million rows starts at once. */
const LAYOUT_ROWS = 5000;

/** The first rows of a list, and an iterator of the rest, null if there are no more. */
interface TableStart {
  readonly first: Row[];
  readonly rest: AsyncIterable<Row> | null;
  /** Releases the source; call it whether all rows were read or not. */
  close(): Promise<unknown>;
}

/** Reads the rows that determine the column widths. */
export async function readStart(rows: Iterable<Row> | AsyncIterable<Row>): Promise<TableStart> {
  const iterator = Symbol.asyncIterator in rows ? rows[Symbol.asyncIterator]() : rows[Symbol.iterator]();
  const close = async () => iterator.return?.();
  const first: Row[] = [];
  for (;;) {
    const next = await iterator.next();
    if (next.done) return { first, rest: null, close };
    if (first.length === LAYOUT_ROWS) return { first, rest: continueRows(next.value, iterator), close };
    first.push(next.value);
  }
}

async function* continueRows(row: Row, iterator: Iterator<Row> | AsyncIterator<Row>): AsyncGenerator<Row> {
  yield row;
  for (let next = await iterator.next(); !next.done; next = await iterator.next()) yield next.value;
}

/** The text of a table longer than its beginning, in pieces. Throws `cancelled` on a signal. */
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
    if (batch.length < LAYOUT_ROWS) continue;
    throwIfAborted(signal);
    yield textOf(batch);
    batch = [];
  }
  if (batch.length > 0) yield textOf(batch);
}

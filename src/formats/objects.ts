import { inBatches } from './batches.ts';
import { MAX_COLUMNS, rejectTooManyColumns } from './headers.ts';
import { jsonCell } from './json-cell.ts';
import { peek } from './peek.ts';
import type { Rows, TableRow } from './table.ts';

/** One object of a file. */
export interface ReadObject {
  /** Line of the file it starts in, from 1. */
  readonly line: number;
  /** The object, or why there is none. */
  readonly object: Readonly<Record<string, unknown>> | null;
  readonly problem: string | null;
}

/** Rows of objects as they arrive; their headers are the keys of so many first ones. */
export async function rowsOfObjects(
  objects: AsyncIterable<ReadObject>,
  { lookedAt, name }: { lookedAt: number; name: string },
): Promise<Rows> {
  const { head, all } = await peek(objects, lookedAt, () => 1);
  const columns = new Map<string, number>();
  for (const { object } of head) {
    for (const key of Object.keys(object ?? {})) {
      if (!columns.has(key)) columns.set(key, columns.size);
    }
  }
  rejectTooManyColumns(columns.size, name);
  const unknown = new Set<string>();
  const rows = toRows(all, columns, unknown);
  return {
    headers: [...columns.keys()],
    rows,
    batches: inBatches(rows),
    skipped: () => 0,
    unknownKeys: () => ({ names: [...unknown].slice(0, MAX_COLUMNS), all: unknown.size <= MAX_COLUMNS }),
  };
}

async function* toRows(
  objects: AsyncIterable<ReadObject>,
  columns: ReadonlyMap<string, number>,
  unknown: Set<string>,
): AsyncGenerator<TableRow> {
  for await (const { line, object, problem } of objects) {
    const cells: (string | null)[] = new Array(columns.size).fill(null);
    if (problem !== null) {
      yield { line, cells, problem };
      continue;
    }
    let nulIn: string | null = null;
    for (const [key, value] of Object.entries(object ?? {})) {
      const column = columns.get(key);
      if (column === undefined) {
        // One above the most that are named says that there are more.
        if (unknown.size <= MAX_COLUMNS) unknown.add(key);
        continue;
      }
      const cell = jsonCell(value);
      cells[column] = cell;
      if (cell?.includes('\0')) nulIn = key;
    }
    yield nulIn === null ? { line, cells } : { line, cells, problem: `holds a NUL byte in "${nulIn}"` };
  }
}

import { cleanText } from '../domain/clean-text.ts';
import { flattenBatches } from './batches.ts';
import { MAX_COLUMNS, rejectTooManyColumns } from './headers.ts';
import { jsonCell } from './json-cell.ts';
import { peek } from './peek.ts';
import type { Rows, TableRow } from './rows.ts';

/** An object of a file. */
export interface ReadObject {
  /** First line of the object in the file, from 1. */
  readonly line: number;
  /** The object; null with a `problem`. */
  readonly object: Readonly<Record<string, unknown>> | null;
  readonly problem: string | null;
}

/** Makes rows of objects as they arrive; the headers are the keys of the first objects. */
export async function objectRows(
  objects: AsyncIterable<readonly ReadObject[]>,
  { lookedAt, name }: { lookedAt: number; name: string },
): Promise<Rows> {
  const { head, all } = await peek(objects, lookedAt, (batch) => batch.length);
  const columns = new Map<string, number>();
  for (const { object } of head.flat().slice(0, lookedAt)) {
    for (const key of Object.keys(object ?? {})) {
      if (!columns.has(key)) columns.set(key, columns.size);
    }
  }
  rejectTooManyColumns(columns.size, name);
  const unknown = new Map<string, number>();
  const batches = toRows(all, columns, unknown);
  return {
    headers: [...columns.keys()],
    batches,
    rows: flattenBatches(batches),
    skipped: () => 0,
    unknownKeys: () => [...unknown].map(([name, count]) => ({ name, count })),
  };
}

/** Makes rows of objects as they arrive; each new key becomes a header, and gets a cell in the rows from then on. */
export async function growingRows(
  objects: AsyncIterable<readonly ReadObject[]>,
  name: string,
): Promise<Rows> {
  const headers: string[] = [];
  const columns = new Map<string, number>();
  const grow = async function* () {
    for await (const batch of objects) {
      for (const { object } of batch)
        for (const key in object) {
          if (columns.has(key)) continue;
          columns.set(key, columns.size);
          headers.push(cleanText(key));
        }
      rejectTooManyColumns(columns.size, name);
      yield batch;
    }
  };
  const { all } = await peek(grow(), 1, (batch) => batch.length);
  const batches = toRows(all, columns, new Map());
  return {
    headers,
    batches,
    rows: flattenBatches(batches),
    skipped: () => 0,
    unknownKeys: () => [],
  };
}

async function* toRows(
  objects: AsyncIterable<readonly ReadObject[]>,
  columns: ReadonlyMap<string, number>,
  unknown: Map<string, number>,
): AsyncGenerator<readonly TableRow[]> {
  for await (const batch of objects) yield batch.map((object) => toRow(object, columns, unknown));
}

function toRow(
  { line, object, problem }: ReadObject,
  columns: ReadonlyMap<string, number>,
  unknown: Map<string, number>,
): TableRow {
  const cells: (string | null)[] = new Array(columns.size).fill(null);
  if (problem !== null) return { line, cells, problem };
  let nulIn: string | null = null;
  for (const key in object) {
    const value = object[key];
    const column = columns.get(key);
    if (column === undefined) {
      if (jsonCell(value)?.trim()) countKey(unknown, key);
      continue;
    }
    const cell = jsonCell(value);
    cells[column] = cell;
    if (cell?.includes('\0')) nulIn = key;
  }
  return nulIn === null ? { line, cells } : { line, cells, problem: `has a NUL byte in "${nulIn}"` };
}

/** What keys beyond the limit are counted under. */
const OTHER_KEYS = 'other keys';

function countKey(unknown: Map<string, number>, key: string): void {
  const name = unknown.has(key) || unknown.size < MAX_COLUMNS ? key : OTHER_KEYS;
  unknown.set(name, (unknown.get(name) ?? 0) + 1);
}

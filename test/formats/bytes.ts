import type { Encoding } from '../../src/formats/encoding.ts';
import type { TableRow } from '../../src/formats/rows.ts';
import { openTable, type TableOptions } from '../../src/formats/table.ts';

/** A stream of the bytes, in chunks of `size` bytes. */
export async function* streamOf(bytes: Uint8Array | string, size = 65_536): AsyncGenerator<Uint8Array> {
  const whole = typeof bytes === 'string' ? Buffer.from(bytes) : bytes;
  for (let at = 0; at < whole.length; at += size) yield whole.subarray(at, at + size);
}

export function encode(text: string, encoding: Encoding): Uint8Array {
  switch (encoding) {
    case 'utf-8':
      return Buffer.from(text, 'utf8');
    case 'utf-16le':
      return Buffer.from(text, 'utf16le');
    case 'utf-16be':
      return Buffer.from(text, 'utf16le').swap16();
    case 'windows-1252':
      return Buffer.from(text, 'latin1');
  }
}

export async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}

/** Opens a table and reads all of it. */
export async function readTable(bytes: Uint8Array | string, options: TableOptions = {}, size?: number) {
  const table = await openTable(streamOf(bytes, size), options);
  const rows: TableRow[] = await collect(table.rows);
  return { table, rows, cells: rows.map((row) => row.cells) };
}

import { jsonCell, parseElement } from './json-cell.ts';
import { elements, lines, type Source } from './json-split.ts';
import { lookAhead } from './look-ahead.ts';
import type { Rows, TableRow } from './table.ts';

/** Headers are the keys of this many first objects. */
const OBJECTS_LOOKED_AT = 100;

interface Element {
  readonly line: number;
  /** The object, or why there is none. */
  readonly object: Readonly<Record<string, unknown>> | null;
  readonly problem: string | null;
}

/**
 * Reads objects as they arrive: the elements of one array (or objects one after another) for `json`, one a line
 * for `jsonl`. Text that is no object is a row with a problem; an array that is never closed is a usage error.
 */
export async function readJson(
  text: AsyncIterable<string>,
  { format, name }: { format: 'json' | 'jsonl'; name: string },
): Promise<Rows> {
  const sources = format === 'jsonl' ? lines(text, name) : elements(text, name);
  const { head, all } = await lookAhead(parsed(sources), OBJECTS_LOOKED_AT, () => 1);
  const columns = new Map<string, number>();
  for (const { object } of head) {
    for (const key of Object.keys(object ?? {})) {
      if (!columns.has(key)) columns.set(key, columns.size);
    }
  }
  const unknown = new Set<string>();
  return {
    headers: [...columns.keys()],
    rows: toRows(all, columns, unknown),
    skipped: () => 0,
    unknownKeys: () => [...unknown],
  };
}

async function* parsed(sources: AsyncIterable<Source>): AsyncGenerator<Element> {
  for await (const { line, text } of sources) {
    try {
      const value = parseElement(text);
      if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
        yield { line, object: value as Record<string, unknown>, problem: null };
      } else {
        yield { line, object: null, problem: 'is not a JSON object' };
      }
    } catch {
      yield { line, object: null, problem: 'is not valid JSON' };
    }
  }
}

async function* toRows(
  elements: AsyncIterable<Element>,
  columns: ReadonlyMap<string, number>,
  unknown: Set<string>,
): AsyncGenerator<TableRow> {
  for await (const { line, object, problem } of elements) {
    const cells: (string | null)[] = new Array(columns.size).fill(null);
    if (problem !== null) {
      yield { line, cells, problem };
      continue;
    }
    let nulIn: string | null = null;
    for (const [key, value] of Object.entries(object ?? {})) {
      const column = columns.get(key);
      if (column === undefined) {
        unknown.add(key);
        continue;
      }
      const cell = jsonCell(value);
      cells[column] = cell;
      if (cell?.includes('\0')) nulIn = key;
    }
    yield nulIn === null ? { line, cells } : { line, cells, problem: `holds a NUL byte in "${nulIn}"` };
  }
}

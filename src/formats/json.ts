import { parseElement } from './json-cell.ts';
import { elements, lines, type Source } from './json-split.ts';
import { type ReadObject, rowsOfObjects } from './objects.ts';
import type { Rows } from './table.ts';

/** Headers are the keys of this many first objects. */
const OBJECTS_LOOKED_AT = 100;

/**
 * Reads objects as they arrive: the elements of one array (or objects one after another) for `json`, one a line
 * for `jsonl`. Text that is no object is a row with a problem; an array that is never closed is a usage error.
 */
export async function readJson(
  text: AsyncIterable<string>,
  { format, name }: { format: 'json' | 'jsonl'; name: string },
): Promise<Rows> {
  const sources = format === 'jsonl' ? lines(text, name) : elements(text, name);
  return rowsOfObjects(parsed(sources), { lookedAt: OBJECTS_LOOKED_AT, name });
}

async function* parsed(sources: AsyncIterable<Source>): AsyncGenerator<ReadObject> {
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

import { usage } from '../domain/errors.ts';
import { isObject } from '../domain/json-object.ts';
import { apiRecord } from './api-records.ts';
import { foldBulkLines } from './bulk-lines.ts';
import { withComments } from './comments.ts';
import { mayHoldConnections, withoutConnections } from './graphql.ts';
import { parseElement } from './json-cell.ts';
import { linesOfList, type SourceText, splitElements, splitLines } from './json-split.ts';
import { monicaRecords } from './monica.ts';
import { flattenObject, flattenRecord, listNames, wrappedRecords } from './nested-objects.ts';
import { growingRows, objectRows, type ReadObject } from './objects.ts';
import { plainRecord } from './odata.ts';
import type { Rows } from './rows.ts';
import { orderRecord } from './shop/rest-order.ts';

/** The first objects whose keys become headers. */
const SAMPLE_OBJECTS = 100;

/**
 * Reads objects as they arrive: for `json` the elements of one array (or objects in sequence), for `jsonl` one per
 * line. Text that is not an object becomes a row with a problem; an array that is not closed is a usage error.
 */
export async function readJson(
  text: AsyncIterable<string>,
  { format, name, isNested }: { format: 'json' | 'jsonl'; name: string; isNested: boolean },
): Promise<Rows> {
  const parts = format === 'jsonl' ? splitLines(text, name) : splitElements(text, name);
  const sources = isNested || format === 'json' ? parts : foldBulkLines(parts);
  if (isNested) return growingRows(unwrapObjects(sources, 'calls', name), name);
  return objectRows(unwrapObjects(sources, 'records', name), { lookedAt: SAMPLE_OBJECTS, name });
}

/** Makes rows of records as they arrive, with the values of objects in objects by their paths. */
export async function recordRows(objects: AsyncIterable<readonly ReadObject[]>, name: string): Promise<Rows> {
  const flat = async function* () {
    for await (const batch of objects)
      yield batch.map(({ object, ...each }) => ({ ...each, object: object && flatRecord(object) }));
  };
  return objectRows(flat(), { lookedAt: SAMPLE_OBJECTS, name });
}

/** A record without objects in it, in the columns that the program that wrote it otherwise exports. */
function flatRecord(object: Record<string, unknown>): Record<string, unknown> {
  return orderRecord(object) ?? flattenRecord(withComments(apiRecord(plainRecord(object))));
}

/** The records of lists that are wrapped in an object, and the values of objects in objects by their paths. */
async function* unwrapObjects(
  sources: AsyncIterable<readonly SourceText[]>,
  kind: 'calls' | 'records',
  name: string,
): AsyncGenerator<readonly ReadObject[]> {
  const flatten = kind === 'calls' ? flattenObject : flatRecord;
  for await (const batch of sources)
    yield batch.flatMap((source) => unwrapObject(source, { kind, flatten, name }));
}

function unwrapObject(
  source: SourceText,
  reading: {
    readonly kind: 'calls' | 'records';
    readonly flatten: typeof flattenRecord;
    readonly name: string;
  },
): readonly ReadObject[] {
  const { kind, flatten, name } = reading;
  const { line, object, problem } = parseObject(source);
  const ofMonica = object && kind === 'records' ? monicaRecords(object) : null;
  if (ofMonica) return ofMonica.map((record) => ({ line, object: record, problem: null }));
  const wrapped = object && wrappedRecords(object, kind);
  if (object && !wrapped && kind === 'records') requireOneList(object, name);
  if (!wrapped) return [{ line, object: object && flatten(object), problem }];
  const lines = linesOfList(source, wrapped.path, wrapped.records.length);
  return wrapped.records.map((record, at) => ({
    line: lines[at] ?? line,
    object: flatten(record),
    problem: null,
  }));
}

/** @throws usage error for an object of several lists, each of other records. */
function requireOneList(object: Record<string, unknown>, name: string): void {
  const lists = listNames(object);
  const [first] = lists;
  if (first === undefined || lists.length === 1) return;
  throw usage(`${name} has several lists: ${lists.join(', ')}`, { code: 'several-lists', name, first });
}

function parseObject({ line, text }: SourceText): ReadObject {
  try {
    const parsed = parseElement(text);
    const value = mayHoldConnections(text) ? withoutConnections(parsed) : parsed;
    if (isObject(value)) return { line, object: value, problem: null };
    return { line, object: null, problem: 'is not a JSON object' };
  } catch {
    return { line, object: null, problem: 'is not valid JSON' };
  }
}

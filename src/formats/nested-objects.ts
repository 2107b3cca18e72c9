import { isObject, type JsonObject } from '../domain/json-object.ts';
import { isAmount } from './json-cell.ts';

/** Keys under which services put the records that they list. */
const LIST_KEYS =
  /^(?:calls|records|data|results?|items|call_?logs?|call_?history|values?|rows|entries|list|logs|cdrs?|history|events?|activities|engagements|elements|objects|response|payload|body|content|hits|conversations)$/i;

/** Lists that an object has which is a record of its own by its keys, but which only wraps calls. */
const CALL_LIST_KEYS = /^(?:calls|call_?logs?|call_?history|cdrs?)$/i;

/** Keys of a call of its own, which may well have a list of others. */
const CALL_KEYS =
  /^(?:from|to|direction|call_?direction|started_?at|start_?time|timestamp|duration|sid|call_?id|uuid|number|phone\w*|external_number)$/i;

/** Keys of a person, company, deal, task or activity of its own. */
const RECORD_KEYS =
  /^(?:id|(?:full|first|last|given|family)?_?name|e?-?mail|phone|company|account|title|subject|amount|stage|due_date|notes?)$/i;

/** How deep objects are looked into. */
const MAX_DEPTH = 6;

/**
 * The records in an object that only wraps a list of them: `{"page": 0, "calls": [{…}]}`, `{"data": {"calls": [{…}]}}`.
 * Null for an object that is a record itself.
 */
export function wrappedRecords(
  object: JsonObject,
  kind: 'calls' | 'records',
  depth = 0,
): { readonly path: string; readonly records: readonly JsonObject[] } | null {
  const keys = kind === 'calls' ? CALL_KEYS : RECORD_KEYS;
  const isRecord = Object.keys(object).some((key) => keys.test(key));
  if (isRecord && kind === 'records') return null;
  for (const [key, value] of Object.entries(object)) {
    // Beside a list of calls, `from` and `to` are days.
    if (!(isRecord ? CALL_LIST_KEYS : LIST_KEYS).test(key)) continue;
    const isList = Array.isArray(value) && value.every(isObject);
    // An empty list is no reason to pass over what holds it.
    if (isList && (kind === 'calls' || value.length > 0)) return { path: key, records: value };
    const inner = isObject(value) && depth < MAX_DEPTH ? wrappedRecords(value, kind, depth + 1) : null;
    if (inner) return inner;
  }
  return kind === 'records' ? onlyList(object) : null;
}

/** The list of records that an object has one of, under whatever name: `{"users": [{…}], "count": 2}`. */
function onlyList(
  object: JsonObject,
): { readonly path: string; readonly records: readonly JsonObject[] } | null {
  const [list, ...others] = listsOf(object);
  return list && others.length === 0 ? { path: list[0], records: list[1] } : null;
}

/** The names of lists of records in an object that is no record itself: `{"tickets": [{…}], "users": [{…}]}`. */
export function listNames(object: JsonObject): string[] {
  const isRecord = Object.keys(object).some((key) => RECORD_KEYS.test(key));
  return isRecord ? [] : listsOf(object).map(([name]) => name);
}

function listsOf(object: JsonObject): [string, JsonObject[]][] {
  return Object.entries(object).filter(
    (entry): entry is [string, JsonObject[]] =>
      Array.isArray(entry[1]) &&
      entry[1].length > 0 &&
      entry[1].every((each) => isObject(each) && Object.keys(each).some((key) => RECORD_KEYS.test(key))),
  );
}

/**
 * A record without objects in it: `{"company": {"name": "Mill"}}` becomes `company.name`, and a list of objects becomes
 * lists of their values, such as `emails.value`. An amount with its currency stays as it is.
 */
export function flattenRecord(object: JsonObject): JsonObject {
  if (!Object.values(object).some(holdsObjects)) return object;
  const flat: Record<string, unknown> = {};
  addFields(flat, '', object, 0);
  return flat;
}

function addFields(flat: Record<string, unknown>, path: string, object: JsonObject, depth: number): void {
  for (const [key, value] of Object.entries(object)) {
    const name = path === '' ? key : `${path}.${key}`;
    if (depth === MAX_DEPTH || !holdsObjects(value)) addField(flat, name, value);
    else if (isObject(value)) addFields(flat, name, value, depth + 1);
    else
      for (const [inner, all] of valuesByKey(value as JsonObject[])) addField(flat, `${name}.${inner}`, all);
  }
}

/** Adds a value; beside `a: {b}` a key `a.b` keeps its own. */
function addField(flat: Record<string, unknown>, name: string, value: unknown): void {
  if (Object.hasOwn(flat, name)) addField(flat, `${name}.`, value);
  else addValue(flat, name, value);
}

/** The values of each key of the objects in a list. */
function valuesByKey(list: readonly JsonObject[]): Map<string, unknown[]> {
  const values = new Map<string, unknown[]>();
  for (const each of list)
    for (const [key, value] of Object.entries(each)) {
      if (value === null || value === '') continue;
      const known = values.get(key);
      if (known) known.push(value);
      else values.set(key, [value]);
    }
  return values;
}

/** Whether a value is an object with keys of its own, or a list of objects. */
function holdsObjects(value: unknown): boolean {
  if (Array.isArray(value)) return value.length > 0 && value.every(isObject);
  return isObject(value) && !isAmount(value);
}

/** An object without objects in it: `{"to": {"number": 1}}` becomes `to.number`; of lists the values are joined. */
export function flattenObject(object: JsonObject): Record<string, unknown> {
  const flat: Record<string, unknown> = {};
  addValues(flat, '', object, 0);
  return flat;
}

function addValues(flat: Record<string, unknown>, path: string, object: JsonObject, depth: number): void {
  for (const [key, value] of Object.entries(object)) {
    const name = path === '' ? key : `${path}.${key}`;
    if (isObject(value) && depth < MAX_DEPTH) addValues(flat, name, value, depth + 1);
    else if (Array.isArray(value) && value.length > 0 && value.every(isObject))
      addList(flat, name, value, depth);
    else if (!Array.isArray(value) || value.length > 0) addValue(flat, name, value);
  }
}

/** The values of each key of the objects in a list, joined. */
function addList(
  flat: Record<string, unknown>,
  name: string,
  list: readonly JsonObject[],
  depth: number,
): void {
  const values = new Map<string, string[]>();
  for (const each of list) {
    const inner: Record<string, unknown> = {};
    if (depth < MAX_DEPTH) addValues(inner, '', each, depth + 1);
    for (const [key, value] of Object.entries(inner)) {
      if (value === null || value === undefined || value === '') continue;
      const known = values.get(key) ?? [];
      values.set(key, known);
      known.push(String(value));
    }
  }
  for (const [key, all] of values) addValue(flat, `${name}.${key}`, all.join('; '));
}

function addValue(flat: Record<string, unknown>, name: string, value: unknown): void {
  Object.defineProperty(flat, name, { value, enumerable: true, writable: true, configurable: true });
}

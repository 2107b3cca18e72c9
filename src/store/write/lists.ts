import { usage } from '../../domain/errors.ts';
import type { Noun } from '../../domain/field.ts';
import { type NounDefinition, tagTable } from '../../nouns/definition.ts';
import {
  elementColumns,
  elementOf,
  type ListElement,
  type ListRows,
  readElements,
  rejectSelf,
} from '../../nouns/shared/list-rows.ts';
import type { JournaledTable } from '../change-journal.ts';
import { type RawRow, sql } from '../sql.ts';
import type { Tx } from '../tx.ts';
import { listedValue } from './picklist-values.ts';
import type { Values } from './values.ts';

/** Separators of tags in one text. */
const BETWEEN_TAGS = /[,;\n]/;

/** The stored form of a tag. Throws `usage` for a blank one, or one with a separator. */
export function checkTag(text: string): string {
  const tag = text.trim();
  if (tag === '') throw usage('a tag cannot be blank');
  if (BETWEEN_TAGS.test(tag)) throw usage(`"${tag}" is not a tag: commas and semicolons separate tags`);
  return tag;
}

/** Sets a record's tags; `hot, uk` is two tags. Ignores case. Returns whether anything changed. */
export async function writeTags(
  tx: Tx,
  noun: Noun,
  id: number,
  values: Values,
  fresh = false,
): Promise<boolean> {
  if (values.tags === undefined) return false;
  const table = tagTable(tx.nouns.get(noun)) as JournaledTable;
  const rows = fresh
    ? []
    : await sql<{ id: number; tag: string }>`
        select id, tag from ${sql.ref(table)} where ${sql.ref(`${noun}_id`)} = ${id}`.all(tx);
  const wanted = tagsWanted(values);
  const gone = rows.filter((row) => !wanted.has(row.tag.toLowerCase()));
  const kept = new Set(rows.map((row) => row.tag.toLowerCase()));
  const added = [...wanted].filter(([key]) => !kept.has(key));
  for (const row of gone) await tx.remove(table, row.id);
  for (const [, tag] of added) await tx.insertRow(table, { tag, [`${noun}_id`]: id });
  return gone.length + added.length > 0;
}

/** Gives a new record the tags of another one of its noun, which it follows from. */
export async function copyTags(tx: Tx, noun: Noun, from: number, to: number): Promise<void> {
  const table = tagTable(tx.nouns.get(noun)) as JournaledTable;
  const owner = `${noun}_id`;
  const rows = await sql<{ tag: string }>`
    select tag from ${sql.ref(table)} where ${sql.ref(owner)} = ${from} order by id`.all(tx);
  for (const { tag } of rows) await tx.insertRow(table, { tag, [owner]: to });
}

/** The tags in `values`, by their key. */
export function tagsWanted({ tags }: Values): Map<string, string> {
  const given = ((tags as readonly string[] | null | undefined) ?? []).flatMap((text) =>
    text.split(BETWEEN_TAGS),
  );
  const words = given.map((tag) => tag.trim()).filter((tag) => tag !== '');
  return new Map(words.map((tag) => [tag.toLowerCase(), tag]));
}

/** A row of a list as it is stored. */
interface StoredElement extends ListElement {
  readonly id: number;
}

/** Sets the lists of a record that `values` give: its further accounts, competitors … Returns whether anything changed. */
export async function writeLists(
  tx: Tx,
  definition: NounDefinition,
  id: number,
  values: Values,
  fresh: boolean,
): Promise<boolean> {
  const { noun, lists = [] } = definition;
  rejectSelf(definition, id, values);
  let changed = false;
  for (const list of lists)
    if (values[list.field] !== undefined)
      changed = (await writeList(tx, noun, list, id, values[list.field], fresh)) || changed;
  return changed;
}

async function writeList(
  tx: Tx,
  noun: Noun,
  list: ListRows,
  id: number,
  value: Values[string] | undefined,
  fresh: boolean,
): Promise<boolean> {
  const wanted: ListElement[] = [];
  for (const element of readElements(list, value)) wanted.push(await spelled(tx, list, element));
  const rows = fresh ? [] : await storedElements(tx, noun, list, id);
  const areSame = rows.every((row, at) => isSame(row, wanted[at]));
  if (rows.length === wanted.length && areSame) return false;
  const table = list.table as JournaledTable;
  for (const row of rows) await tx.remove(table, row.id);
  for (const [position, element] of wanted.entries())
    await tx.insert(table, { [`${noun}_id`]: id, ...elementColumns(list, element), position } as never);
  return true;
}

const isSame = (one: ListElement, other: ListElement | undefined) =>
  one.target === other?.target && one.said === other.said;

/** The element with its word as the list of values has it. */
async function spelled(tx: Tx, { picklist }: ListRows, element: ListElement): Promise<ListElement> {
  if (!picklist || element.said === null) return element;
  return { ...element, said: await listedValue(tx, picklist.name, element.said) };
}

/** The elements of a list of a record, in order. */
export async function storedElements(
  tx: Tx,
  noun: Noun,
  list: ListRows,
  id: number,
): Promise<StoredElement[]> {
  const rows = await sql<RawRow & { id: number }>`
    select * from ${sql.ref(list.table)} where ${sql.ref(`${noun}_id`)} = ${id} order by position, id`.all(
    tx,
  );
  return rows.map((row) => ({ id: row.id, ...elementOf(list, row) }));
}

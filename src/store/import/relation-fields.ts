import type { ErrorDetail } from '../../domain/error-details.ts';
import type { Field, Row, Value } from '../../domain/field.ts';
import type { NounDefinition } from '../../nouns/definition.ts';
import type { Nouns } from '../../nouns/nouns.ts';
import type { ListRows } from '../../nouns/shared/list-rows.ts';

/** A list of relations. */
export type RelationList = ListRows & { readonly target: NonNullable<ListRows['target']> };

/** The list of relations of a noun with that name. */
export function relationList({ lists = [] }: NounDefinition, name: string): RelationList | undefined {
  return lists.find((list): list is RelationList => list.field === name && list.target !== undefined);
}

/** Whether an import can create the record that this field names. */
export function isCreatable(nouns: Nouns, field: Field): boolean {
  const isRelation = isNamed(field) || field.type === 'list';
  return isRelation && (field.target === 'user' || nouns.find(field.target)?.fromName !== undefined);
}

/** Whether a field is a relation to a record or user that is looked up by name. */
export function isNamed({ type, target }: Field): boolean {
  return type === 'ref' && target !== 'pipeline' && target !== 'stage';
}

/** The error for a name or id without a record. */
export function notThere(field: Field, text: string, externalId: string | null = null): string {
  const noun = field.target ?? field.name.replace(/^other_|s$/g, '');
  const called = externalId === null || externalId === text ? '' : ` "${text}" and none`;
  return externalId === null
    ? `${field.name}: no ${noun} "${text}"`
    : `${field.name}: no ${noun}${called} with the id "${externalId}"`;
}

/** The way out of that error: an import can create most of such records. */
export function wayOut(nouns: Nouns, field: Field): readonly [ErrorDetail] | readonly [] {
  return isCreatable(nouns, field) ? [{ code: 'relation-not-there', relation: field.name }] : [];
}

/** The fields of a noun that name relations: they are replaced by numbers, pipeline and stage by a place. */
export function relationNames(
  { fields, lists = [] }: NounDefinition,
  declared: readonly Field[],
): ReadonlySet<string> {
  const names = lists.flatMap(({ field, ids, target }) => (target ? [field, ...(ids ? [ids] : [])] : []));
  for (const { name, type } of [...fields, ...declared]) if (type === 'ref') names.push(name, `${name}_id`);
  return new Set(names);
}

/** The values of a row that are not in `names`: the row itself if it has none of them. */
export function without(row: Readonly<Row>, names: ReadonlySet<string>): Readonly<Row> {
  let isWhole = true;
  for (const name in row) if (names.has(name)) isWhole = false;
  if (isWhole) return row;
  const left: Row = {};
  for (const name in row) if (!names.has(name)) left[name] = row[name] as Value;
  return left;
}

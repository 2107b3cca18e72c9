import { usage } from '../../domain/errors.ts';
import type { Field, Noun } from '../../domain/field.ts';
import { findNearest } from '../../domain/suggest.ts';
import { hasField, type NounDefinition } from '../../nouns/definition.ts';
import { phoneTextSql } from '../../nouns/shared/columns.ts';
import { sql } from '../sql.ts';
import type { Tx } from '../tx.ts';
import type { Values } from '../write/values.ts';

/** Field names, with the number of the record whose value to keep. */
export type FieldChoices = ReadonlyMap<string, number>;

/** Lists that are always merged. */
const MERGED_LIST_FIELDS = new Set([
  'other_emails',
  'other_phones',
  'email_labels',
  'phone_labels',
  'tags',
  'other_accounts',
  'related_contacts',
  'other_profiles',
  'other_contacts',
  'competitors',
  'splits',
  'team',
  'domains',
  'do_not_call',
  'do_not_email',
]);

/** Whether a merge puts the values of a field together, so that there is nothing to choose. */
export const isPutTogether = (name: string): boolean => MERGED_LIST_FIELDS.has(name);

/** Fields without a choice: other ids are remembered, and all merged deals are in one pipeline. */
const NEVER_CHOSEN = new Set(['external_id', 'pipeline']);

/** The first of several addresses, which are rows of their own. */
const FIRST_ADDRESS_FIELDS = ['email', 'phone'] as const;

/** Fields that are chosen together under one name. */
const CHOSEN_TOGETHER: Readonly<Record<string, readonly string[]>> = {
  address: ['street', 'city', 'region', 'postal_code', 'country'],
};

/** The field of a name on the command line. Throws `usage` for an unknown one, and for one without a choice. */
export function readFieldChoice(definition: NounDefinition, name: string, fields: readonly Field[]): string {
  const key = name.trim().toLowerCase().replaceAll('-', '_');
  if (key === 'address' && hasField(definition, 'street')) return key;
  if (MERGED_LIST_FIELDS.has(key)) throw usage(`${key} is always merged: there is nothing to choose`);
  const names = choosableFields(definition, fields);
  if (names.includes(key)) return key;
  const [near] = findNearest(key, names);
  throw usage(
    `${definition.plural} have no "${name}" to choose`,
    near ? `Did you mean "${near}"?` : `One of: ${names.join(', ')}`,
  );
}

/** The fields of which a merge can take the value of either record. */
export function choosableFields(definition: NounDefinition, fields: readonly Field[]): string[] {
  const names = fields
    .filter(
      ({ access, name }) => access === 'edit' && !MERGED_LIST_FIELDS.has(name) && !NEVER_CHOSEN.has(name),
    )
    .map(({ name }) => name);
  return definition.isPerson ? [...names, 'name'] : names;
}

/** The values to take from another record. Throws `usage` for a blank one. */
export function chosenValues(
  definition: NounDefinition,
  id: number,
  given: Values,
  choices: FieldChoices,
  fields: readonly Field[],
): Values {
  const values: Record<string, Values[string]> = {};
  for (const [name, from] of choices) {
    if (from !== id || FIRST_ADDRESS_FIELDS.some((first) => first === name)) continue;
    const columns = chosenTogether(definition, name)
      .map((part) => columnOf(part, fields))
      .filter((column) => (choices.get(column) ?? id) === id);
    if (columns.every((column) => given[column] === undefined))
      throw usage(`${definition.noun} ${id} has no ${name} to take`);
    for (const column of columns) values[column] = given[column] ?? null;
  }
  return values;
}

/** The fields that one name stands for. What depends on a status or stage goes with it: the reason, the day. */
function chosenTogether({ isPerson, merge }: NounDefinition, name: string): readonly string[] {
  if (isPerson && name === 'name') return ['first_name', 'last_name'];
  if (name === 'status' || name === 'stage') return merge?.().statusColumns ?? [name];
  return CHOSEN_TOGETHER[name] ?? [name];
}

function columnOf(name: string, fields: readonly Field[]): string {
  const field = fields.find((one) => one.name === name);
  return field?.type === 'ref' ? `${name}_id` : name;
}

/** The e-mail and phone of a record that are to come first, by table. Throws `usage` if it has none. */
export async function firstAddress(
  tx: Tx,
  noun: Noun,
  id: number,
  choices: FieldChoices,
): Promise<ReadonlyMap<Address, string>> {
  const first = new Map<Address, string>();
  for (const table of FIRST_ADDRESS_FIELDS) {
    if (choices.get(table) !== id) continue;
    const [row] = await addressesOf(tx, noun, id, table);
    if (!row) throw usage(`${noun} ${id} has no ${table} to take`);
    first.set(table, row.text);
  }
  return first;
}

/** Moves these addresses of a record to the front. */
export async function moveToFront(
  tx: Tx,
  noun: Noun,
  id: number,
  first: ReadonlyMap<Address, string>,
): Promise<void> {
  for (const [table, text] of first) {
    const rows = await addressesOf(tx, noun, id, table);
    const inOrder = [...rows.filter((row) => row.text === text), ...rows.filter((row) => row.text !== text)];
    for (const [position, row] of inOrder.entries()) await tx.update(table, row.id, { position });
  }
}

type Address = (typeof FIRST_ADDRESS_FIELDS)[number];

function addressesOf(
  tx: Tx,
  noun: Noun,
  id: number,
  table: Address,
): Promise<{ id: number; text: string }[]> {
  const text = table === 'email' ? sql`address_key` : sql.raw(phoneTextSql('phone'));
  return sql<{ id: number; text: string }>`
    select id, ${text} as text from ${sql.ref(table)} where ${sql.ref(`${noun}_id`)} = ${id} order by position`.all(
    tx,
  );
}

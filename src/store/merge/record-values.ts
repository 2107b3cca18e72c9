import type { Field, Noun, Value } from '../../domain/field.ts';
import { decimalText } from '../../domain/money.ts';
import { isOfPeople, type NounDefinition } from '../../nouns/definition.ts';
import type { RawRow } from '../sql.ts';
import { readTitles } from '../titles.ts';
import type { Tx } from '../tx.ts';
import type { Values } from '../write/values.ts';

/** Columns that are no values of their own, or that have their own merge rules. */
const EXCLUDED_COLUMNS: ReadonlySet<string> = new Set([
  'id',
  'external_source',
  'external_id',
  'created_at',
  'updated_at',
  'attempts',
  'last_attempt_at',
  'next_attempt_at',
  'converted_at',
  'currency',
]);

/** Fields that depend on a status or stage: they fill no blank of a record in another one. */
export const STATUS_DEPENDENT_FIELDS: ReadonlySet<string> = new Set([
  'status',
  'reason',
  'stage_id',
  'probability',
  'forecast',
  'closed_on',
  'lost_reason',
]);

/** Columns of the relations of a noun; a pipeline follows from the stage. The user comes first. */
function relationsOf({ owner, fields }: NounDefinition): string[] {
  const names = fields
    .filter(({ type, target }) => type === 'ref' && target !== 'pipeline')
    .map(({ name }) => name);
  return [...new Set([owner, ...names])].map((name) => `${name}_id`);
}

/** The values of a record, including custom fields, without blanks. */
export function valuesOf(definition: NounDefinition, row: RawRow, declared: readonly Field[]): Values {
  const relations = relationsOf(definition);
  const values: Record<string, Value> = {};
  const put = (name: string, value: Value | undefined) => {
    if (value !== null && value !== undefined && value !== '') values[name] = value;
  };
  for (const { name, type } of definition.fields) {
    if (EXCLUDED_COLUMNS.has(name) || (name.endsWith('_id') && !relations.includes(name))) continue;
    // The parts of the name identify a person.
    if (name === 'name' && isOfPeople(definition)) continue;
    if (type === 'bool') put(name, row[name] === 1 ? true : null);
    else if (type !== 'money') put(name, row[name]);
    else if (typeof row[`${name}_minor`] === 'number')
      put(name, { minor: row[`${name}_minor`] as number, currency: row.currency as string });
  }
  for (const name of relations) put(name, row[name]);
  const custom = JSON.parse(row.custom as string) as Record<string, Value>;
  for (const { name } of declared) put(name, custom[name]);
  return values;
}

/** A value for people, with relations by name. */
export async function describeValue(tx: Tx, name: string, value: Value): Promise<string> {
  if (typeof value === 'number' && name.endsWith('_id')) return describeRelation(tx, name, value);
  if (typeof value !== 'object' || value === null) return String(value);
  return 'minor' in value ? `${decimalText(value)} ${value.currency}` : value.join(', ');
}

async function describeRelation(tx: Tx, name: string, id: number): Promise<string> {
  if (name === 'owner_id' || name === 'stage_id') {
    const row = await tx.read(name === 'owner_id' ? 'user' : 'stage', id);
    return String(row?.name ?? id);
  }
  const noun: Noun = name === 'contact_id' ? 'contact' : 'account';
  const [named] = await readTitles(tx, noun, [id]);
  return `${noun} ${id}  ${named?.title ?? ''}`.trimEnd();
}

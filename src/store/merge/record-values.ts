import type { Field, Value } from '../../domain/field.ts';
import { decimalText } from '../../domain/money.ts';
import { recordText } from '../../domain/record-ref.ts';
import type { NounDefinition } from '../../nouns/definition.ts';
import type { RawRow } from '../sql.ts';
import { readTitles } from '../titles.ts';
import type { Tx } from '../tx.ts';
import type { Values } from '../write/values.ts';

/** Columns that are no values of their own. */
const EXCLUDED_COLUMNS: ReadonlySet<string> = new Set([
  'id',
  'external_source',
  'external_id',
  'created_at',
  'updated_at',
  'currency',
]);

/** Columns of the relations of a noun; a pipeline follows from the stage. The user comes first. */
function relationsOf({ owner, fields }: NounDefinition): string[] {
  const names = fields
    .filter(({ type, target }) => type === 'ref' && target !== 'pipeline')
    .map(({ name }) => name);
  return [...new Set([owner, ...names])].map((name) => `${name}_id`);
}

/** The relation whose number a field is; undefined for a field that is only called like one: `vat_id`. */
export function relationOf({ fields }: NounDefinition, name: string): Field | undefined {
  return fields.find((field) => field.type === 'ref' && `${field.name}_id` === name);
}

/** The values of a record, including custom fields, without blanks. */
export function valuesOf(definition: NounDefinition, row: RawRow, declared: readonly Field[]): Values {
  const relations = relationsOf(definition);
  const combined = definition.merge?.().combined ?? [];
  const values: Record<string, Value> = {};
  const put = (name: string, value: Value | undefined) => {
    if (value !== null && value !== undefined && value !== '') values[name] = value;
  };
  for (const { name, type, currencyColumn = 'currency' } of definition.fields) {
    if (
      EXCLUDED_COLUMNS.has(name) ||
      combined.includes(name) ||
      (relationOf(definition, name) && !relations.includes(name))
    )
      continue;
    // The parts of the name identify a person.
    if (name === 'name' && definition.isPerson) continue;
    if (type === 'bool') put(name, row[name] === 1 ? true : null);
    else if (type !== 'money') put(name, row[name]);
    else if (typeof row[`${name}_minor`] === 'number')
      put(name, { minor: row[`${name}_minor`] as number, currency: row[currencyColumn] as string });
  }
  for (const name of relations) put(name, row[name]);
  const custom = JSON.parse(row.custom as string) as Record<string, Value>;
  for (const { name } of declared) put(name, custom[name]);
  return values;
}

/** A value for people, with relations by name. */
export async function describeValue(
  tx: Tx,
  definition: NounDefinition,
  name: string,
  value: Value,
): Promise<string> {
  const relation = relationOf(definition, name);
  if (typeof value === 'number' && relation) return describeRelation(tx, relation.target, value);
  if (typeof value !== 'object' || value === null) return String(value);
  return 'minor' in value ? `${decimalText(value)} ${value.currency}` : value.join(', ');
}

async function describeRelation(tx: Tx, target: Field['target'], id: number): Promise<string> {
  const noun = tx.nouns.find(target)?.noun;
  if (!noun) return String((await tx.read(target as 'user' | 'stage', id))?.name ?? id);
  const [named] = await readTitles(tx, noun, [id]);
  return recordText({ noun, id, title: named?.title ?? '' }).trimEnd();
}

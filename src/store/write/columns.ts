import type { Field } from '../../domain/field.ts';
import { lazy } from '../../domain/lazy.ts';
import type { Money } from '../../domain/money.ts';
import type { NounDefinition } from '../../nouns/definition.ts';
import type { Bound, RawRow } from '../sql.ts';
import type { Values } from './values.ts';

/** Fields with values in their own tables. */
const ELSEWHERE: ReadonlySet<string> = new Set([
  'email',
  'other_emails',
  'phone',
  'other_phones',
  'email_labels',
  'phone_labels',
  'tags',
  'stage_since',
]);

/** The fields of each noun, by name. */
const fieldsByNoun = lazy(() => new WeakMap<NounDefinition, ReadonlyMap<string, Field>>());

function fieldsOf(definition: NounDefinition): ReadonlyMap<string, Field> {
  const all = fieldsByNoun();
  const known = all.get(definition) ?? new Map(definition.fields.map((field) => [field.name, field]));
  all.set(definition, known);
  return known;
}

/**
 * The columns of the noun's table for `values`. Custom fields go into `custom`, a JSON object based on `current`;
 * money becomes minor units and a currency.
 */
export function toColumns(
  spec: NounDefinition,
  custom: readonly Field[],
  values: Values,
  current: RawRow | null,
): RawRow {
  const columns: RawRow = {};
  const fields = fieldsOf(spec);
  let json: Record<string, unknown> | null = null;
  for (const name in values) {
    const value = values[name];
    if (value === undefined || ELSEWHERE.has(name)) continue;
    const field = fields.get(name);
    if (field?.type === 'list' && isOfRows(spec, name)) continue;
    const type = field?.type;
    const key = type === undefined && custom[0] ? customKey(custom, name) : null;
    if (key !== null) {
      json ??= current ? (JSON.parse(current.custom as string) as Record<string, unknown>) : {};
      if (value === null || (Array.isArray(value) && value.length === 0)) delete json[key];
      else json[key] = value;
    } else if (type === 'money') setMoney(columns, name, value as Money | null, field?.currencyColumn);
    else if (type === 'bool') columns[name] = value === true ? 1 : 0;
    else columns[name] = Array.isArray(value) ? value.join(';') : (value as Bound);
  }
  if (json) columns.custom = JSON.stringify(sorted(json));
  return columns;
}

/** Whether a list, or the numbers of what it names, is rows of a table. */
function isOfRows({ lists = [] }: NounDefinition, name: string): boolean {
  return lists.some(({ field, ids }) => field === name || ids === name);
}

/** The key of a custom field, which for a lookup is also that of its number; null if this is none. */
export function customKey(custom: readonly Field[], name: string): string | null {
  const field = custom.find((each) => each.name === name);
  if (field?.rules) return name;
  const relation = name.replace(/_id$/, '');
  if (custom.some((each) => each.name === relation && each.type === 'ref')) return relation;
  return field ? name : null;
}

/** Clearing an amount keeps the currency of the record, which is never unknown. */
function setMoney(columns: RawRow, name: string, value: Money | null, currencyColumn?: string): void {
  columns[`${name}_minor`] = (value?.minor ?? null) as Bound;
  if (value || currencyColumn) columns[currencyColumn ?? 'currency'] = value?.currency ?? null;
}

/** A canonical order of keys, so that equal values compare equal. */
function sorted(json: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(json).sort(([a], [b]) => (a < b ? -1 : 1)));
}

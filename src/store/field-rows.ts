import { type CustomField, fieldTypeOfCustom, isDerived, isFormula } from '../domain/custom-field.ts';
import type { Field, FieldType, Noun } from '../domain/field.ts';
import { nameColumn } from '../nouns/definition.ts';
import type { RowOf } from './schema.ts';
import { type Db, sql } from './sql.ts';

type FieldRow = RowOf<'field'>;

/** A custom field as it is stored, with the chance of winning from which a deal needs its value. */
export type StoredField = FieldRow & {
  readonly required_chance: number | null;
  /** For a lookup: the column that names the records of its noun. */
  readonly target_title: string | null;
};

/** The rows of the custom fields of a noun, in their order; of all nouns unless it is given. */
export async function fieldRows(db: Db, noun?: Noun): Promise<StoredField[]> {
  const where = noun === undefined ? sql`` : sql`where noun = ${noun}`;
  const rows = await sql<StoredField>`
    select *, (select min(stage.probability) from stage where stage.name = field.required_from) as required_chance,
      (select noun.title from noun where noun.name = field.target) as target_title
    from field ${where} order by position nulls last, name`.all(db);
  return rows.map((row) => {
    const target = db.nouns.find(row.target ?? undefined);
    return { ...row, target_title: row.target_title ?? (target ? nameColumn(target) : null) };
  });
}

/** A custom field that is stored, and for a lookup also that of the number. */
export function declaredFields(row: FieldRow & Partial<StoredField>): Field[] {
  const field = declaredField(row);
  if (row.type !== 'lookup') return [field];
  return [
    field,
    {
      name: `${row.name}_id`,
      type: 'integer',
      label: `${row.label} ID`,
      access: 'import',
      help: `the number of the ${row.label.toLowerCase()}`,
      custom: true,
    },
  ];
}

/** A custom field from its row. Unreadable choices mean none: any text is accepted then. */
export function declaredField(row: FieldRow & Partial<StoredField>): Field {
  const choices = readChoiceList(row.choices);
  const type = isFormula(row.type) ? ((row.result ?? 'text') as FieldType) : fieldTypeOfCustom(row.type);
  const target = row.type === 'user' ? 'user' : row.target;
  return {
    name: row.name,
    type,
    label: row.label,
    access: isDerived(row.type) ? 'computed' : 'edit',
    help: row.help ?? 'a custom field',
    custom: true,
    ...(choices === null ? {} : { choices }),
    ...(type === 'list' ? { element: 'text' as const } : {}),
    ...(target === null || type !== 'ref' ? {} : { target: target as Noun | 'user' }),
    ...(row.target_title ? { targetName: row.target_title } : {}),
    ...(row.past === 1 ? { past: true } : {}),
    rules: {
      type: row.type,
      isRequired: row.required === 1,
      requiredFrom: row.required_chance ?? null,
      isUnique: row.is_unique === 1,
      isIndexed: row.indexed === 1,
      isListed: row.listed === 1,
      defaultValue: row.default_value === null ? null : (JSON.parse(row.default_value) as unknown),
      convertTo: row.convert_to,
    },
  };
}

function readChoiceList(json: string | null): string[] | null {
  try {
    const choices: unknown = json === null ? null : JSON.parse(json);
    return Array.isArray(choices) && choices.every((choice) => typeof choice === 'string') ? choices : null;
  } catch {
    return null;
  }
}

/** Columns of a custom field. */
export function fieldColumns(field: CustomField) {
  const { name, label, type, choices, past, target, expression, result, help, defaultValue } = field;
  const { required, requiredFrom, unique, position, listed, indexed, convertTo } = field;
  return {
    name,
    label,
    type,
    choices: choices && JSON.stringify(choices),
    past: past ? 1 : 0,
    target: target ?? null,
    expression: expression ?? null,
    result: result ?? null,
    help: help ?? null,
    default_value: defaultValue === undefined || defaultValue === null ? null : JSON.stringify(defaultValue),
    required: required ? 1 : 0,
    required_from: requiredFrom ?? null,
    is_unique: unique ? 1 : 0,
    position: position ?? null,
    listed: listed ? 1 : 0,
    indexed: indexed ? 1 : 0,
    convert_to: convertTo ?? null,
  };
}

/** A stored row as the declaration that it came from. */
export function declarationOf(row: FieldRow): CustomField {
  return {
    name: row.name,
    label: row.label,
    type: row.type as CustomField['type'],
    choices: readChoiceList(row.choices),
    past: row.past === 1,
    target: row.target,
    expression: row.expression,
    result: row.result as FieldType | null,
    help: row.help,
    defaultValue: row.default_value === null ? null : JSON.parse(row.default_value),
    required: row.required === 1,
    requiredFrom: row.required_from,
    unique: row.is_unique === 1,
    position: row.position,
    listed: row.listed === 1,
    indexed: row.indexed === 1,
    convertTo: row.convert_to,
  };
}

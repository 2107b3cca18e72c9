import type { CustomField } from '../domain/custom-field.ts';
import type { Field, FieldType, Noun } from '../domain/field.ts';
import type { RowOf } from './schema.ts';
import { type Db, sql } from './sql.ts';
import type { Tx } from './tx.ts';

/** The custom fields of a noun, by name. */
export async function customFields(db: Db, noun: Noun): Promise<Field[]> {
  const query = sql<RowOf<'field'>>`select * from field where noun = ${noun} order by name`;
  const rows = await query.all(db);
  return rows.map(declaredField);
}

/** A custom field from its row. Unreadable choices mean none: any text is accepted then. */
export function declaredField(row: RowOf<'field'>): Field {
  const choices = readChoiceList(row.choices);
  return {
    name: row.name,
    type: row.type as FieldType,
    label: row.label,
    access: 'edit',
    help: 'a custom field',
    custom: true,
    ...(choices === null ? {} : { choices }),
    ...(row.past === 1 ? { past: true } : {}),
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

/** Adds a custom field to a noun; the name must be free (`customFieldName`). */
export async function declareField(tx: Tx, noun: Noun, field: CustomField): Promise<void> {
  const { choices, past, ...rest } = field;
  await tx.insert('field', {
    ...rest,
    noun,
    choices: choices && JSON.stringify(choices),
    past: past ? 1 : 0,
    created_at: tx.now,
    updated_at: tx.now,
  });
}

/** Number of records with a value in a custom field. */
export async function fieldUse(db: Db, noun: Noun, name: string): Promise<number> {
  return (await valued(db, noun, name)).length;
}

/** Removes a custom field and its values. */
export async function removeField(tx: Tx, noun: Noun, name: string): Promise<void> {
  for (const { id, custom } of await valued(tx, noun, name)) {
    const { [name]: _, ...rest } = JSON.parse(custom) as Record<string, unknown>;
    await tx.update(noun, id, { custom: JSON.stringify(rest) });
  }
  const field = await sql<{ id: number }>`
    select id from field where noun = ${noun} and name = ${name}`.one(tx);
  await tx.remove('field', field.id);
}

async function valued(db: Db, noun: Noun, name: string): Promise<{ id: number; custom: string }[]> {
  const rows = await sql<{ id: number; custom: string }>`
    select id, custom from ${sql.ref(noun)} 
    where ${(dialect) => dialect.jsonValue(sql`custom`, `$."${name}"`)} is not null`.all(db);
  return rows;
}

import type { Kysely } from 'kysely';
import type { Field, FieldType, Noun } from '../domain/field.ts';
import type { Schema } from './schema.ts';

/** The fields declared for a noun with `crm field add`, in order of name. */
export async function customFields(db: Kysely<Schema>, noun: Noun): Promise<Field[]> {
  const rows = await db.selectFrom('field').selectAll().where('noun', '=', noun).orderBy('name').execute();
  return rows.map((row) => ({
    name: row.name,
    type: row.type as FieldType,
    label: row.label,
    access: 'edit',
    help: 'a field of your own',
    custom: true,
    ...(row.choices === null ? {} : { choices: JSON.parse(row.choices) as string[] }),
  }));
}

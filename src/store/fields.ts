import { type CustomField, isFormula } from '../domain/custom-field.ts';
import type { Field, Noun } from '../domain/field.ts';
import { declaredFields, fieldColumns, fieldRows } from './field-rows.ts';
import { type Db, sql } from './sql.ts';
import type { Tx } from './tx.ts';

/** The custom fields of a noun, in their order. A lookup has a second one for the number of its record. */
export async function customFields(db: Db, noun: Noun): Promise<Field[]> {
  const rows = await fieldRows(db, noun);
  if (!rows.some(({ type }) => isFormula(type))) return rows.flatMap(declaredFields);
  const { readFormulas } = await import('./formulas.ts');
  const formulas = await readFormulas(db);
  return rows.flatMap((row) => (isFormula(row.type) ? [formulas.field(row)] : declaredFields(row)));
}

/** Adds a custom field to a noun; the name must be free (`customFieldName`). */
export async function declareField(tx: Tx, noun: Noun, field: CustomField): Promise<void> {
  await tx.insert('field', { ...fieldColumns(field), noun, created_at: tx.now, updated_at: tx.now });
}

/** Number of records with a value in a custom field. */
export async function fieldUse(db: Db, noun: Noun, name: string): Promise<number> {
  const rows = await sql<{ n: number }>`
    select count(*) as n from ${sql.ref(noun)} where ${storedValue(name)} is not null`.one(db);
  return rows.n;
}

const storedValue = (name: string) => sql`${(dialect) => dialect.jsonValue(sql`custom`, `$."${name}"`)}`;

/** Removes a custom field and its values. */
export async function removeField(tx: Tx, noun: Noun, name: string): Promise<void> {
  await rewriteValues(tx, noun, name, ({ [name]: _, ...rest }) => rest);
  const field = await sql<{ id: number }>`
    select id from field where noun = ${noun} and name = ${name}`.one(tx);
  await tx.remove('field', field.id);
}

type StoredValues = Readonly<Record<string, unknown>>;

/** Rewrites the custom values of all records that have one in this field; null leaves a record as it is. */
export async function rewriteValues(
  tx: Tx,
  noun: Noun,
  name: string,
  rewrite: (values: StoredValues, id: number) => StoredValues | null,
): Promise<number> {
  let changed = 0;
  for (const { id, custom } of await valued(tx, noun, name)) {
    const after = rewrite(JSON.parse(custom) as StoredValues, id);
    if (after === null) continue;
    const sorted = Object.entries(after).toSorted(([a], [b]) => (a < b ? -1 : 1));
    if (await tx.update(noun, id, { custom: JSON.stringify(Object.fromEntries(sorted)) })) changed++;
  }
  return changed;
}

/** The records with a value in a custom field, and all their custom values. */
export async function valued(db: Db, noun: Noun, name: string): Promise<{ id: number; custom: string }[]> {
  return sql<{ id: number; custom: string }>`
    select id, custom from ${sql.ref(noun)} where ${storedValue(name)} is not null order by id`.all(db);
}

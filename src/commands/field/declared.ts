import { notFound } from '../../domain/errors.ts';
import type { Field, Noun } from '../../domain/field.ts';
import { findNearest } from '../../domain/suggest.ts';
import { customFields } from '../../store/fields.ts';
import type { Store } from '../../store/store.ts';

/** The declared field of that name. Throws `not-found` with those there are. */
export async function declaredField(store: Store, noun: Noun, name: string): Promise<Field> {
  const fields = await customFields(store.db, noun);
  const found = fields.find((field) => field.name === name.trim().toLowerCase());
  if (found) return found;
  const names = fields.map((field) => field.name);
  const [near] = findNearest(name, names);
  const there = names.length > 0 ? `There are: ${names.join(', ')}` : 'None is declared: crm field list';
  throw notFound(`no field "${name}" is declared for ${noun}`, near ? `Did you mean "${near}"?` : there);
}

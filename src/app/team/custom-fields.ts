import { type CustomField, customFieldName, labelOf, readChoices } from '../../domain/custom-field.ts';
import { conflict, notFound, usage } from '../../domain/errors.ts';
import type { Field, Noun } from '../../domain/field.ts';
import { findNearest } from '../../domain/suggest.ts';
import { customFields, declareField, fieldUse, removeField } from '../../store/fields.ts';
import type { Deps } from '../deps.ts';

/** A custom field to add. */
export interface NewCustomField {
  readonly noun: Noun;
  readonly name: string;
  /** Default: made from the name. */
  readonly label?: string | undefined;
  readonly type: CustomField['type'];
  /** `gold,silver,bronze`, only for a choice. */
  readonly choices?: string | undefined;
  /** Only for a date: its days are in the past. */
  readonly past?: boolean | undefined;
}

/** Adds a custom field; returns its stored name. Throws `conflict` if the name exists. */
export async function addCustomField(
  { store }: Deps,
  { noun, name: text, label, type, choices, past }: NewCustomField,
): Promise<string> {
  if (choices !== undefined && type !== 'choice')
    throw usage(`a ${type} field has no choices`, { code: 'choices-of-no-choice' });
  if (past && type !== 'date') throw usage(`only a date field can be in the past, not a ${type} field`);
  const read = type === 'choice' ? readChoices(choices ?? '') : null;
  const { result: name } = await store.change(
    async (tx) => {
      const known = [...tx.nouns.get(noun).fields, ...(await customFields(tx, noun))];
      const free = customFieldName(text, known);
      await declareField(tx, noun, {
        name: free,
        label: label?.trim() || labelOf(free),
        type,
        choices: read,
        past,
      });
      return free;
    },
    (free) => `added the field ${free} to ${noun}`,
  );
  return name;
}

/** A custom field, and how many records have a value in it. */
interface CountedField {
  readonly noun: Noun;
  readonly field: Field;
  readonly used: number;
}

/** Lists the custom fields of these nouns. */
export async function listCustomFields(
  { store: { db } }: Deps,
  nouns: readonly Noun[],
): Promise<readonly CountedField[]> {
  const counted: CountedField[] = [];
  for (const noun of nouns)
    for (const field of await customFields(db, noun))
      counted.push({ noun, field, used: await fieldUse(db, noun, field.name) });
  return counted;
}

/** The custom field of that name. Throws `not-found` with the existing ones. */
export async function findCustomField({ store }: Deps, noun: Noun, name: string): Promise<Field> {
  const fields = await customFields(store.db, noun);
  const found = fields.find((field) => field.name === name.trim().toLowerCase());
  if (found) return found;
  const names = fields.map((field) => field.name);
  const [near = null] = findNearest(name, names);
  throw notFound(`unknown custom field "${name}" of ${noun}`, { code: 'no-custom-field', near, names });
}

/** A custom field to remove. */
export interface CustomFieldRemoval {
  readonly noun: Noun;
  readonly name: string;
  /** Also removes the values of records. */
  readonly withValues: boolean;
}

/**
 * Removes a custom field; returns how many records had a value. Throws `conflict` if some have one and `withValues`
 * is not set.
 */
export async function removeCustomField(
  { store }: Deps,
  { noun, name, withValues }: CustomFieldRemoval,
): Promise<{ readonly used: number }> {
  const { result: used } = await store.change(async (tx) => {
    const count = await fieldUse(tx, noun, name);
    if (count > 0 && !withValues) {
      const { plural } = tx.nouns.get(noun);
      throw conflict(`${count === 1 ? `1 ${noun} has` : `${count} ${plural} have`} a value in ${name}`, {
        code: 'field-in-use',
        noun,
        name,
      });
    }
    await removeField(tx, noun, name);
    return count;
  }, `removed the field ${name} of ${noun}`);
  return { used };
}

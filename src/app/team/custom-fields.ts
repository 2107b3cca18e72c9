import {
  type CustomField,
  customFieldName,
  hasChoices,
  isDerived,
  labelOf,
  readChoices,
} from '../../domain/custom-field.ts';
import { conflict, notFound, usage } from '../../domain/errors.ts';
import type { Field, Noun } from '../../domain/field.ts';
import { findNearest } from '../../domain/suggest.ts';
import { declarationOf, fieldRows } from '../../store/field-rows.ts';
import { customFields, declareField, fieldUse, removeField } from '../../store/fields.ts';
import { checkFormulas, formulasNaming } from '../../store/formulas.ts';
import type { Tx } from '../../store/tx.ts';
import type { Deps } from '../deps.ts';
import { checkSettings, type FieldSettings, readSettings } from './field-settings.ts';

/** A custom field to add. */
export interface NewCustomField extends FieldSettings {
  readonly noun: Noun;
  readonly name: string;
  readonly type: CustomField['type'];
  /** For a lookup: the noun it points to. */
  readonly target?: string | null | undefined;
  /** `gold,silver,bronze`, only for choices. */
  readonly choices?: string | undefined;
  /** Only for a date: its days are in the past. */
  readonly past?: boolean | undefined;
}

/** Adds a custom field; returns its stored name. Throws `conflict` if the name exists. */
export async function addCustomField(deps: Deps, input: NewCustomField): Promise<string> {
  const { result: name } = await deps.store.change(
    (tx) => addFieldIn(deps, tx, input),
    (free) => `added the field ${free} to ${input.noun}`,
  );
  return name;
}

/** The same as a part of a change. */
export async function addFieldIn(deps: Deps, tx: Tx, input: NewCustomField): Promise<string> {
  const { noun, name: text, type, target, choices, past, label } = input;
  if (choices !== undefined && !hasChoices(type))
    throw usage(`a ${type} field has no choices`, { code: 'choices-of-no-choice' });
  if (past && type !== 'date' && type !== 'datetime')
    throw usage(`only a date field can be in the past, not a ${type} field`);
  const read = hasChoices(type) ? readChoices(choices ?? '') : null;
  const known = [...tx.nouns.get(noun).fields, ...(await customFields(tx, noun))];
  const free = customFieldName(text, known);
  if (type === 'lookup') customFieldName(`${free}_id`, known);
  const plain: CustomField = {
    name: free,
    label: label?.trim() || labelOf(free),
    type,
    choices: read,
    past,
    target,
  };
  const field = { ...plain, ...(await readSettings(deps, tx, noun, plain, input)) };
  await checkSettings(tx, noun, field);
  await declareField(tx, noun, field);
  await checkFormulas(tx);
  return free;
}

/** A custom field, and how many records have a value in it. */
export interface CountedField {
  readonly noun: Noun;
  readonly declaration: CustomField;
  /** Null for values that follow from others. */
  readonly used: number | null;
}

/** Lists the custom fields of these nouns. */
export async function listCustomFields(
  { store: { db } }: Deps,
  nouns: readonly Noun[],
): Promise<readonly CountedField[]> {
  const counted: CountedField[] = [];
  for (const noun of nouns)
    for (const row of await fieldRows(db, noun)) {
      const declaration = declarationOf(row);
      const used = isDerived(row.type) ? null : await fieldUse(db, noun, row.name);
      counted.push({ noun, declaration, used });
    }
  return counted;
}

/** The custom field of that name. Throws `not-found` with the existing ones. */
export async function findCustomField({ store }: Deps, noun: Noun, name: string): Promise<Field> {
  const fields = (await customFields(store.db, noun)).filter(({ rules }) => rules);
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
 * is not set, or if a formula needs it.
 */
export async function removeCustomField(
  { store }: Deps,
  { noun, name, withValues }: CustomFieldRemoval,
): Promise<{ readonly used: number }> {
  const { result: used } = await store.change(async (tx) => {
    const [formula] = await formulasNaming(tx, noun, name);
    if (formula !== undefined)
      throw conflict(`the formula ${formula} names ${name}`, { code: 'formula-in-use' });
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

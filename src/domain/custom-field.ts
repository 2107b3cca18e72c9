import { conflict, usage } from './errors.ts';
import type { Field } from './field.ts';
import { findFields } from './filter/field-name.ts';

/** Types of custom fields. */
export const CUSTOM_TYPES = ['text', 'number', 'money', 'date', 'bool', 'choice'] as const;
type CustomType = (typeof CUSTOM_TYPES)[number];

/** A field that the team added to a noun. */
export interface CustomField {
  readonly name: string;
  readonly label: string;
  readonly type: CustomType;
  /** For `choice`. */
  readonly choices: readonly string[] | null;
  /** For `date`: whether its days are in the past, such as birthdays. */
  readonly past?: boolean | undefined;
}

/** Words with a meaning of their own in a filter. */
const RESERVED: ReadonlySet<string> = new Set(['and', 'or', 'not', 'in', 'is', 'empty', 'me', 'all']);
const NAME = /^[a-z][a-z0-9]*(?:_[a-z0-9]+)*$/;
const MAX_NAME_LENGTH = 40;

/**
 * The name for a new field next to the `known` ones. Throws `usage` for an invalid name, suggesting one, and
 * `conflict` for a name in use or one that already abbreviates another field.
 */
export function customFieldName(text: string, known: readonly Field[]): string {
  const name = text.trim();
  if (!NAME.test(name) || name.length > MAX_NAME_LENGTH) {
    const better = name
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '_')
      .replace(/^[_\d]+|_+$/g, '')
      .slice(0, MAX_NAME_LENGTH);
    throw usage(
      `"${name}" is not a valid name for a field`,
      `Use lower-case letters, digits and _${better ? `, for example ${better}` : ''}`,
    );
  }
  if (RESERVED.has(name))
    throw usage(`"${name}" has another meaning in filters`, `Use another name, such as my_${name}`);
  const [taken] = findFields(name, known);
  if (!taken) return name;
  throw conflict(
    taken.name === name ? `a field "${name}" exists` : `"${name}" is short for the field ${taken.name}`,
    { code: 'field-exists', name: taken.name, isCustom: taken.custom === true },
  );
}

/** Whether a stored name is a valid field name. */
export function isFieldName(name: string): boolean {
  return NAME.test(name) && name.length <= MAX_NAME_LENGTH;
}

/** A label for people: `budget_size` becomes `Budget size`. */
export function labelOf(name: string): string {
  return `${name[0]?.toUpperCase()}${name.slice(1)}`.replaceAll('_', ' ');
}

/** The values of a choice field, from `a,b,c`. Throws `usage` for none and for duplicates. */
export function readChoices(text: string): string[] {
  const choices = text
    .split(',')
    .map((choice) => choice.trim())
    .filter((choice) => choice !== '');
  if (choices.length === 0) throw usage('a choice field needs choices', { code: 'choices-missing' });
  const keys = choices.map((choice) => choice.toLowerCase());
  const twice = choices.find((_, at) => keys.indexOf(keys[at] as string) !== at);
  if (twice !== undefined) throw usage(`the choice "${twice}" is listed twice`);
  return choices;
}

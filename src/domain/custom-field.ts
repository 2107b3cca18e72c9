import { conflict, usage } from './errors.ts';
import type { Field, FieldType } from './field.ts';
import { findFields } from './filter/field-name.ts';
import { findNearest } from './suggest.ts';

/** Types of custom fields. A lookup is written with its noun: `lookup:account`. */
export const CUSTOM_TYPES = [
  'text',
  'longtext',
  'number',
  'percent',
  'money',
  'date',
  'datetime',
  'bool',
  'choice',
  'multichoice',
  'url',
  'email',
  'phone',
  'user',
  'lookup',
  'autonumber',
  'formula',
  'rollup',
] as const;
export type CustomType = (typeof CUSTOM_TYPES)[number];

/** A field that the team added to a noun. */
export interface CustomField {
  readonly name: string;
  readonly label: string;
  readonly type: CustomType;
  /** For `choice` and `multichoice`. */
  readonly choices: readonly string[] | null;
  /** For `date` and `datetime`: whether its days are in the past, such as birthdays. */
  readonly past?: boolean | undefined;
  /** For `lookup`: the noun it points to. */
  readonly target?: string | null | undefined;
  /** For `formula` and `rollup`. */
  readonly expression?: string | null | undefined;
  /** For `formula` and `rollup`: the type of their values. */
  readonly result?: FieldType | null | undefined;
  readonly help?: string | null | undefined;
  /** The value of new records, in its stored form. */
  readonly defaultValue?: unknown;
  readonly required?: boolean | undefined;
  /** The stage from which a deal needs a value. */
  readonly requiredFrom?: string | null | undefined;
  readonly unique?: boolean | undefined;
  /** Its place among the custom fields; those without one follow by name. */
  readonly position?: number | null | undefined;
  /** Whether lists on a terminal show it. */
  readonly listed?: boolean | undefined;
  readonly indexed?: boolean | undefined;
  /** Where a conversion takes its value: `opp.seats`. */
  readonly convertTo?: string | null | undefined;
}

/** The form in which values of a type are read, compared and shown. */
export function fieldTypeOfCustom(type: string): FieldType {
  switch (type) {
    case 'longtext':
      return 'text';
    case 'percent':
      return 'number';
    case 'multichoice':
      return 'list';
    case 'user':
    case 'lookup':
      return 'ref';
    case 'autonumber':
      return 'integer';
    default:
      return type as FieldType;
  }
}

/** Whether values follow from others, so that nobody can set them. */
export function isDerived(type: string): boolean {
  return type === 'autonumber' || isFormula(type);
}

export function isFormula(type: string): boolean {
  return type === 'formula' || type === 'rollup';
}

export function hasChoices(type: string): boolean {
  return type === 'choice' || type === 'multichoice';
}

/** A type as it is written, and the noun of a lookup. Throws `usage` for an unknown one. */
export function readCustomType(
  text: string,
  nouns: readonly string[],
): { readonly type: CustomType; readonly target: string | null } {
  const [name = '', target, more] = text.trim().toLowerCase().split(':');
  const type = CUSTOM_TYPES.find((known) => known === name);
  if (!type || more !== undefined || (target !== undefined && type !== 'lookup')) {
    const near = findNearest(name, CUSTOM_TYPES);
    throw usage(
      `unknown type "${text}"`,
      near.length > 0 && near[0] !== name
        ? `Did you mean "${near[0]}"?`
        : `One of: ${CUSTOM_TYPES.join(', ')}`,
    );
  }
  if (type !== 'lookup') return { type, target: null };
  if (target !== undefined && nouns.includes(target)) return { type, target };
  throw usage(
    target === undefined ? 'a lookup needs the noun it points to' : `there is no noun "${target}"`,
    `Write it as lookup:account. Nouns: ${nouns.join(', ')}`,
  );
}

/** Words with a meaning of their own in a filter. */
export const FILTER_WORDS: ReadonlySet<string> = new Set([
  'and',
  'or',
  'not',
  'in',
  'is',
  'empty',
  'me',
  'all',
  'has',
  'where',
  'via',
]);
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
  if (FILTER_WORDS.has(name))
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

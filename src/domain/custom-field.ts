import { conflict, usage } from './errors.ts';
import type { Field } from './field.ts';
import { fieldsNamed } from './filter/field-name.ts';

/** What a declared field can hold. */
export const CUSTOM_TYPES = ['text', 'number', 'money', 'date', 'bool', 'choice'] as const;
type CustomType = (typeof CUSTOM_TYPES)[number];

/** A field that a team declares for a noun. */
export interface CustomField {
  readonly name: string;
  readonly label: string;
  readonly type: CustomType;
  /** For `choice`. */
  readonly choices: readonly string[] | null;
}

/** Words that mean something else in a filter. */
const RESERVED: ReadonlySet<string> = new Set(['and', 'or', 'not', 'in', 'is', 'empty', 'me', 'all']);
const NAME = /^[a-z][a-z0-9]*(?:_[a-z0-9]+)*$/;
const LONGEST = 40;

/**
 * The name of a field to be declared beside the `known` ones. Throws `usage` for what is no name, offering one, and
 * `conflict` for a name that is taken or means another field already.
 */
export function customFieldName(text: string, known: readonly Field[]): string {
  const name = text.trim();
  if (!NAME.test(name) || name.length > LONGEST) {
    const better = name
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '_')
      .replace(/^[_\d]+|_+$/g, '')
      .slice(0, LONGEST);
    throw usage(
      `"${name}" cannot be the name of a field`,
      `Names are small letters, digits and _${better ? `, for instance ${better}` : ''}`,
    );
  }
  if (RESERVED.has(name)) throw usage(`"${name}" means something else in filters`, `Try my_${name}`);
  const [taken] = fieldsNamed(name, known);
  if (!taken) return name;
  throw conflict(
    taken.name === name
      ? `there is a field "${name}" already`
      : `"${name}" is short for the field ${taken.name}`,
    taken.custom ? 'See all: crm field list' : `Set it with an option or --set ${taken.name}=…`,
  );
}

/** Whether a stored name is one that a field can have. */
export function isFieldName(name: string): boolean {
  return NAME.test(name) && name.length <= LONGEST;
}

/** A label for people: `budget_size` is `Budget size`. */
export function labelOf(name: string): string {
  return `${name[0]?.toUpperCase()}${name.slice(1)}`.replaceAll('_', ' ');
}

/** The values of a choice field, as `a,b,c`. Throws `usage` when there are none or one comes twice. */
export function readChoices(text: string): string[] {
  const choices = text
    .split(',')
    .map((choice) => choice.trim())
    .filter((choice) => choice !== '');
  if (choices.length === 0) throw usage('a choice needs something to choose from: --choices low,high');
  const keys = choices.map((choice) => choice.toLowerCase());
  const twice = choices.find((_, at) => keys.indexOf(keys[at] as string) !== at);
  if (twice !== undefined) throw usage(`"${twice}" stands among the choices twice`);
  return choices;
}

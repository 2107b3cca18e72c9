import type { Field, FieldType } from '../../../src/domain/field.ts';

const field = (name: string, type: FieldType, more: Partial<Field> = {}): Field => ({
  name,
  type,
  label: name,
  access: 'edit',
  help: '',
  ...more,
});

/** One field of every type with its own filter rules. */
export const FIELDS: readonly Field[] = [
  field('name', 'text'),
  field('email', 'email'),
  field('status', 'choice', { choices: ['new', 'attempting', 'won'] }),
  field('industry', 'choice'),
  field('owner', 'ref', { target: 'user' }),
  field('account', 'ref', { target: 'account' }),
  field('tags', 'list', { element: 'text' }),
  field('probability', 'integer'),
  field('score', 'number'),
  field('do_not_call', 'bool'),
  field('amount', 'money'),
  field('close_date', 'date'),
  field('due_date', 'date'),
  field('due_at', 'datetime'),
  field('created_at', 'datetime'),
  field('duration', 'duration'),
];

export function fieldNamed(name: string): Field {
  const found = FIELDS.find((each) => each.name === name);
  if (!found) throw new Error(`no field ${name} in the test`);
  return found;
}

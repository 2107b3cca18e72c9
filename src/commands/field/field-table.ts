import type { CountedField } from '../../app/team/custom-fields.ts';
import type { CustomField } from '../../domain/custom-field.ts';
import type { Row } from '../../domain/field.ts';
import type { ListColumn } from '../listing.ts';

/** What lists say of custom fields. */
export const FIELD_COLUMNS: readonly ListColumn[] = [
  { name: 'noun', label: 'Noun', type: 'text', help: 'noun of the field' },
  { name: 'name', label: 'Name', type: 'text', help: 'name for --set and filters' },
  { name: 'label', label: 'Label', type: 'text', help: 'label for people' },
  { name: 'type', label: 'Type', type: 'text', help: 'type of the values' },
  { name: 'choices', label: 'Choices', type: 'list', help: 'allowed values' },
  { name: 'rules', label: 'Rules', type: 'list', help: 'required, unique, in lists, index …' },
  { name: 'formula', label: 'Formula', type: 'text', help: 'how it is computed' },
  { name: 'used', label: 'Used', type: 'integer', help: 'number of records with a value' },
];

/** A custom field as a row of such a list. */
export function fieldRow({ noun, declaration, used }: CountedField): Row {
  const { name, label, choices, past, expression, ...more } = declaration;
  return {
    id: name,
    noun,
    name,
    label,
    type: `${past ? 'past ' : ''}${more.type}${more.target ? `:${more.target}` : ''}`,
    choices: choices ?? null,
    rules: rulesOf(more),
    formula: expression ?? null,
    used,
  };
}

/** What a team has decided about a field, in words. */
function rulesOf(field: Omit<CustomField, 'name' | 'label' | 'choices'>): string[] | null {
  const rules = [
    field.required ? 'required' : '',
    field.requiredFrom ? `required from ${field.requiredFrom}` : '',
    field.unique ? 'unique' : '',
    field.listed ? 'in lists' : '',
    field.indexed ? 'index' : '',
    field.convertTo ? `converts to ${field.convertTo}` : '',
    field.defaultValue === null ? '' : 'has a default',
  ].filter((rule) => rule !== '');
  return rules.length === 0 ? null : rules;
}

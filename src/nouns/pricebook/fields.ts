import type { Field } from '../../domain/field.ts';
import { EXTERNAL, ID, NOTES, OWNER, TAGS, TIMESTAMPS } from '../shared/common-fields.ts';
import { VALID } from '../shared/valid-days.ts';

/** Fields in export order. */
export const pricebookFields = (): readonly Field[] => [
  ID,
  {
    name: 'name',
    type: 'text',
    label: 'Name',
    access: 'edit',
    help: 'what it is called: EMEA, resellers',
    synonyms: ['price book', 'pricebook', 'price book name', 'price list', 'price list name', 'title'],
  },
  {
    name: 'currency',
    type: 'text',
    form: 'currency',
    label: 'Currency',
    access: 'edit',
    help: 'ISO 4217 code of prices that are typed without one',
    synonyms: ['currency code', 'currency iso code'],
  },
  {
    name: 'active',
    type: 'bool',
    label: 'Active',
    access: 'edit',
    help: 'it is still used',
    synonyms: ['is active', 'price book active'],
  },
  ...VALID('the book holds'),
  OWNER,
  TAGS,
  NOTES,
  ...EXTERNAL,
  ...TIMESTAMPS,
];

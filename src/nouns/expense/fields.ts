import type { Field } from '../../domain/field.ts';
import { EXTERNAL, ID, NOTES, OWNER, relation, TAGS, TIMESTAMPS } from '../shared/common-fields.ts';
import { text } from '../shared/text-field.ts';

/** Fields in export order. */
export const expenseFields = (): readonly Field[] => [
  ID,
  text('name', 'Name', 'what was paid for; default: its kind', [
    'expense',
    'expense name',
    'subject',
    'title',
    'purpose',
  ]),
  text('kind', 'Kind', 'what sort of cost: travel, material, commission …', [
    'type',
    'expense type',
    'category',
  ]),
  {
    name: 'amount',
    type: 'money',
    label: 'Amount',
    access: 'edit',
    help: 'what was paid; what came back is negative',
    synonyms: ['total', 'cost', 'total amount', 'price'],
  },
  {
    name: 'currency',
    type: 'text',
    form: 'currency',
    label: 'Currency',
    access: 'import',
    help: 'ISO 4217 code of the amount',
    synonyms: ['currency code', 'currency iso code'],
  },
  {
    name: 'spent_on',
    type: 'date',
    past: true,
    label: 'Spent on',
    access: 'edit',
    help: 'when it was paid; default: today',
    synonyms: ['date', 'expense date', 'paid on', 'transaction date'],
  },
  ...relation('opp', 'Opportunity', 'opp', 'the deal that it was for', [
    'opportunity name',
    'deal',
    'deal name',
  ]),
  ...relation('campaign', 'Campaign', 'campaign', 'the campaign that it was for', ['campaign name']),
  OWNER,
  TAGS,
  NOTES,
  ...EXTERNAL,
  ...TIMESTAMPS,
];

import type { Field } from '../../domain/field.ts';
import { EXTERNAL, ID, NOTES, OWNER, relation, TAGS, TIMESTAMPS } from '../shared/common-fields.ts';
import { text } from '../shared/text-field.ts';

/** Fields in export order. */
export const campaignFields = (): readonly Field[] => [
  ID,
  {
    name: 'name',
    type: 'text',
    label: 'Name',
    access: 'edit',
    help: 'what it is called; leads and deals name it in their field campaign',
    synonyms: ['campaign', 'campaign name', 'title'],
  },
  {
    ...text('type', 'Type', 'mailing, event, webinar …', ['campaign type', 'kind', 'channel']),
    picklist: 'campaign-type',
  },
  {
    name: 'status',
    type: 'choice',
    choices: ['planned', 'active', 'done'],
    valueSynonyms: {
      planned: ['planning', 'scheduled', 'draft', 'not started'],
      active: ['in progress', 'running', 'started', 'live'],
      done: ['completed', 'complete', 'finished', 'ended', 'aborted', 'inactive', 'cancelled', 'canceled'],
    },
    label: 'Status',
    access: 'edit',
    help: 'planned, active or done',
    synonyms: ['campaign status', 'state'],
  },
  {
    name: 'starts_on',
    type: 'date',
    label: 'Starts on',
    access: 'edit',
    help: 'its first day',
    synonyms: ['start', 'start date', 'date'],
  },
  {
    name: 'ends_on',
    type: 'date',
    label: 'Ends on',
    access: 'edit',
    help: 'its last day',
    synonyms: ['end', 'end date'],
  },
  {
    name: 'cost',
    type: 'money',
    label: 'Cost',
    access: 'edit',
    help: 'what it has cost',
    synonyms: ['actual cost', 'actual cost in campaign', 'spend', 'total cost'],
  },
  {
    name: 'currency',
    type: 'text',
    form: 'currency',
    label: 'Currency',
    access: 'import',
    help: 'ISO 4217 code of the cost',
    synonyms: ['currency code', 'currency iso code'],
  },
  {
    name: 'budget',
    type: 'money',
    currencyColumn: 'budget_currency',
    label: 'Budget',
    access: 'edit',
    help: 'what it may cost',
    synonyms: ['budgeted cost', 'budgeted cost in campaign', 'planned cost'],
  },
  ...relation('parent', 'Parent', 'campaign', 'the campaign that it is part of', [
    'parent campaign',
    'parent name',
  ]),
  OWNER,
  TAGS,
  NOTES,
  ...EXTERNAL,
  ...TIMESTAMPS,
];

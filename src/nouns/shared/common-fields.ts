import type { Field } from '../../domain/field.ts';
import { text } from './text-field.ts';

export const ID: Field = {
  name: 'id',
  type: 'integer',
  label: 'ID',
  access: 'import',
  help: 'number of the record',
};

export const OWNER: Field = {
  name: 'owner',
  type: 'ref',
  target: 'user',
  label: 'Owner',
  access: 'edit',
  help: 'user it belongs to',
  synonyms: [
    'assigned to',
    'sales rep',
    'lead owner',
    'account owner',
    'contact owner',
    'opportunity owner',
    'deal owner',
    'record owner',
    'sales agent',
    'rep',
  ],
};

export const TAGS: Field = {
  name: 'tags',
  type: 'list',
  element: 'text',
  label: 'Tags',
  access: 'edit',
  help: 'your own keywords',
  synonyms: ['tag', 'labels', 'label'],
};

export const NOTES: Field = text('notes', 'Notes', 'free text', [
  'note',
  'description',
  'comments',
  'comment',
  'background',
  'memo',
]);

export const SOURCE: Field = {
  ...text('source', 'Source', 'where it came from', [
    'lead source',
    'leadsource',
    'original source',
    'original traffic source',
    'account source',
    'source origin',
  ]),
  picklist: 'source',
};

export const CAMPAIGN: Field = text('campaign', 'Campaign', 'campaign that it came from', [
  'source campaign',
  'primary campaign source',
  'campaign name',
]);

export const INDUSTRY: Field = {
  ...text('industry', 'Industry', 'industry', ['sector', 'vertical']),
  picklist: 'industry',
};

export const SALUTATION: Field = {
  ...text('salutation', 'Salutation', 'how the person is addressed: Ms, Dr …', [
    'name prefix',
    'prefix',
    'honorific',
    'anrede',
  ]),
  picklist: 'salutation',
};

export const LANGUAGE: Field = text('language', 'Language', 'language of the person', [
  'preferred language',
  'language preference',
  'sprache',
]);

export const EMPLOYEES: Field = {
  name: 'employees',
  type: 'integer',
  range: [0, Number.POSITIVE_INFINITY],
  label: 'Employees',
  access: 'edit',
  help: 'number of employees',
  synonyms: [
    'number of employees',
    'numberofemployees',
    'no. of employees',
    'employee count',
    '# employees',
    'headcount',
    'size',
  ],
};

export const REVENUE: Field = {
  name: 'revenue',
  type: 'money',
  currencyColumn: 'revenue_currency',
  label: 'Revenue',
  access: 'edit',
  help: 'revenue of a year',
  synonyms: ['annual revenue', 'annualrevenue', 'yearly revenue', 'turnover'],
};

export const PERSON: readonly Field[] = [
  {
    ...text('first_name', 'First name', 'given name', ['firstname', 'given name', 'forename']),
    continuedBy: {
      headers: ['middle name', 'middle names', 'additional name', 'отчество', 'по батькові'],
      separator: ' ',
    },
  },
  text('last_name', 'Last name', 'family name', ['lastname', 'surname', 'family name']),
];

export const JOB_TITLE: Field = text('title', 'Title', 'what the person does', [
  'job title',
  'jobtitle',
  'position',
  'role',
]);

const flag = (name: string, label: string, help: string, synonyms: readonly string[]): Field => ({
  name,
  type: 'bool',
  label,
  access: 'edit',
  help,
  synonyms,
});

export const DO_NOT: readonly Field[] = [
  flag('do_not_call', 'Do not call', 'never dial this person', ['donotcall', 'dnc', 'no call']),
  flag('do_not_email', 'Do not email', 'never write to this person', [
    'hasoptedoutofemail',
    'email opt out',
    'unsubscribed from all email',
    'opt out',
    'unsubscribed',
  ]),
];

export const EXTERNAL: readonly Field[] = [
  {
    name: 'external_source',
    type: 'text',
    label: 'External source',
    access: 'import',
    help: 'the system that the external id is from',
  },
  {
    name: 'external_id',
    type: 'text',
    label: 'External ID',
    access: 'edit',
    help: 'its id in another system, for repeatable imports',
    synonyms: ['record id', 'internal id', 'crm id', 'guid'],
  },
];

export const TIMESTAMPS: readonly Field[] = [
  {
    name: 'created_at',
    type: 'datetime',
    past: true,
    label: 'Created',
    access: 'import',
    help: 'when it was created',
    synonyms: [
      'created',
      'created date',
      'create date',
      'created time',
      'date created',
      'created on',
      'createddate',
    ],
  },
  {
    name: 'updated_at',
    type: 'datetime',
    past: true,
    label: 'Updated',
    access: 'import',
    help: 'when it was last changed',
  },
];

/** How often a price is paid. */
export const RECURRING: Field = {
  name: 'recurring',
  type: 'choice',
  choices: ['month', 'year'],
  valueSynonyms: {
    month: ['monthly', 'per month', 'mo'],
    year: ['yearly', 'annual', 'annually', 'per year', 'yr'],
  },
  takesSynonyms: true,
  label: 'Recurring',
  access: 'edit',
  help: 'paid each month or year; blank for once',
  synonyms: ['billing period', 'billing frequency', 'billing cycle', 'recurring billing frequency'],
};

/** A relation: the name for people and, beside it, the exact number. */
export function relation(
  name: string,
  label: string,
  target: NonNullable<Field['target']>,
  help: string,
  synonyms: readonly string[] = [],
): readonly Field[] {
  return [
    { name, type: 'ref', target, label, access: 'edit', help, synonyms },
    {
      name: `${name}_id`,
      type: 'integer',
      label: `${label} ID`,
      access: 'import',
      help: `the number of the ${label.toLowerCase()}`,
    },
  ];
}

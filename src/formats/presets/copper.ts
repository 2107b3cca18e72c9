import { droppedColumns, forEachHeader, type Layout, link, type Preset } from './preset.ts';

/** Numbers of further values of one kind: `Email 2`. */
const NUMBERS = ['', ' 2', ' 3', ' 4', ' 5', ' 6'];

const numbered = (header: string) => NUMBERS.map((number) => `${header}${number}`);

const BASE = {
  'Copper ID': 'external_id',
  ...forEachHeader(['Owned By', 'Owner'], 'owner'),
  ...forEachHeader(['Tags', 'Tag'], 'tags'),
  Details: 'notes',
  ...forEachHeader(['Created At', 'Date Created'], 'created_at'),
  ...droppedColumns(
    'Copper URL|Owner Id|Updated At|Date Modified|Inactive Days|Interaction Count|Last Contacted|Last Status At|' +
      'Days in Stage|Last Stage At|Lead Created At',
  ),
};

const ADDRESS = {
  Street: 'street',
  City: 'city',
  State: 'region',
  'Postal Code': 'postal_code',
  Country: 'country',
};

const EMAILS = forEachHeader(['Work Email', 'Personal Email', ...numbered('Email')], 'email');
const PHONES = forEachHeader(
  ['Phone', 'Work Phone', 'Mobile Phone', 'Home Phone', ...numbered('Phone Number')],
  'phone',
);

const PERSON = {
  ...BASE,
  ...ADDRESS,
  ...EMAILS,
  ...PHONES,
  ...forEachHeader(['First Name', 'Middle Name'], 'first_name'),
  'Last Name': 'last_name',
  Title: 'title',
  Prefix: 'salutation',
};

const NOTED = {
  Suffix: 'Suffix',
  Facebook: 'Facebook',
  'Personal Website': 'Website',
  ...forEachHeader(numbered('Social'), 'Social'),
};

const PERSON_LAYOUT: Layout = {
  subject: 'contact',
  signatures: [
    ['Copper ID', 'First Name', 'Last Name'],
    ['Work Email', 'Personal Email', 'Owned By'],
  ],
  files: ['people'],
  columns: { ...PERSON, Company: 'account', LinkedIn: 'linkedin', 'Contact Type': 'tags' },
  links: { 'Company Id': link('account') },
  continued: { 'Middle Name': ' ' },
  noted: { ...NOTED, 'Work Website': 'Website', ...forEachHeader(numbered('Website'), 'Website') },
};

const LEAD: Layout = {
  subject: 'lead',
  signatures: [
    ['Copper ID', 'Lead Status'],
    ['Copper ID', 'Converted At'],
    ['Copper ID', 'Converted Contact Id'],
  ],
  files: ['leads'],
  columns: {
    ...PERSON,
    ...forEachHeader(['Company', 'Account'], 'company'),
    ...forEachHeader(['Lead Status', 'Status'], 'status'),
    Source: 'source',
    'Work Website': 'website',
    'Converted At': 'converted_at',
  },
  links: {
    'Converted Contact Id': link('contact'),
    'Converted Opportunity Id': link('opp'),
  },
  continued: { 'Middle Name': ' ' },
  noted: { ...NOTED, LinkedIn: 'LinkedIn', Value: 'Value', ...forEachHeader(numbered('Website'), 'Website') },
  words: { status: { open: 'new', unqualified: 'disqualified', junk: 'disqualified' } },
};

const COMPANY: Layout = {
  subject: 'account',
  signatures: [
    ['Copper ID', 'Name', 'Email Domain'],
    ['Name', 'Email Domain', 'Owned By'],
  ],
  files: ['companies'],
  columns: {
    ...BASE,
    ...ADDRESS,
    ...EMAILS,
    ...PHONES,
    Name: 'name',
    ...forEachHeader(['Work Website', ...numbered('Website'), 'Email Domain'], 'website'),
    Industry: 'industry',
    Employees: 'employees',
    'Contact Type': 'kind',
  },
  words: {
    kind: {
      'current customer': 'customer',
      'potential customer': 'prospect',
      uncategorized: '',
      other: 'other',
    },
  },
  noted: { LinkedIn: 'LinkedIn', Facebook: 'Facebook', ...forEachHeader(numbered('Social'), 'Social') },
};

const OPPORTUNITY: Layout = {
  subject: 'opp',
  signatures: [
    ['Copper ID', 'Name', 'Stage'],
    ['Copper ID', 'Win Probability'],
    ['Primary Person Contact', 'Pipeline', 'Stage'],
  ],
  files: ['opportunities'],
  columns: {
    ...BASE,
    Name: 'name',
    Company: 'account',
    ...forEachHeader(['Primary Person Contact', 'Primary Contact'], 'contact'),
    ...forEachHeader(['Status', 'Stage'], 'stage'),
    Pipeline: 'pipeline',
    'Close Date': 'close_date',
    'Completed Date': 'closed_on',
    Value: 'amount',
    Currency: 'currency',
    'Win Probability': 'probability',
    Source: 'source',
    'Loss Reason': 'lost_reason',
  },
  links: {
    'Company Id': link('account'),
    ...forEachHeader(['Primary Contact ID', 'Primary Person Contact Id'], link('contact')),
  },
  noted: { Priority: 'Priority' },
  words: {
    stage: {
      'first meeting': 'qualification',
      'partner meeting': 'qualification',
      qualified: 'qualification',
      'follow-up': 'qualification',
      presentation: 'proposal',
      'contract sent': 'negotiation',
    },
  },
  columnWords: {
    // A won or lost one keeps its stage, so the outcome takes precedence.
    Status: { open: '', won: 'closed won', lost: 'closed lost', abandoned: 'closed lost' },
    Pipeline: { sales: '', 'sales pipeline': '', 'business development': '' },
  },
};

const TASK: Layout = {
  subject: 'task',
  signatures: [['Copper ID', 'Name', 'Due Date']],
  files: ['tasks'],
  columns: {
    ...BASE,
    ...forEachHeader(['Tags', 'Tag'], '-'),
    Name: 'subject',
    Status: 'status',
    Priority: 'priority',
    'Due Date': 'due_date',
    'Completed Date': 'done_at',
    'Activity Type': 'kind',
  },
  words: {
    status: { completed: 'done' },
    priority: { none: 'normal' },
    kind: { 'to do': 'todo', 'phone call': 'callback', call: 'callback' },
  },
};

/** A list has named columns, the export of everything a column beside each value with its type. */
export const COPPER: Preset = {
  name: 'copper',
  label: 'Copper',
  proven: 'headers',
  layouts: [PERSON_LAYOUT, LEAD, COMPANY, OPPORTUNITY, TASK],
  noise: /^(?:Email|Phone Number|Social|Website)(?: \d)? Type$/i,
};

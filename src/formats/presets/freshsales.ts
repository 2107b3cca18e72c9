import { droppedColumns, forEachHeader, type Layout, link, type Preset, sameLabels } from './preset.ts';

const BASE = {
  ...forEachHeader(['Record ID', 'Id', 'ID'], 'external_id'),
  ...forEachHeader(['Sales owner', 'Owner'], 'owner'),
  Tags: 'tags',
  'Created at': 'created_at',
  ...droppedColumns(
    'Updated at|Created by|Updated by|Last contacted time|Last contacted mode|Last activity type|Last activity date',
  ),
};

const ADDRESS = {
  Address: 'street',
  City: 'city',
  State: 'region',
  ...forEachHeader(['Zipcode', 'Zip code'], 'postal_code'),
  Country: 'country',
};

const CONTACT: Layout = {
  subject: 'contact',
  signatures: [
    ['First name', 'Last name', 'Sales owner'],
    ['First name', 'Email', 'Contact status'],
    ['First name', 'Sales account'],
    ['First name', 'Work number', 'Lifecycle stage'],
  ],
  columns: {
    ...BASE,
    ...ADDRESS,
    'First name': 'first_name',
    'Last name': 'last_name',
    ...forEachHeader(['Email', 'Emails'], 'email'),
    ...forEachHeader(
      ['Work number', 'Work', 'Mobile number', 'Mobile', 'Other phone numbers', 'Other phone number'],
      'phone',
    ),
    'Job title': 'title',
    Department: 'department',
    ...forEachHeader(['Account name', 'Sales account', 'Account', 'Accounts', 'Sales accounts'], 'account'),
    Source: 'source',
    LinkedIn: 'linkedin',
    'Time zone': 'timezone',
    'Do not disturb': 'do_not_call',
  },
  links: { ...forEachHeader(['Account ID', 'Sales account ID'], link('account')) },
  noted: {
    'Account website': 'Website',
    'Lifecycle stage': 'Lifecycle stage',
    ...forEachHeader(['Contact status', 'Status'], 'Status'),
    'Competitors involved': 'Competitors',
    Facebook: 'Facebook',
    Twitter: 'Twitter',
    ...sameLabels(
      'Campaign|Medium|Keyword|Territory|Subscription types|Unsubscription reason|Score|External ID',
    ),
  },
};

const ACCOUNT: Layout = {
  subject: 'account',
  signatures: [
    ['Name', 'Sales owner', 'Website'],
    ['Name', 'Sales owner', 'Number of employees'],
    ['Account name', 'Sales owner', 'Industry type'],
  ],
  columns: {
    ...BASE,
    ...ADDRESS,
    ...forEachHeader(['Name', 'Account name'], 'name'),
    Website: 'website',
    ...forEachHeader(['Phone', 'Main phone'], 'phone'),
    ...forEachHeader(['Industry type', 'Industry'], 'industry'),
    'Number of employees': 'employees',
    'Parent account': 'parent',
  },
};

const DEAL: Layout = {
  subject: 'opp',
  signatures: [
    ['Deal stage', 'Sales owner'],
    ['Name', 'Deal value', 'Deal stage'],
    ['Deal name', 'Deal value'],
  ],
  columns: {
    ...BASE,
    ...forEachHeader(['Deal name', 'Name'], 'name'),
    ...forEachHeader(['Deal value', 'Amount'], 'amount'),
    Currency: 'currency',
    ...forEachHeader(['Deal stage', 'Stage'], 'stage'),
    ...forEachHeader(['Deal pipeline', 'Pipeline'], 'pipeline'),
    ...forEachHeader(['Sales account', 'Account name', 'Account'], 'account'),
    ...forEachHeader(['Related contacts', 'Contacts', 'Primary contact'], 'contact'),
    ...forEachHeader(['Expected close', 'Expected close date'], 'close_date'),
    ...forEachHeader(['Closed date', 'Closed at'], 'closed_on'),
    ...forEachHeader(['Probability', 'Probability (%)'], 'probability'),
    ...forEachHeader(['Lost reason', 'Deal lost reason'], 'lost_reason'),
    Source: 'source',
    ...droppedColumns('Expected deal value|Age|Deal value in base currency'),
  },
  words: {
    stage: {
      new: 'prospecting',
      discovery: 'qualification',
      qualification: 'qualification',
      demo: 'proposal',
      'under review': 'negotiation',
      won: 'closed won',
      lost: 'closed lost',
    },
  },
  columnWords: { 'Deal pipeline': { 'default pipeline': '' }, Pipeline: { 'default pipeline': '' } },
  noted: { Type: 'Type', 'Payment status': 'Payment status' },
};

/** Columns are labels of fields, of which a view has its own selection. */
export const FRESHSALES: Preset = {
  name: 'freshsales',
  label: 'Freshsales',
  proven: 'headers',
  layouts: [CONTACT, ACCOUNT, DEAL],
};

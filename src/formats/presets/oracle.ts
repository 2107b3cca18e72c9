import { droppedColumns, forEachHeader, type Layout, type Preset } from './preset.ts';

const ADDRESS = {
  ...forEachHeader(['Billing Address', 'Billing Address1', 'Billing Address 1'], 'street'),
  'Billing City': 'city',
  'Billing Country': 'country',
};

const ACCOUNT: Layout = {
  subject: 'account',
  signatures: [
    ['Account Name', 'Annual Revenues'],
    ['Account Name', 'Account Currency'],
    ['Account Name', 'Billing Address1'],
  ],
  columns: {
    ...ADDRESS,
    'Account Name': 'name',
    'Account Type': 'kind',
    'External Unique ID': 'external_id',
    'Integration ID': '-',
    'Account Currency': '-',
  },
  words: { kind: { competitor: 'other' } },
};

const LEAD: Layout = {
  subject: 'lead',
  signatures: [
    ['Associated Account', 'Associated Contact'],
    ['Associated Opportunity', 'Annual Revenues'],
  ],
  columns: {
    ...ADDRESS,
    'Associated Account': 'company',
    'Associated Contact': 'name',
    'Integration ID': '-',
  },
};

const OPPORTUNITY: Layout = {
  subject: 'opp',
  signatures: [
    ['Opportunity Name', 'Account External ID'],
    ['Name', 'Account', 'Opportunity Currency', 'Integration ID'],
    ['Opportunity Name', 'Integration ID'],
  ],
  columns: {
    Account: 'account',
    Name: 'name',
    'Opportunity Name': 'name',
    'Close Date': 'close_date',
    Description: 'notes',
    'External Unique ID': 'external_id',
    'Sales Stage': 'stage',
    Revenue: 'amount',
    'Lead Source': 'source',
    'Next Step': 'next_step',
    'Opportunity Currency': 'currency',
    ...droppedColumns('Integration ID|Expected Revenue'),
  },
  links: { 'Account External ID': [{ field: 'account', noun: 'account' }] },
};

/** CRM On Demand: administrators may rename every column. */
export const ORACLE: Preset = {
  name: 'oracle',
  label: 'Oracle CRM On Demand',
  proven: 'names',
  layouts: [ACCOUNT, LEAD, OPPORTUNITY],
};

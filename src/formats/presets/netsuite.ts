import { droppedColumns, forEachHeader, type Layout, link, type Preset } from './preset.ts';

const BASE = {
  'Internal ID': 'external_id',
  'Date Created': 'created_at',
  'Sales Rep': 'owner',
  'Lead Source': 'source',
  Comments: 'notes',
  Memo: 'notes',
  ...droppedColumns('Inactive|Last Modified'),
};

const REACH = {
  ...forEachHeader(['Email', 'Alt. Email'], 'email'),
  ...forEachHeader(['Phone', 'Office Phone', 'Mobile Phone', 'Home Phone', 'Alt. Phone'], 'phone'),
  ...forEachHeader(['Address 1', 'Billing Address 1'], 'street'),
  ...forEachHeader(['City', 'Billing City'], 'city'),
  ...forEachHeader(['State/Province', 'Billing State/Province'], 'region'),
  ...forEachHeader(['Zip Code', 'Billing Zip'], 'postal_code'),
  ...forEachHeader(['Country', 'Billing Country'], 'country'),
};

/** A name comes after the names of its parents. */
const PATHS = { Name: 'account' };

const CONTACT: Layout = {
  subject: 'contact',
  signatures: [
    ['Internal ID', 'Name', 'Company', 'Job Title'],
    ['Internal ID', 'Name', 'Job Title', 'Inactive'],
    ['Internal ID', 'Name', 'Company', 'Email', 'Inactive'],
    ['Internal ID', 'Name', 'Supervisor'],
  ],
  columns: {
    ...BASE,
    ...REACH,
    Name: 'name',
    'Job Title': 'title',
    Company: 'account',
    Organization: 'account',
  },
  links: { 'Company : Internal ID': link('account'), 'Customer : Internal ID': link('account') },
  paths: PATHS,
};

const CUSTOMER: Layout = {
  subject: 'account',
  signatures: [
    ['Internal ID', 'Name', 'Subsidiary'],
    ['Internal ID', 'ID', 'Name', 'Parent'],
    ['Internal ID', 'Company Name', 'Sales Rep'],
    ['Internal ID', 'Company Name', 'Date Created'],
    ['Internal ID', 'Name', 'Category', 'Sales Rep'],
  ],
  columns: {
    ...BASE,
    ...REACH,
    'Company Name': 'name',
    Name: 'name',
    'Web Address': 'website',
    ...forEachHeader(['Stage', 'Status', 'Entity Status'], 'kind'),
    Parent: 'parent',
    ...droppedColumns('Is Individual|Balance'),
  },
  links: { 'Parent : Internal ID': link('parent', 'account') },
  noted: { ID: 'NetSuite ID', Category: 'Category', 'Tax Number': 'Tax number' },
  paths: { Name: 'parent' },
  words: { kind: { lead: 'prospect' } },
  columnWords: forEachHeader(['Status', 'Entity Status'], {
    'lead-*': 'prospect',
    'prospect-*': 'prospect',
    'customer-*': 'customer',
  }),
};

/** Statuses as they are delivered; lists write them after the stage of the customer. */
const STATUSES = {
  'opportunity identified': 'prospecting',
  qualified: 'prospecting',
  unqualified: 'prospecting',
  'in progress': 'prospecting',
  'in discussion': 'qualification',
  'identified decision makers': 'qualification',
  proposal: 'proposal',
  'issued estimate': 'proposal',
  'in negotiation': 'negotiation',
  purchasing: 'negotiation',
  renewal: 'closed won',
  'closed won': 'closed won',
  'closed - won': 'closed won',
  'closed lost': 'closed lost',
  'closed - lost': 'closed lost',
  'lost customer': 'closed lost',
};

const STAGES = {
  ...STATUSES,
  ...Object.fromEntries(
    ['lead', 'prospect', 'customer'].flatMap((stage) =>
      Object.entries(STATUSES).map(([status, ours]) => [`${stage}-${status}`, ours]),
    ),
  ),
};

const OPPORTUNITY: Layout = {
  subject: 'opp',
  signatures: [
    ['Internal ID', 'Projected Total'],
    ['Internal ID', 'Expected Close'],
    ['Number', 'Title', 'Projected Total'],
    ['Document Number', 'Projected Total'],
  ],
  columns: {
    ...BASE,
    Title: 'name',
    ...forEachHeader(['Company', 'Customer'], 'account'),
    'Entity Status': 'stage',
    Status: 'stage',
    Probability: 'probability',
    'Projected Total': 'amount',
    Currency: 'currency',
    'Expected Close': 'close_date',
    'Actual Close': 'closed_on',
    'Win/Loss Reason': 'lost_reason',
    'Action Item': 'next_step',
    ...droppedColumns('Weighted Total|Days Open'),
  },
  links: { 'Customer : Internal ID': link('account'), 'Company : Internal ID': link('account') },
  words: {
    stage: STAGES,
  },
  // What its first currencies are called until somebody changes it.
  columnWords: { Currency: { usa: 'USD', 'us dollar': 'USD', can: 'CAD', 'british pound': 'GBP' } },
};

/** A CSV is a saved search: its columns vary, with joined ones as `Customer : Internal ID`. */
export const NETSUITE: Preset = {
  name: 'netsuite',
  label: 'NetSuite',
  proven: 'headers',
  layouts: [CONTACT, CUSTOMER, OPPORTUNITY],
};

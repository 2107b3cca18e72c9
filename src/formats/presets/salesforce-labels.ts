import { droppedColumns, forEachHeader, type Layout } from './preset.ts';
import { ACCOUNT_TYPES, FORECASTS, LEAD_STATUSES, STAGES } from './salesforce-words.ts';

const BASE = {
  Description: 'notes',
  'Lead Source': 'source',
  'Created Date': 'created_at',
  ...droppedColumns(
    'Created By|Last Modified By|Last Modified Date|Last Activity|Deleted|Age|Fiscal Period|Account Owner Alias|' +
      'Has Line Item|Closed|Converted',
  ),
};

const PERSON = {
  'First Name': 'first_name',
  'Last Name': 'last_name',
  Title: 'title',
  Phone: 'phone',
  Mobile: 'phone',
  'Home Phone': 'phone',
  'Other Phone': 'phone',
  Email: 'email',
  'Email Opt Out': 'do_not_email',
  'Do Not Call': 'do_not_call',
};

const LEAD: Layout = {
  subject: 'lead',
  signatures: [
    ['Company / Account'],
    ['Lead Owner', 'Last Name', 'Rating'],
    ['Lead ID', 'Lead Owner', 'Last Name'],
  ],
  columns: {
    ...BASE,
    ...PERSON,
    'Lead ID': 'external_id',
    'Lead ID (18 Digit)': 'external_id',
    'Lead Owner': 'owner',
    'Lead Status': 'status',
    Status: 'status',
    Company: 'company',
    'Company / Account': 'company',
    Rating: 'rating',
    Industry: 'industry',
    Website: 'website',
    Street: 'street',
    City: 'city',
    'State/Province': 'region',
    'Zip/Postal Code': 'postal_code',
    Country: 'country',
  },
  words: { status: LEAD_STATUSES },
};

/** Account columns of a contact report are the company's address, not the person's. */
const CONTACT: Layout = {
  subject: 'contact',
  signatures: [
    ['Last Name', 'Mailing State/Province'],
    ['Last Name', 'Mailing Zip/Postal Code'],
    ['Last Name', 'Contact Owner', 'Account Name', 'Contact ID'],
  ],
  columns: {
    ...BASE,
    ...PERSON,
    'Contact ID': 'external_id',
    'Contact ID (18 Digit)': 'external_id',
    'Contact Owner': 'owner',
    'Account Name': 'account',
    Department: 'department',
    'Mailing Street': 'street',
    'Mailing City': 'city',
    'Mailing State/Province': 'region',
    'Mailing Zip/Postal Code': 'postal_code',
    'Mailing Country': 'country',
    'Account Owner': '-',
  },
};

const ACCOUNT: Layout = {
  subject: 'account',
  signatures: [
    ['Account Name', 'Billing State/Province'],
    ['Account Name', 'Billing Zip/Postal Code'],
    ['Account Name', 'Account Owner', 'Billing City'],
    ['Account ID', 'Account Name', 'Account Owner'],
  ],
  columns: {
    ...BASE,
    'Account ID': 'external_id',
    'Account ID (18 Digit)': 'external_id',
    'Account Owner': 'owner',
    'Account Name': 'name',
    'Parent Account': 'parent',
    'Account Source': 'source',
    Type: 'kind',
    Industry: 'industry',
    Employees: 'employees',
    Phone: 'phone',
    Website: 'website',
    'Billing Street': 'street',
    'Billing City': 'city',
    'Billing State/Province': 'region',
    'Billing Zip/Postal Code': 'postal_code',
    'Billing Country': 'country',
  },
  words: { kind: ACCOUNT_TYPES },
};

const OPPORTUNITY: Layout = {
  subject: 'opp',
  signatures: [
    ['Opportunity Owner', 'Opportunity Name'],
    ['Opportunity Name', 'Stage', 'Probability (%)'],
    ['Opportunity Name', 'Stage', 'Fiscal Period'],
    ['Opportunity ID', 'Stage'],
  ],
  columns: {
    ...BASE,
    'Opportunity ID': 'external_id',
    'Opportunity ID (18 Digit)': 'external_id',
    'Opportunity Owner': 'owner',
    'Opportunity Name': 'name',
    'Account Name': 'account',
    Stage: 'stage',
    Amount: 'amount',
    'Total Amount': 'amount',
    ...forEachHeader(['Amount Currency', 'Total Amount Currency', 'Opportunity Currency'], 'currency'),
    'Probability (%)': 'probability',
    'Close Date': 'close_date',
    'Next Step': 'next_step',
    'Forecast Category': 'forecast',
    'Primary Campaign Source': 'campaign',
    'Expected Revenue': '-',
    'Expected Revenue Currency': '-',
  },
  links: {
    'Account ID': [{ field: 'account', noun: 'account' }],
    'Account ID (18 Digit)': [{ field: 'account', noun: 'account' }],
  },
  words: { stage: STAGES, forecast: FORECASTS },
};

const CASE: Layout = {
  subject: 'case',
  signatures: [['Case Number', 'Subject', 'Status']],
  columns: {
    'Case Number': 'external_id',
    Subject: 'subject',
    Status: 'status',
    Priority: 'priority',
    Description: 'notes',
    'Case Origin': 'channel',
    Type: 'kind',
    'Date/Time Closed': 'solved_at',
    'Date/Time Opened': 'created_at',
    'Account Name': 'account',
    'Contact Name': 'contact',
    'Contact Email': 'contact',
    'Case Owner': 'owner',
  },
};

/** Reports, list views and the samples of the import wizard write labels. */
export const LABEL_LAYOUTS: readonly Layout[] = [LEAD, CONTACT, ACCOUNT, OPPORTUNITY, CASE];

import { droppedColumns, forEachHeader, type Layout, link, type Preset } from './preset.ts';
import { STAGES } from './salesforce-words.ts';

const BASE = {
  ...forEachHeader(['ID', 'Nutshell ID', 'Legacy ID'], 'external_id'),
  ...forEachHeader(['Created', 'Created date', 'Created time', 'Date created'], 'created_at'),
  ...forEachHeader(['Owner', 'Assignee', 'Assigned to'], 'owner'),
  ...forEachHeader(['Tags', 'Tag'], 'tags'),
  ...forEachHeader(['Description', 'Note', 'Notes'], 'notes'),
  ...droppedColumns(
    'Last contacted|Last contacted date|Last activity|Last activity date|Modified|Modified time|Contact count|' +
      'Next activity|Note Date|Avatar|HTML URL',
  ),
};

const REACHED = {
  ...forEachHeader(['Email', 'Emails', 'Primary email', 'Email 2', 'Other email'], 'email'),
  ...forEachHeader(
    [
      'Phone',
      'Phones',
      'Primary phone',
      'Phone - Mobile',
      'Phone - Work',
      'Phone - Home',
      'Phone - Office',
      'Mobile phone',
      'Work phone',
      'Home phone',
      'Office phone',
    ],
    'phone',
  ),
};

/** `Address: Main - City`, `Address 1` and `City` alone. */
function address(): Record<string, string> {
  const named = (parts: readonly string[], field: string) =>
    forEachHeader(
      parts.flatMap((part) => [part, `Address: Main - ${part}`, `Address - ${part}`]),
      field,
    );
  return {
    ...named(['Address 1', 'Address 2', 'Address 3', 'Full Address', 'Street'], 'street'),
    ...named(['City'], 'city'),
    ...named(['State', 'State/Province'], 'region'),
    ...named(['Zip', 'Zip code', 'Postal code'], 'postal_code'),
    ...named(['Country', 'Country Code'], 'country'),
    Address: 'street',
  };
}

const continued = forEachHeader(
  ['Address 2', 'Address 3'].flatMap((part) => [part, `Address: Main - ${part}`, `Address - ${part}`]),
  ', ',
);

const NOTED = {
  Territory: 'Territory',
  ...forEachHeader(['Phone - Fax', 'Fax'], 'Fax'),
  Audience: 'Audience',
  Audiences: 'Audience',
};

const PERSON: Layout = {
  subject: 'contact',
  signatures: [
    ['Name', 'Job title', 'Territory'],
    ['Name', 'Companies', 'Territory'],
    ['Person name', 'Company name', 'Territory'],
    ['First Name', 'Last Name', 'Audience', 'Territory'],
    ['First Name', 'Last Name', 'Phone - Office'],
  ],
  files: ['people', 'nutshellpeople'],
  columns: {
    ...BASE,
    ...REACHED,
    ...address(),
    ...forEachHeader(['Name', 'Person name', 'Full Name', 'Name - Full Name'], 'name'),
    ...forEachHeader(['First Name', 'Name - First Name'], 'first_name'),
    ...forEachHeader(['Last Name', 'Name - Last Name'], 'last_name'),
    ...forEachHeader(['Company', 'Companies', 'Company name', 'Primary company', 'Accounts'], 'account'),
    'Job title': 'title',
    Twitter: 'social',
  },
  links: forEachHeader(['Company ID', 'Primary company ID'], link('account')),
  continued,
  noted: { ...NOTED, ...forEachHeader(['URL', 'URLs', 'Website'], 'Website') },
};

const COMPANY: Layout = {
  subject: 'account',
  signatures: [
    ['Company name', 'Company type'],
    ['Company name', 'Territory'],
    ['Name', 'Company type', 'Territory'],
    ['Name', 'Industry', 'Territory'],
  ],
  files: ['companies', 'accounts', 'nutshellcompanies'],
  columns: {
    ...BASE,
    ...REACHED,
    ...address(),
    ...forEachHeader(['Company name', 'Name', 'Account name'], 'name'),
    ...forEachHeader(['URL', 'URLs', 'Website'], 'website'),
    Industry: 'industry',
    ...forEachHeader(['Company type', 'Account type'], 'kind'),
    'Parent company': 'parent',
    ...droppedColumns('People|Primary person'),
  },
  continued,
  noted: { ...NOTED, Twitter: 'Twitter' },
};

/** What it calls a lead is a deal. */
const LEAD: Layout = {
  subject: 'opp',
  signatures: [
    ['Lead name', 'Confidence'],
    ['Lead', 'Confidence', 'Assignee'],
    ['Name', 'Confidence', 'Assignee'],
    ['Lead name', 'Primary company'],
    ['Primary company', 'Primary person', 'Stage'],
    ['Primary company', 'Primary person', 'Outcome'],
  ],
  files: ['leads', 'nutshellleads'],
  columns: {
    ...BASE,
    ...forEachHeader(['Lead ID', 'Lead number', 'Number'], 'external_id'),
    ...forEachHeader(['Lead name', 'Lead', 'Name'], 'name'),
    ...forEachHeader(['Status', 'Lead status', 'Outcome'], 'stage'),
    ...forEachHeader(['Stage', 'Milestone', 'Current stage'], 'stage'),
    Confidence: 'probability',
    ...forEachHeader(['Value', 'Lead value', 'Estimated value', 'Normalized value'], 'amount'),
    Currency: 'currency',
    ...forEachHeader(
      ['Anticipated close date', 'Anticipated closed time', 'Due date', 'Expected close date', 'Due time'],
      'close_date',
    ),
    ...forEachHeader(['Closed date', 'Closed time', 'Close date', 'Closed'], 'closed_on'),
    ...forEachHeader(['Primary company', 'Company', 'Companies', 'Primary account'], 'account'),
    ...forEachHeader(['Primary person', 'Primary contact', 'Person'], 'contact'),
    ...forEachHeader(['Source', 'Sources'], 'source'),
    ...forEachHeader(['Outcome reason', 'Lost reason', 'Loss reason'], 'lost_reason'),
    ...droppedColumns('Pipeline|Stageset|Days open|Is overdue|Completion|Priority'),
  },
  words: { stage: STAGES },
  columnWords: forEachHeader(['Status', 'Lead status', 'Outcome'], {
    open: '',
    pending: '',
    hot: '',
    won: 'closed won',
    lost: 'closed lost',
    cancelled: 'closed lost',
    canceled: 'closed lost',
  }),
  noted: {
    ...NOTED,
    ...forEachHeader(['Products', 'Product'], 'Products'),
    ...forEachHeader(['Competitors', 'Competitor'], 'Competitors'),
    People: 'People',
  },
};

export const NUTSHELL: Preset = {
  name: 'nutshell',
  label: 'Nutshell',
  proven: 'names',
  layouts: [PERSON, COMPANY, LEAD],
};

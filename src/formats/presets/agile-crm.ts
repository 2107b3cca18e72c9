import { droppedColumns, forEachHeader, type Layout, type Preset } from './preset.ts';
import { STAGES } from './salesforce-words.ts';

/** One value of each kind: `Phone(Work)`. */
const kinds = (of: string, names: string) => names.split('|').map((name) => `${of}(${name})`);

const BASE = {
  ...forEachHeader(['Id', 'Contact Id'], 'external_id'),
  ...forEachHeader(kinds('Email', 'default|Primary|Work|Home|Personal|Alternate'), 'email'),
  ...forEachHeader(kinds('Phone', 'default|Primary|Work|Mobile|Main|Home|Other|Alternate'), 'phone'),
  Address: 'street',
  City: 'city',
  State: 'region',
  Country: 'country',
  ...forEachHeader(['Zip Code', 'Zip'], 'postal_code'),
  Tags: 'tags',
  ...forEachHeader(['Created Date', 'Created Time'], 'created_at'),
  Owner: 'owner',
  // The times of the tags stand in their order.
  ...droppedColumns('Tags Time|Tags Time Epoch'),
};

const NOTED = {
  ...forEachHeader(kinds('Phone', 'Fax|Work fax|Home fax'), 'Fax'),
  ...Object.fromEntries(
    ['Skype', 'Facebook', 'Xing', 'Blog', 'Google+', 'Flickr', 'Github', 'Youtube'].map((name) => [
      name,
      name,
    ]),
  ),
};

const PERSON = {
  ...BASE,
  'First Name': 'first_name',
  'Last Name': 'last_name',
  Title: 'title',
};

const SIGNATURES = [
  ['First Name', 'Last Name', 'Email(Work)'],
  ['First Name', 'Last Name', 'Email(default)'],
  ['First Name', 'Last Name', 'Email(Primary)'],
  ['First Name', 'Last Name', 'Tags Time'],
];

const CONTACT: Layout = {
  subject: 'contact',
  signatures: SIGNATURES,
  files: ['contacts'],
  columns: { ...PERSON, Company: 'account', LinkedIn: 'linkedin', Twitter: 'social' },
  noted: {
    ...NOTED,
    ...forEachHeader(['Website', 'Website(default)'], 'Website'),
    ...forEachHeader(['Lead Score', 'Score'], 'Score'),
  },
};

const LEAD: Layout = {
  subject: 'lead',
  signatures: SIGNATURES.map((headers) => [...headers, 'Lead Status']),
  files: ['leads'],
  columns: {
    ...PERSON,
    Company: 'company',
    'Lead Source': 'source',
    'Lead Status': 'status',
    ...forEachHeader(['Website', 'Website(default)'], 'website'),
    ...forEachHeader(['Lead Score', 'Score'], 'score'),
  },
  noted: { ...NOTED, LinkedIn: 'LinkedIn', Twitter: 'Twitter' },
};

const COMPANY: Layout = {
  subject: 'account',
  signatures: [
    ['Name', 'Url', 'Phone(Work)'],
    ['Name', 'Url', 'Email(Primary)'],
    ['Name', 'Url', 'Tags Time'],
  ],
  files: ['companies'],
  columns: {
    ...BASE,
    Name: 'name',
    ...forEachHeader(['Url', 'Website', 'Website(default)'], 'website'),
  },
  noted: { ...NOTED, LinkedIn: 'LinkedIn', Twitter: 'Twitter' },
};

const DEAL: Layout = {
  subject: 'opp',
  signatures: [
    ['Name', 'Track', 'Milestone', 'Value'],
    ['Deal Name', 'Track', 'Milestone'],
    ['Name', 'Milestone', 'Value', 'Related Contacts'],
    ['Name', 'Milestone', 'Probability', 'Won Date'],
  ],
  files: ['deals'],
  columns: {
    Id: 'external_id',
    ...forEachHeader(['Name', 'Deal Name'], 'name'),
    Description: 'notes',
    Milestone: 'stage',
    Probability: 'probability',
    ...forEachHeader(['Value', 'Expected Value'], 'amount'),
    Currency: 'currency',
    'Close Date': 'close_date',
    'Won Date': 'closed_on',
    Owner: 'owner',
    ...forEachHeader(['Created Date', 'Created Time'], 'created_at'),
    ...forEachHeader(['Deal Source', 'Source'], 'source'),
    ...forEachHeader(['Loss Reason', 'Lost Reason'], 'lost_reason'),
    Tags: 'tags',
    ...droppedColumns('Track|Tags Time|Tags Time Epoch|Archived'),
  },
  words: { stage: { ...STAGES, new: 'prospecting', prospect: 'prospecting' } },
  noted: {
    ...forEachHeader(['Related Contacts', 'Contacts'], 'Contacts'),
    ...forEachHeader(['Related Companies', 'Companies'], 'Companies'),
  },
};

export const AGILE_CRM: Preset = {
  name: 'agilecrm',
  label: 'Agile CRM',
  proven: 'headers',
  layouts: [CONTACT, LEAD, COMPANY, DEAL],
};

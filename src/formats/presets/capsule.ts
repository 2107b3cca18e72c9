import { droppedColumns, forEachHeader, type Layout, link, type Preset } from './preset.ts';
import { STAGES } from './salesforce-words.ts';

const KINDS = ['', 'Home ', 'Work ', 'Office ', 'Postal ', 'Billing ', 'Shipping ', 'Other '];

/** An address for each kind: `Work City`, `Address City`. */
function address(): Record<string, string> {
  const named = (part: string, field: string) =>
    forEachHeader(
      KINDS.flatMap((kind) => [`${kind}${part}`, `${kind}Address ${part}`]),
      field,
    );
  return {
    ...named('Street', 'street'),
    ...named('City', 'city'),
    ...named('State', 'region'),
    ...named('Postcode', 'postal_code'),
    ...named('Zip', 'postal_code'),
    ...named('Country', 'country'),
  };
}

const BASE = {
  ...forEachHeader(['ID', 'Contact ID', 'Party ID'], 'external_id'),
  ...forEachHeader(['Created', 'Created At', 'Date Added'], 'created_at'),
  Owner: 'owner',
  Tags: 'tags',
  About: 'notes',
  ...droppedColumns('Updated|Updated At|Last Contacted|Last Contacted At|Photo|Team|Type'),
};

const REACHED = {
  ...forEachHeader(
    ['Email Address', 'Email', 'Email (Home)', 'Email (Work)', 'Home Email', 'Work Email', 'Other Email'],
    'email',
  ),
  ...forEachHeader(
    [
      'Phone Number',
      'Phone',
      'Home Phone',
      'Work Phone',
      'Mobile Phone',
      'Direct Phone',
      'Phone (Home)',
      'Phone (Work)',
      'Phone (Mobile)',
      'Phone (Direct)',
      'Direct Line',
    ],
    'phone',
  ),
};

const NOTED = {
  ...forEachHeader(['Fax', 'Fax Phone', 'Phone (Fax)'], 'Fax'),
  ...forEachHeader(['Skype'], 'Skype'),
  ...forEachHeader(['Facebook'], 'Facebook'),
};

/** People and organisations stand in one file. */
const PERSON: Layout = {
  subject: 'contact',
  signatures: [
    ['Type', 'First Name', 'Last Name', 'Organisation', 'About'],
    ['Type', 'First Name', 'Last Name', 'Organization', 'About'],
    ['Type', 'Title', 'First Name', 'Last Name', 'Organisation', 'Last Contacted'],
    ['First Name', 'Last Name', 'Organisation', 'About', 'Last Contacted'],
  ],
  files: ['contacts', 'capsulecontacts'],
  columns: {
    ...BASE,
    ...REACHED,
    ...address(),
    Name: 'name',
    Title: 'salutation',
    'First Name': 'first_name',
    'Last Name': 'last_name',
    ...forEachHeader(['Job Title', 'Position'], 'title'),
    ...forEachHeader(['Organisation', 'Organization', 'Organisation Name', 'Organization Name'], 'account'),
    LinkedIn: 'linkedin',
    ...forEachHeader(['Twitter', 'X'], 'social'),
  },
  noted: { ...NOTED, ...forEachHeader(['Website', 'Web Address', 'URL'], 'Website') },
  rows: { headers: ['Type'], match: /^person$/i },
};

const ORGANISATION: Layout = {
  subject: 'account',
  signatures: PERSON.signatures,
  columns: {
    ...BASE,
    ...REACHED,
    ...address(),
    ...forEachHeader(
      ['Name', 'Organisation', 'Organization', 'Organisation Name', 'Organization Name'],
      'name',
    ),
    ...forEachHeader(['Website', 'Web Address', 'URL'], 'website'),
    ...droppedColumns('Title|First Name|Last Name|Job Title'),
  },
  noted: { ...NOTED, LinkedIn: 'LinkedIn', Twitter: 'Twitter' },
  rows: { headers: ['Type'], match: /^organi[sz]ation$/i },
};

const OPPORTUNITY: Layout = {
  subject: 'opp',
  signatures: [
    ['Name', 'Milestone', 'Expected Close Date'],
    ['Name', 'Milestone', 'Expected Close'],
    ['Name', 'Milestone', 'Value'],
    ['Opportunity', 'Milestone', 'Value'],
  ],
  files: ['opportunities'],
  columns: {
    ...BASE,
    ...forEachHeader(['Opportunity ID'], 'external_id'),
    ...forEachHeader(['Name', 'Opportunity', 'Opportunity Name'], 'name'),
    Description: 'notes',
    Milestone: 'stage',
    Probability: 'probability',
    ...forEachHeader(['Expected Close Date', 'Expected Close', 'Expected Close On'], 'close_date'),
    ...forEachHeader(['Closed', 'Closed On', 'Actual Close Date', 'Close Date'], 'closed_on'),
    ...forEachHeader(['Value', 'Value Amount', 'Total Value'], 'amount'),
    Currency: 'currency',
    'Lost Reason': 'lost_reason',
    ...forEachHeader(['Organisation', 'Organization', 'Account'], 'account'),
    ...droppedColumns('Pipeline|Party Type|Milestone ID|Expected Value'),
  },
  links: { ...forEachHeader(['Party ID', 'Contact ID'], [...link('account'), ...link('contact')]) },
  words: { stage: { ...STAGES, new: 'prospecting', bid: 'proposal' } },
  noted: {
    ...forEachHeader(['Contact', 'Party', 'Contact Name'], 'Contact'),
    ...forEachHeader(['Duration', 'Duration Type', 'Duration Basis'], 'Duration'),
  },
};

const TASK: Layout = {
  subject: 'task',
  signatures: [['Description', 'Category', 'Due Date', 'Completed']],
  files: ['tasks'],
  columns: {
    ...BASE,
    Description: 'subject',
    Tags: '-',
    ...forEachHeader(['Due Date', 'Due'], 'due_date'),
    Detail: 'notes',
    Status: 'status',
    ...forEachHeader(['Completed', 'Completed At'], 'done_at'),
  },
  noted: { Category: 'Category' },
};

export const CAPSULE: Preset = {
  name: 'capsule',
  label: 'Capsule',
  proven: 'names',
  layouts: [PERSON, ORGANISATION, OPPORTUNITY, TASK],
  parts: [ORGANISATION, PERSON],
};

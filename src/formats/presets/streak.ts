import { droppedColumns, forEachHeader, type Layout, type Preset } from './preset.ts';
import { STAGES } from './salesforce-words.ts';

/** A box of a pipeline is a deal: its own columns are what the team made of them. */
const BOX: Layout = {
  subject: 'opp',
  signatures: [
    ['Name', 'Stage', 'Box Key'],
    ['Name', 'Stage', 'Days in Stage'],
    ['Name', 'Stage', 'Freshness'],
    ['Name', 'Stage', 'Date of Last Email'],
    ['Name', 'Stage', 'Last Email Received Date'],
    ['Name', 'Stage', 'Assigned To', 'Last Email'],
    ['Name', 'Stage', 'Notes', 'Assigned To', 'Date Created'],
    ['Box Name', 'Stage'],
  ],
  columns: {
    ...forEachHeader(['Box Key', 'Key', 'Box ID'], 'external_id'),
    ...forEachHeader(['Name', 'Box Name'], 'name'),
    Stage: 'stage',
    Notes: 'notes',
    ...forEachHeader(['Assigned To', 'Assignees'], 'owner'),
    ...forEachHeader(['Organizations', 'Organization', 'Company'], 'account'),
    ...forEachHeader(['Contacts', 'Contact', 'Contact Name'], 'contact'),
    ...forEachHeader(['Date Created', 'Created', 'Creation Date'], 'created_at'),
    ...forEachHeader(['Deal Size', 'Deal Value', 'Value', 'Amount'], 'amount'),
    ...forEachHeader(['Expected Close Date', 'Close Date', 'Estimated Close Date'], 'close_date'),
    ...forEachHeader(['Likelihood of Close', 'Probability', 'Confidence'], 'probability'),
    ...forEachHeader(['Source', 'Lead Source'], 'source'),
    Tags: 'tags',
    ...forEachHeader(
      ['Date of Last Stage Change', 'Last Stage Change Date', 'Last Stage Change'],
      'stage_since',
    ),
    ...droppedColumns(
      'Days in Stage|Freshness|Date Last Updated|Date of Last Update|Last Updated|Last Updated Date|' +
        'Total Emails|Total Number of Emails|Total Number of Sent Emails|Total Number of Received Emails|' +
        'First Email Date|First Email From|First Email To|Last Email|Last Email From|Last Email To|' +
        'Date of First Email|Date of Last Email|Date of Last Sent Email|Date of Last Received Email|' +
        'Last Email Received Date|Last Email Sent Date|Followers|Number of Files|Number of Comments|' +
        'Creation Method|Created By|Linked Boxes|Pipeline|Pipeline Key|Last Saved|Active Pipeline|Email Count|' +
        'Task Total|Task Complete|Task Incomplete|Overdue Tasks',
    ),
  },
  words: {
    stage: {
      ...STAGES,
      lead: 'prospecting',
      contacted: 'prospecting',
      pitched: 'proposal',
      demo: 'proposal',
      negotiating: 'negotiation',
      'closed - won': 'closed won',
      'closed - lost': 'closed lost',
    },
  },
  noted: {
    ...forEachHeader(['Phone', 'Phone Number'], 'Phone'),
    ...forEachHeader(['Email', 'Email Address'], 'E-mail'),
  },
};

const CONTACT: Layout = {
  subject: 'contact',
  signatures: [
    ['Given Name', 'Family Name', 'Email Addresses'],
    ['First Name', 'Last Name', 'Email Addresses', 'Phone Numbers'],
    ['Contact Key', 'Email Addresses'],
  ],
  columns: {
    ...forEachHeader(['Contact Key', 'Key'], 'external_id'),
    ...forEachHeader(['Given Name', 'First Name'], 'first_name'),
    ...forEachHeader(['Family Name', 'Last Name'], 'last_name'),
    'Full Name': 'name',
    'Email Addresses': 'email',
    'Phone Numbers': 'phone',
    Title: 'title',
    ...forEachHeader(['Organizations', 'Organization', 'Company'], 'account'),
    ...forEachHeader(['Addresses', 'Address'], 'street'),
    'Twitter Handle': 'social',
    ...forEachHeader(['LinkedIn', 'LinkedIn Handle'], 'linkedin'),
    ...forEachHeader(['Notes', 'Other'], 'notes'),
    ...droppedColumns('Photo URL|Photo|Pipelines|Last Updated|Date of Last Update'),
    'Date Created': 'created_at',
  },
  noted: { 'Facebook Handle': 'Facebook' },
};

export const STREAK: Preset = {
  name: 'streak',
  label: 'Streak',
  proven: 'names',
  layouts: [BOX, CONTACT],
};

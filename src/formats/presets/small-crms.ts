import { droppedColumns, forEachHeader, type Layout, type Preset } from './preset.ts';
import { STAGES } from './salesforce-words.ts';

/** The same field for each of several headers, separated by `|`. */
const as = (field: string, headers: string) => forEachHeader(headers.split('|'), field);

const BITRIX_OWNER = as('owner', 'Responsible|Responsible person');
const BITRIX_BASE = {
  ID: 'external_id',
  ...BITRIX_OWNER,
  ...as('created_at', 'Created on|Created'),
  Source: 'source',
  ...as('notes', 'Comment'),
};
const BITRIX_PEOPLE = {
  ...as('phone', 'Work Phone|Mobile|Home Phone|Other Phone'),
  ...as('email', 'Work E-mail|Home E-mail|Other E-mail'),
  ...as('website', 'Corporate website|Website'),
};
const BITRIX_PERSON = {
  ...BITRIX_BASE,
  ...BITRIX_PEOPLE,
  'First name': 'first_name',
  'Last name': 'last_name',
  Position: 'title',
  ...droppedColumns('Modified on|Modified by|Created by|Available to everyone|Included in export'),
};

const BITRIX_LAYOUTS: readonly Layout[] = [
  {
    subject: 'opp',
    signatures: [
      ['ID', 'Stage', 'Deal Name', 'Income'],
      ['ID', 'Stage', 'Deal Name', 'Responsible'],
      ['ID', 'Stage', 'Deal Name', 'Responsible person'],
    ],
    columns: {
      ...BITRIX_BASE,
      'Deal Name': 'name',
      Stage: 'stage',
      Pipeline: 'pipeline',
      Currency: 'currency',
      Probability: 'probability',
      ...as('amount', 'Income|Total|Amount'),
      ...as('contact', 'Contact|Contact: name'),
      Company: 'account',
      ...as('close_date', 'Expected close date|End date'),
      ...droppedColumns(
        'Closed|Modified on|Modified by|Created by|Start date|Repeat deal|Included in export',
      ),
    },
    words: {
      stage: {
        ...STAGES,
        new: 'prospecting',
        'create papers': 'qualification',
        preparation: 'qualification',
        invoice: 'proposal',
        'prepayment invoice': 'proposal',
        'in progress': 'negotiation',
        executing: 'negotiation',
        'final invoice': 'negotiation',
        'deal won': 'closed won',
        'deal lost': 'closed lost',
        'analyze failure': 'closed lost',
      },
    },
    columnWords: { Pipeline: { general: '', common: '' } },
  },
  {
    subject: 'lead',
    signatures: [
      ['ID', 'Lead Name', 'Responsible person'],
      ['ID', 'Lead Name', 'Status'],
    ],
    columns: { ...BITRIX_PERSON, 'Lead Name': 'notes', ...as('company', 'Company Name|Company') },
    words: {
      status: {
        unassigned: 'new',
        unprocessed: 'new',
        'in progress': 'attempting',
        processed: 'connected',
        'junk lead': 'disqualified',
        'good lead': 'qualified',
      },
    },
  },
  {
    subject: 'contact',
    signatures: [
      ['ID', 'First name', 'Work E-mail', 'Responsible person'],
      ['ID', 'First name', 'Contact type', 'Work Phone'],
    ],
    columns: { ...BITRIX_PERSON, Company: 'account', 'Contact type': 'tags' },
  },
  {
    subject: 'account',
    signatures: [
      ['ID', 'Company Name', 'Company type'],
      ['ID', 'Company Name', 'Responsible person', 'Work Phone'],
    ],
    columns: {
      ...BITRIX_BASE,
      ...BITRIX_PEOPLE,
      'Company Name': 'name',
      'Company type': 'kind',
      'Number of employees': 'notes',
    },
    words: { kind: { client: 'customer', supplier: 'vendor', competitor: 'other' } },
  },
];

export const BITRIX24: Preset = {
  name: 'bitrix24',
  label: 'Bitrix24',
  proven: 'names',
  layouts: BITRIX_LAYOUTS,
};

const VTIGER_BASE = {
  'Assigned To': 'owner',
  'Created Time': 'created_at',
  Description: 'notes',
  'Modified Time': '-',
  'Last Modified By': '-',
};

/** Names of related records come with their module: `Accounts::::Acme`. */
export const VTIGER: Preset = {
  name: 'vtiger',
  label: 'Vtiger',
  proven: 'names',
  systemParts: /^(?:Accounts|Contacts|Leads|Potentials|Products|Campaigns|Vendors|Users)$/,
  separator: '::::',
  layouts: [
    {
      subject: 'opp',
      signatures: [
        ['Opportunity Name', 'Sales Stage', 'Assigned To'],
        ['Opportunity Name', 'Opportunity No'],
      ],
      files: ['potentials'],
      columns: {
        ...VTIGER_BASE,
        'Opportunity Name': 'name',
        'Opportunity No': 'external_id',
        'Organization Name': 'account',
        'Contact Name': 'contact',
        'Expected Close Date': 'close_date',
        'Sales Stage': 'stage',
        Amount: 'amount',
        Type: 'type',
        'Next Step': 'next_step',
        'Lead Source': 'source',
        Probability: 'probability',
        'Campaign Source': 'campaign',
        ...droppedColumns('Forecast Amount|Weighted Revenue'),
      },
      words: {
        stage: { ...STAGES, 'proposal or price quote': 'proposal', 'negotiation or review': 'negotiation' },
      },
    },
    {
      subject: 'contact',
      signatures: [
        ['Contact Id', 'Last Name', 'Organization Name'],
        ['Last Name', 'Office Phone', 'Primary Email', 'Assigned To'],
      ],
      files: ['contacts'],
      columns: {
        ...VTIGER_BASE,
        'Contact Id': 'external_id',
        'Organization Name': 'account',
        ...as('email', 'Primary Email|Secondary Email'),
        ...as('phone', 'Office Phone|Mobile Phone|Home Phone|Secondary Phone'),
        'Reports To': 'reports_to',
        'Email Opt Out': 'do_not_email',
        'Do Not Call': 'do_not_call',
      },
      noted: { Fax: 'Fax', Assistant: 'Assistant' },
    },
    {
      subject: 'account',
      signatures: [
        ['Organization Name', 'Primary Phone', 'Assigned To'],
        ['Organization Name', 'Organization Number', 'Assigned To'],
      ],
      files: ['accounts', 'organizations'],
      columns: {
        ...VTIGER_BASE,
        'Organization Name': 'name',
        ...as('external_id', 'Organization Number|Organization No'),
        ...as('phone', 'Primary Phone|Secondary Phone'),
        'Member Of': 'parent',
      },
      noted: { 'Primary Email': 'E-mail', Fax: 'Fax', Ownership: 'Ownership' },
    },
  ],
};

const ESPO_BASE = {
  ID: 'external_id',
  'Assigned User': 'owner',
  'Created At': 'created_at',
  Description: 'notes',
  ...droppedColumns('Modified At|Created By|Modified By|Followers'),
};

export const ESPOCRM: Preset = {
  name: 'espocrm',
  label: 'EspoCRM',
  proven: 'names',
  layouts: [
    {
      subject: 'opp',
      signatures: [
        ['Name', 'Stage', 'Assigned User'],
        ['Name', 'Stage', 'Amount Currency'],
      ],
      columns: { ...ESPO_BASE, ...as('currency', 'Amount Currency|Amount (Currency)'), Contacts: 'contact' },
      noted: { Teams: 'Teams' },
      words: { stage: STAGES },
    },
    {
      subject: 'contact',
      signatures: [
        ['Last Name', 'Assigned User', 'Account'],
        ['Last Name', 'Assigned User', 'Account Title'],
      ],
      columns: { ...ESPO_BASE, ...as('title', 'Account Title|Title') },
      noted: { Teams: 'Teams' },
    },
  ],
};

/** A list of people and companies in one. */
const HIGHRISE_ROW: Pick<Layout, 'signatures' | 'noted'> & { columns: Layout['columns'] } = {
  signatures: [['Highrise ID', 'Contact or Company']],
  columns: {
    'Highrise ID': 'external_id',
    'Contact or Company': '-',
    Background: 'notes',
    Tags: 'tags',
    ...as('phone', 'Phone number - Work|Phone number - Mobile|Phone number - Home|Phone number - Other'),
    ...as('website', 'Web address - Work|Web address - Other'),
    ...as('street', 'Address - Work Street|Address - Home Street|Address - Other Street'),
    ...as('city', 'Address - Work City'),
    ...as('region', 'Address - Work State'),
    ...as('postal_code', 'Address - Work Zip'),
    ...as('country', 'Address - Work Country'),
  },
  noted: {
    Dates: 'Dates',
    Notes: 'Notes',
    'Phone number - Fax': 'Fax',
    'Twitter account - Business': 'Twitter',
  },
};
const HIGHRISE_EMAILS = 'Email address - Work|Email address - Home|Email address - Other';
const HIGHRISE_PARTS: readonly Layout[] = [
  {
    ...HIGHRISE_ROW,
    subject: 'account',
    columns: {
      ...HIGHRISE_ROW.columns,
      Name: 'name',
      ...droppedColumns('First name|Last name|Company|Title'),
    },
    noted: { ...HIGHRISE_ROW.noted, ...as('E-mail', HIGHRISE_EMAILS), 'LinkedIn URL': 'LinkedIn' },
    rows: { headers: ['Contact or Company'], match: /^company$/i },
  },
  {
    ...HIGHRISE_ROW,
    subject: 'contact',
    columns: { ...HIGHRISE_ROW.columns, Company: 'account', ...as('email', HIGHRISE_EMAILS) },
    rows: { headers: ['Contact or Company'], match: /^(?!company$)/i },
  },
];

export const HIGHRISE: Preset = {
  name: 'highrise',
  label: 'Highrise',
  proven: 'names',
  layouts: HIGHRISE_PARTS,
  parts: HIGHRISE_PARTS,
};

export const ACTIVECAMPAIGN: Preset = {
  name: 'activecampaign',
  label: 'ActiveCampaign',
  proven: 'names',
  layouts: [
    {
      subject: 'contact',
      signatures: [
        ['Email', 'First Name', 'Lists', 'IP Address'],
        ['Email', 'First Name', 'Lists', 'Date Created'],
      ],
      columns: {
        ID: 'external_id',
        Organization: 'account',
        'Date Created': 'created_at',
        'Job Title': 'title',
        Status: 'do_not_email',
        ...as('-', 'IP Address|User Agent'),
      },
      // Who has not confirmed gets nothing from there either.
      columnWords: { Status: { active: 'no', unconfirmed: 'yes', unsubscribed: 'yes', bounced: 'yes' } },
      noted: { Lists: 'Lists', Score: 'Score' },
    },
  ],
};

export const BREVO: Preset = {
  name: 'brevo',
  label: 'Brevo',
  proven: 'names',
  layouts: [
    {
      subject: 'contact',
      signatures: [
        ['EMAIL', 'SMS', 'ADDED_TIME'],
        ['EMAIL', 'EMAIL_BLACKLISTED'],
        ['EMAIL', 'SMS_BLACKLISTED'],
      ],
      columns: {
        ...as('external_id', 'CONTACT ID|CONTACT_ID'),
        ...as('phone', 'SMS|WHATSAPP|LANDLINE_NUMBER'),
        EMAIL: 'email',
        FIRSTNAME: 'first_name',
        LASTNAME: 'last_name',
        EMAIL_BLACKLISTED: 'do_not_email',
        ADDED_TIME: 'created_at',
        JOB_TITLE: 'title',
        MODIFIED_TIME: '-',
      },
      noted: { EXT_ID: 'Other id', SMS_BLACKLISTED: 'No SMS' },
    },
  ],
};

/** A person on a list of Mailchimp, which has a file for those who left it and one for those whose mail came back. */
const MAILCHIMP_PERSON: Layout = {
  subject: 'contact',
  signatures: [
    ['Email Address', 'MEMBER_RATING', 'LEID'],
    ['Email Address', 'OPTIN_TIME', 'EUID'],
  ],
  columns: {
    'Email Address': 'email',
    LEID: 'external_id',
    OPTIN_TIME: 'created_at',
    NOTES: 'notes',
    CC: 'country',
    REGION: 'region',
    TIMEZONE: 'timezone',
    ...droppedColumns('OPTIN_IP|CONFIRM_IP|LATITUDE|LONGITUDE|GMTOFF|DSTOFF|LAST_CHANGED|EUID'),
  },
  noted: {
    MEMBER_RATING: 'Rating',
    CONFIRM_TIME: 'Confirmed',
    UNSUB_TIME: 'Unsubscribed',
    UNSUB_REASON: 'Reason',
    UNSUB_CAMPAIGN_TITLE: 'Unsubscribed from',
    CLEAN_TIME: 'Address did not work',
    CLEAN_CAMPAIGN_TITLE: 'Found with',
  },
};

export const MAILCHIMP: Preset = {
  name: 'mailchimp',
  label: 'Mailchimp',
  proven: 'names',
  layouts: [
    ...['UNSUB_TIME', 'CLEAN_TIME'].map(
      (left): Layout => ({
        ...MAILCHIMP_PERSON,
        signatures: MAILCHIMP_PERSON.signatures.map((headers) => [...headers, left]),
        defaults: { do_not_email: 'yes' },
      }),
    ),
    MAILCHIMP_PERSON,
  ],
};

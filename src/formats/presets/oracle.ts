import { droppedColumns, forEachHeader, type Layout, type Preset } from './preset.ts';

const ADDRESS = {
  ...forEachHeader(['Billing Address', 'Billing Address1', 'Billing Address 1'], 'street'),
  'Billing City': 'city',
  'Billing Country': 'country',
  ...forEachHeader(['Billing State', 'Billing Province', 'Billing State/Province'], 'region'),
  ...forEachHeader(['Billing Zip/Post Code', 'Billing Zip Code', 'Billing Postal Code'], 'postal_code'),
};

/** Columns of the lists of all records. */
const LISTED = {
  ...forEachHeader(['Row Id', 'Row ID', 'Id'], 'external_id'),
  Owner: 'owner',
  ...forEachHeader(['Created: Date', 'Created Date', 'Created'], 'created_at'),
  ...droppedColumns('Modified: Date|Modified Date|Modified: By|Modified|Created: By|Modified By|Created By'),
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
    ...LISTED,
    ...forEachHeader(['Main Phone #', 'Main Phone', 'Phone #'], 'phone'),
    ...forEachHeader(['Web Site', 'Website'], 'website'),
    ...forEachHeader(['Annual Revenues', 'Annual Revenue'], 'revenue'),
    ...forEachHeader(['Number of Employees', '# of Employees'], 'employees'),
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
    ...forEachHeader(['Probability %', 'Probability'], 'probability'),
    ...LISTED,
    ...droppedColumns('Integration ID|Expected Revenue'),
  },
  links: { 'Account External ID': [{ field: 'account', noun: 'account' }] },
};

const CONTACT: Layout = {
  subject: 'contact',
  signatures: [
    ['First Name', 'Last Name', 'Account External ID'],
    ['First Name', 'Last Name', 'Integration ID'],
  ],
  columns: {
    'First Name': 'first_name',
    'Middle Name': 'first_name',
    'Last Name': 'last_name',
    'Job Title': 'title',
    Account: 'account',
    Email: 'email',
    ...forEachHeader(
      ['Work Phone #', 'Work Phone', 'Cellular Phone #', 'Cellular Phone', 'Home Phone #'],
      'phone',
    ),
    ...LISTED,
    'External Unique ID': 'external_id',
    ...droppedColumns('Integration ID'),
  },
  links: { 'Account External ID': [{ field: 'account', noun: 'account' }] },
  continued: { 'Middle Name': ' ' },
};

/** The service of Fusion Sales, whose names its exports have. */
const FUSION: readonly Layout[] = [
  {
    subject: 'opp',
    signatures: [
      ['OptyId', 'Name'],
      ['OptyNumber', 'Name'],
    ],
    spelled: true,
    columns: {
      OptyNumber: 'external_id',
      OptyId: '-',
      Name: 'name',
      ...forEachHeader(['TargetPartyName', 'AccountName'], 'account'),
      PrimaryContactPartyName: 'contact',
      StatusCode: 'stage',
      SalesStage: 'stage',
      Revenue: 'amount',
      CurrencyCode: 'currency',
      WinProb: 'probability',
      EffectiveDate: 'close_date',
      OwnerResourcePartyName: 'owner',
      Description: 'notes',
      CreationDate: 'created_at',
      ReasonWonLostCode: 'lost_reason',
      ...droppedColumns('LastUpdateDate|LastUpdatedBy|CreatedBy|LastUpdateLogin|SalesMethod'),
    },
    columnWords: { StatusCode: { open: '', won: 'closed won', lost: 'closed lost', no_sale: 'closed lost' } },
    words: {
      stage: {
        '01 - qualification': 'qualification',
        '02 - discovery': 'qualification',
        '03 - building vision': 'proposal',
        '04 - presentation': 'proposal',
        '05 - agreement': 'negotiation',
        '06 - negotiation': 'negotiation',
        '07 - closed': 'closed won',
      },
    },
  },
  {
    subject: 'account',
    signatures: [['PartyNumber', 'OrganizationName']],
    spelled: true,
    columns: {
      PartyNumber: 'external_id',
      OrganizationName: 'name',
      URL: 'website',
      EmailAddress: 'email',
      PhoneNumber: 'phone',
      ...forEachHeader(['AddressLine1', 'AddressElementAttribute1'], 'street'),
      City: 'city',
      State: 'region',
      PostalCode: 'postal_code',
      Country: 'country',
      OwnerName: 'owner',
      IndustryCode: 'industry',
      PartyId: '-',
    },
  },
  {
    subject: 'contact',
    signatures: [['PartyNumber', 'FirstName', 'LastName']],
    spelled: true,
    columns: {
      PartyNumber: 'external_id',
      FirstName: 'first_name',
      LastName: 'last_name',
      JobTitle: 'title',
      AccountName: 'account',
      EmailAddress: 'email',
      ...forEachHeader(['WorkPhoneNumber', 'MobileNumber', 'PhoneNumber'], 'phone'),
      OwnerName: 'owner',
      ...droppedColumns('PartyId|AccountPartyId'),
    },
    links: { AccountPartyNumber: [{ field: 'account', noun: 'account' }] },
  },
];

/** CRM On Demand: administrators may rename every column. */
export const ORACLE: Preset = {
  name: 'oracle',
  label: 'Oracle CRM On Demand and Fusion Sales',
  proven: 'names',
  layouts: [ACCOUNT, LEAD, OPPORTUNITY, CONTACT, ...FUSION],
};

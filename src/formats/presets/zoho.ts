import { droppedColumns, forEachHeader, type Layout, link, type Preset, sameLabels } from './preset.ts';
import { BASE, owner, WORK_LAYOUTS } from './zoho-work.ts';

/** Names of the columns of ids in old exports, whose records were called by the names of their tables. */
const OLD_LINKS = {
  ACCOUNTID: link('account'),
  CONTACTID: link('contact'),
  SMOWNERID: link('owner', 'user'),
};

const RECORD = { ...BASE, Tag: 'tags', Description: 'notes', 'Lead Source': 'source' };

const STAGES = {
  'needs analysis': 'qualification',
  'value proposition': 'proposal',
  'identify decision makers': 'proposal',
  'id. decision makers': 'proposal',
  'perception analysis': 'proposal',
  'proposal/price quote': 'proposal',
  'proposal/quote': 'proposal',
  'negotiation/review': 'negotiation',
  'closed lost to competition': 'closed lost',
  'closed-lost to competition': 'closed lost',
};

const LEAD: Layout = {
  subject: 'lead',
  signatures: [
    ['Record Id', 'Lead Owner.id'],
    ['Record Id', 'Converted Account.id'],
    ['Record Id', 'Created By.id', 'Lead Status'],
    ['LEADID', 'Lead Owner'],
    ['LEADID', 'Lead Status', 'Company'],
    ['Lead Owner', 'Lead Status', 'Created Time'],
  ],
  files: ['leads'],
  columns: {
    ...RECORD,
    ...forEachHeader(['LEADID', 'Lead Id'], 'external_id'),
    'Email Opt Out': 'do_not_email',
    'Lead Owner': 'owner',
    Company: 'company',
    'First Name': 'first_name',
    'Last Name': 'last_name',
    'Lead Name': 'name',
    Title: 'title',
    Email: 'email',
    'Secondary Email': 'email',
    Phone: 'phone',
    Mobile: 'phone',
    Website: 'website',
    Industry: 'industry',
    'Lead Status': 'status',
    Rating: 'rating',
    Street: 'street',
    City: 'city',
    State: 'region',
    'Zip Code': 'postal_code',
    Country: 'country',
    'Is Converted': '-',
    'Converted Date Time': 'converted_at',
    ...droppedColumns(
      'Lead Conversion Time|Converted Account|Converted Contact|Converted Deal|Days Visited|' +
        'Average Time Spent (Minutes)|Number Of Chats|Most Recent Visit|First Visit|First Page Visited|Visitor Score',
    ),
  },
  links: {
    ...OLD_LINKS,
    ...owner('Lead Owner'),
    'Converted Account.id': link('account'),
    'Converted Contact.id': link('contact'),
    'Converted Deal.id': link('opp'),
  },
  words: {
    status: {
      'attempted to contact': 'attempting',
      'contact in future': 'nurturing',
      contacted: 'attempting',
      'junk lead': 'disqualified',
      'lost lead': 'disqualified',
      'not contacted': 'new',
      'pre-qualified': 'qualified',
      'not qualified': 'disqualified',
    },
    rating: {
      acquired: '',
      active: 'hot',
      'market failed': 'cold',
      'project cancelled': 'cold',
      shutdown: 'cold',
    },
  },
};

const CONTACT: Layout = {
  subject: 'contact',
  signatures: [
    ['Record Id', 'Contact Owner.id'],
    ['Record Id', 'Account Name.id', 'Last Name'],
    ['CONTACTID', 'Last Name'],
    ['Contact Owner', 'Account Name', 'Created Time'],
  ],
  files: ['contacts'],
  columns: {
    ...RECORD,
    'Email Opt Out': 'do_not_email',
    ...forEachHeader(['CONTACTID', 'Contact Id'], 'external_id'),
    'Contact Owner': 'owner',
    'First Name': 'first_name',
    'Last Name': 'last_name',
    'Contact Name': 'name',
    'Account Name': 'account',
    Email: 'email',
    'Secondary Email': 'email',
    Title: 'title',
    Department: 'department',
    Phone: 'phone',
    Mobile: 'phone',
    'Home Phone': 'phone',
    'Mailing Street': 'street',
    'Mailing City': 'city',
    'Mailing State': 'region',
    'Mailing Zip': 'postal_code',
    'Mailing Country': 'country',
    'Reporting To': 'reports_to',
    Currency: '-',
  },
  noted: sameLabels(
    'Fax|Skype ID|Assistant|Asst Phone|Other Street|Other City|Other State|Other Zip|Other Country',
  ),
  links: {
    'Reporting To.id': link('reports_to', 'contact'),
    ACCOUNTID: link('account'),
    SMOWNERID: link('owner', 'user'),
    LEADID: link('lead'),
    ...owner('Contact Owner'),
    'Account Name.id': link('account'),
  },
};

const ACCOUNT: Layout = {
  subject: 'account',
  signatures: [
    ['Record Id', 'Account Owner.id'],
    ['Record Id', 'Parent Account.id'],
    ['Record Id', 'Created By.id', 'Account Name', 'Website'],
    ['ACCOUNTID', 'Account Name', 'Account Owner'],
    ['ACCOUNTID', 'Account Name', 'SMOWNERID'],
    ['ACCOUNTID', 'Account Name', 'Parent Account'],
    ['Account Owner', 'Account Name', 'Created Time'],
  ],
  files: ['accounts'],
  columns: {
    ...RECORD,
    ...forEachHeader(['ACCOUNTID', 'Account Id'], 'external_id'),
    'Account Owner': 'owner',
    'Account Name': 'name',
    'Account Type': 'kind',
    'Parent Account': 'parent',
    Website: 'website',
    Phone: 'phone',
    Industry: 'industry',
    Employees: 'employees',
    'Billing Street': 'street',
    'Billing City': 'city',
    'Billing State': 'region',
    'Billing Code': 'postal_code',
    'Billing Country': 'country',
    'Billing Address - City': 'city',
    'Billing Address - State / Province': 'region',
    'Billing Address - Country / Region': 'country',
  },
  noted: {
    'Account Site': 'Site',
    ...sameLabels('Account Number|Ownership|Rating|SIC Code|Ticker Symbol|Fax'),
  },
  links: {
    SMOWNERID: link('owner', 'user'),
    PARENTACCOUNTID: link('parent', 'account'),
    LEADID: link('lead'),
    ...owner('Account Owner'),
    'Parent Account.id': link('parent', 'account'),
  },
  words: {
    kind: {
      supplier: 'vendor',
      reseller: 'partner',
      integrator: 'partner',
      distributor: 'partner',
      analyst: 'other',
      competitor: 'other',
      investor: 'other',
      press: 'other',
    },
  },
};

const DEAL: Layout = {
  subject: 'opp',
  signatures: [
    ['Record Id', 'Deal Owner.id'],
    ['Record Id', 'Deal Name', 'Account Name.id'],
    ['Deal Id', 'Deal Name', 'Deal Owner'],
    ['Deal Name', 'Deal Owner', 'Closing Date'],
    ['Potential Name', 'Potential Owner'],
    ['Potential Name', 'Closing Date'],
    ['POTENTIALID', 'Stage'],
  ],
  files: ['potentials', 'deals'],
  columns: {
    ...RECORD,
    // Bigin, Zoho's small CRM, has other names for some columns.
    'Deal Id': 'external_id',
    // Deals were called potentials.
    ...forEachHeader(['POTENTIALID', 'Potential Id'], 'external_id'),
    'Potential Owner': 'owner',
    'Potential Name': 'name',
    Probability: 'probability',
    'Company Name': 'account',
    'Sub-Pipeline': '-',
    'Deal Owner': 'owner',
    'Deal Name': 'name',
    'Account Name': 'account',
    'Contact Name': 'contact',
    Amount: 'amount',
    Currency: 'currency',
    Stage: 'stage',
    Pipeline: 'pipeline',
    'Closing Date': 'close_date',
    'Probability (%)': 'probability',
    'Next Step': 'next_step',
    'Reason For Loss': 'lost_reason',
    'Campaign Source': 'campaign',
    'Expected Revenue': '-',
  },
  links: {
    ...OLD_LINKS,
    LEADID: link('lead'),
    ...owner('Deal Owner'),
    ...owner('Potential Owner'),
    'Account Name.id': link('account'),
    'Company Name.id': link('account'),
    'Contact Name.id': link('contact'),
  },
  words: { stage: STAGES },
  // The default pipeline; any other has to exist here too.
  columnWords: { Pipeline: { standard: '', 'standard (standard)': '' } },
};

/** Lookups come in pairs, `X.id` and `X`; ids begin with `zcrm_` only in exports of a module. */
export const ZOHO: Preset = {
  name: 'zoho',
  label: 'Zoho CRM',
  proven: 'headers',
  layouts: [LEAD, CONTACT, ACCOUNT, DEAL, ...WORK_LAYOUTS],
  noise: /\.(?:id|module)$/i,
  blank: '-None-',
  // The rows of its subforms.
  partsBelow: /^[^.]+\.(?!id$|module$)[^.]+$/i,
  spellId: (id) => id.replace(/^zcrm_/, ''),
};

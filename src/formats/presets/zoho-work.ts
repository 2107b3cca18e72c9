import {
  droppedColumns,
  filled,
  forEachHeader,
  type Layout,
  link,
  type Subject,
  sameLabels,
} from './preset.ts';
import { ZOHO_ORDER } from './sold.ts';
import { ZOHO_ORDER_LINE } from './sold-lines.ts';

/** Columns of every module. */
export const BASE = {
  'Record Id': 'external_id',
  'Created Time': 'created_at',
  ...droppedColumns(
    'Created By|Created By.id|Modified By|Modified By.id|Modified Time|Last Activity Time|Change Log Time|Locked|' +
      'Unsubscribed Mode|Unsubscribed Time|Last Enriched Time|Enrich Status|Exchange Rate|Connected To.module|' +
      'Connected To.id|Currency.id',
  ),
};

export const STAGES = {
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

/** The id of a record's owner is beside the name. */
export const owner = (name: string) => ({ [`${name}.id`]: link('owner', 'user') });

/** One column names the related record of any kind. */
const RELATED = [...link('account'), ...link('opp'), ...link('lead')];

/** Names of the columns of ids in old exports. */
const OLD_LINKS = {
  RELATEDTOID: RELATED,
  SEID: RELATED,
  CONTACTID: link('contact'),
  WHOID: [...link('contact'), ...link('lead')],
};

const TASK: Layout = {
  subject: 'task',
  signatures: [
    ['Record Id', 'Task Owner.id'],
    ['Task Owner.id', 'Due Date'],
    ['Record Id', 'Due Date', 'Related To.id'],
    ['ACTIVITYID', 'Due Date'],
    ['Task Owner', 'Due Date'],
  ],
  files: ['tasks'],
  columns: {
    ...BASE,
    Description: 'notes',
    ...forEachHeader(['ACTIVITYID', 'TASKID', 'Task Id'], 'external_id'),
    'Task Owner': 'owner',
    Subject: 'subject',
    'Due Date': 'due_date',
    Status: 'status',
    Priority: 'priority',
    'Closed Time': 'done_at',
    'Contact Name': 'contact',
    'Related To': '-',
  },
  links: {
    ...OLD_LINKS,
    ...owner('Task Owner'),
    'Related To.id': RELATED,
    'Contact Name.id': link('contact'),
  },
  words: {
    status: {
      'not started': 'open',
      deferred: 'open',
      'in progress': 'open',
      completed: 'done',
      'waiting for input': 'open',
    },
    priority: { highest: 'high', lowest: 'low' },
  },
};

const CALL: Layout = {
  subject: 'activity',
  signatures: [
    ['Call Owner.id', 'Call Start Time'],
    ['Record Id', 'Call Start Time'],
    ['Call Owner', 'Call Start Time'],
  ],
  files: ['calls'],
  columns: {
    ...BASE,
    Description: 'body',
    ...forEachHeader(['ACTIVITYID', 'CALLID', 'Call Id'], 'external_id'),
    'Call Owner': 'user',
    Subject: 'subject',
    'Call Start Time': 'at',
    'Call Type': 'direction',
    ...droppedColumns('Call Status|Outgoing Call Status|CTI Entry|Call Duration'),
    'Call Result': 'outcome',
    'Call Duration (in seconds)': 'duration',
    'Contact Name': 'contact',
    'Related To': '-',
  },
  links: {
    ...OLD_LINKS,
    'Call Owner.id': link('user'),
    'Related To.id': RELATED,
    'Contact Name.id': link('contact'),
  },
  words: { direction: { inbound: 'in', outbound: 'out', missed: 'in' } },
  noted: {
    ...sameLabels('Call Purpose|Call Agenda|Caller ID|Reminder|Tag'),
    ...forEachHeader(['Dialled Number', 'Dialed Number'], 'Dialled'),
    ...forEachHeader(['Voice Recording', 'Voice Recording URL'], 'Recording'),
  },
  defaults: { type: 'call' },
};

const CALL_STATUS = ['Call Status', 'Outgoing Call Status'];

/** Its calls are made or planned: those that were not made yet are tasks. */
const CALL_PARTS: readonly Layout[] = [
  { ...CALL, rows: { headers: CALL_STATUS, match: /^(?!scheduled|overdue)/i, every: true } },
  {
    subject: 'task',
    signatures: CALL.signatures,
    columns: {
      ...BASE,
      ...forEachHeader(['ACTIVITYID', 'CALLID', 'Call Id'], 'external_id'),
      'Call Owner': 'owner',
      Subject: 'subject',
      'Call Start Time': 'due_date',
      Description: 'notes',
      'Contact Name': 'contact',
      ...droppedColumns(
        `Related To|Call Type|Call Result|Call Duration|Call Duration (in seconds)|CTI Entry|${CALL_STATUS.join('|')}`,
      ),
    },
    noted: { 'Call Purpose': 'Purpose', 'Call Agenda': 'Agenda', 'Dialled Number': 'Number' },
    links: {
      ...OLD_LINKS,
      'Call Owner.id': link('owner', 'user'),
      'Related To.id': RELATED,
      'Contact Name.id': link('contact'),
    },
    defaults: { kind: 'callback' },
    rows: { headers: CALL_STATUS, match: /^(?:scheduled|overdue)/i },
  },
];

const EVENT: Layout = {
  subject: 'activity',
  signatures: [
    ['Event Owner', 'Start DateTime'],
    ['Event Owner.id', 'From'],
    ['Meeting Owner.id', 'From'],
    ['Host.id', 'From', 'To'],
  ],
  files: ['events', 'meetings'],
  columns: {
    ...BASE,
    ...forEachHeader(['ACTIVITYID', 'EVENTID', 'Event Id'], 'external_id'),
    Description: 'body',
    ...forEachHeader(['Event Owner', 'Meeting Owner', 'Host'], 'user'),
    ...forEachHeader(['Subject', 'Title', 'Event Title'], 'subject'),
    ...forEachHeader(['Start DateTime', 'From', 'Start Time'], 'at'),
    'Contact Name': 'contact',
    'Related To': '-',
  },
  links: {
    ...OLD_LINKS,
    ...forEachHeader(['Event Owner.id', 'Meeting Owner.id', 'Host.id'], link('user')),
    'Related To.id': RELATED,
    'Contact Name.id': link('contact'),
  },
  noted: { Venue: 'Venue', Location: 'Location', 'End DateTime': 'Until', To: 'Until' },
  defaults: { type: 'meeting' },
};

/** The same file as meetings, planned and held. */
const MEETING: Layout = {
  ...EVENT,
  subject: 'meeting',
  columns: {
    ...BASE,
    ...forEachHeader(['ACTIVITYID', 'EVENTID', 'Event Id'], 'external_id'),
    Description: 'notes',
    ...forEachHeader(['Event Owner', 'Meeting Owner', 'Host'], 'owner'),
    ...forEachHeader(['Subject', 'Title', 'Event Title'], 'subject'),
    ...forEachHeader(['Start DateTime', 'From', 'Start Time'], 'starts_at'),
    ...forEachHeader(['End DateTime', 'To', 'End Time'], 'ends_at'),
    ...forEachHeader(['Venue', 'Location'], 'place'),
    Participants: 'attendees',
    'Contact Name': 'contact',
    ...droppedColumns('Related To|All day|All Day'),
  },
  links: {
    ...EVENT.links,
    ...forEachHeader(['Event Owner.id', 'Meeting Owner.id', 'Host.id'], link('owner', 'user')),
  },
  wholeDays: {
    header: 'All day',
    days: ['Start DateTime', 'From', 'Start Time', 'End DateTime', 'To', 'End Time'],
  },
  noted: {},
  defaults: {},
};

const NOTE: Layout = {
  subject: 'activity',
  signatures: [
    ['Note Content', 'Note Owner.id'],
    ['Record Id', 'Note Content'],
    ['Note Title', 'Note Content'],
    ['NOTESID', 'Note Content'],
  ],
  files: ['notes'],
  columns: {
    ...BASE,
    'Note Owner': 'user',
    ...forEachHeader(['NOTESID', 'NOTEID', 'Note Id'], 'external_id'),
    'Note Title': 'subject',
    'Note Content': 'body',
    'Created Time': 'at',
  },
  links: {
    'Note Owner.id': link('user'),
    ...forEachHeader(['ENTITYID', 'PARENTID'], [...link('contact'), ...RELATED]),
    Associated_Id: [...link('account'), ...link('contact'), ...link('opp'), ...link('lead')],
    'Parent ID.id': [...link('account'), ...link('contact'), ...link('opp'), ...link('lead')],
  },
  defaults: { type: 'note' },
};

const USER: Layout = {
  subject: 'user',
  signatures: [
    ['USER_ID', 'Last Name', 'Email'],
    ['USERID', 'Last Name', 'Email'],
    ['User Id', 'First Name', 'Last Name', 'Email'],
  ],
  files: ['users'],
  columns: {
    ...forEachHeader(['USER_ID', 'USERID', 'User Id', 'Record Id', 'Id'], 'external_id'),
    'First Name': 'first_name',
    'Last Name': 'last_name',
    ...forEachHeader(['Full Name', 'User Name'], 'full_name'),
    Email: 'email',
    Status: 'active',
  },
};

const CASE: Layout = {
  subject: 'case',
  signatures: [
    ['Case Owner', 'Case Origin'],
    ['Case Owner', 'Case Number'],
  ],
  files: ['cases'],
  columns: {
    ...BASE,
    'Case Owner': 'owner',
    Subject: 'subject',
    Status: 'status',
    Priority: 'priority',
    Type: 'kind',
    'Case Origin': 'channel',
    'Product Name': 'product',
    'Account Name': 'account',
    ...forEachHeader(['Contact Name', 'Related To'], 'contact'),
    'Deal Name': 'opp',
    Description: 'notes',
    Solution: 'resolution',
    ...droppedColumns('No of comments'),
  },
  noted: {
    'Case Number': 'Case number',
    'Case Reason': 'Reason',
    'Reported By': 'Reported by',
    Email: 'E-mail',
    Phone: 'Phone',
    'Internal Comments': 'Internal',
  },
  links: {
    ...owner('Case Owner'),
    'Account Name.id': link('account'),
    ...forEachHeader(['Contact Name.id', 'Related To.id'], link('contact')),
    'Deal Name.id': link('opp'),
  },
};

const CAMPAIGN: Layout = {
  subject: 'campaign',
  signatures: [['Campaign Owner', 'Campaign Name']],
  files: ['campaigns'],
  columns: {
    ...BASE,
    'Campaign Owner': 'owner',
    'Campaign Name': 'name',
    Type: 'type',
    Status: 'status',
    'Start Date': 'starts_on',
    'End Date': 'ends_on',
    'Actual Cost': 'cost',
    'Budgeted Cost': 'budget',
    Description: 'notes',
  },
  links: owner('Campaign Owner'),
};

/** Leads and contacts in campaigns, by the ids of both or by their names. */
const CAMPAIGN_MEMBER: Layout = {
  subject: 'campaign member',
  signatures: [
    ['Campaign Id', 'Member Status'],
    ['Campaign Name', 'Member Status'],
    ['Campaigns.id', 'Member Status'],
    ['Campaign Name.id', 'Member Status'],
    ['Campaigns', 'Member Status'],
  ],
  files: ['campaignsxleads', 'leadsxcampaigns', 'campaignsxcontacts', 'contactsxcampaigns'],
  columns: {
    ...forEachHeader(['Campaign Name', 'Campaigns', 'Campaign'], 'campaign'),
    'Member Status': 'status',
    Email: 'email',
    ...forEachHeader(['Lead Name', 'Leads', 'Lead'], 'lead'),
    ...forEachHeader(['Contact Name', 'Contacts', 'Contact'], 'contact'),
    'Created Time': 'at',
    ...droppedColumns('Record Id|Id|Campaign Member Id'),
  },
  links: {
    ...forEachHeader(['Campaign Id', 'Campaigns.id', 'Campaign Name.id', 'Campaign.id'], link('campaign')),
    ...forEachHeader(['Lead Id', 'Leads.id', 'Lead Name.id', 'Lead.id'], link('lead')),
    ...forEachHeader(['Contact Id', 'Contacts.id', 'Contact Name.id', 'Contact.id'], link('contact')),
  },
};

const PRODUCT: Layout = {
  subject: 'product',
  signatures: [['Product Owner', 'Product Name']],
  files: ['products'],
  columns: {
    ...BASE,
    'Product Owner': 'owner',
    'Product Name': 'name',
    'Product Code': 'code',
    'Product Category': 'family',
    'Product Active': 'active',
    'Unit Price': 'price',
    'Usage Unit': 'unit',
    Description: 'notes',
  },
  links: owner('Product Owner'),
};

const PRICEBOOK: Layout = {
  subject: 'pricebook',
  signatures: [['Price Book Owner', 'Price Book Name']],
  files: ['pricebooks', 'price_books'],
  columns: {
    ...BASE,
    'Price Book Owner': 'owner',
    'Price Book Name': 'name',
    Active: 'active',
    'Pricing Model': '-',
    Description: 'notes',
  },
  links: owner('Price Book Owner'),
};

const QUOTE: Layout = {
  subject: 'quote',
  signatures: [['Quote Owner', 'Quote Stage']],
  files: ['quotes'],
  columns: {
    ...BASE,
    'Quote Owner': 'owner',
    Subject: 'name',
    'Quote Stage': 'status',
    'Valid Until': 'valid_until',
    'Valid Till': 'valid_until',
    'Deal Name': 'opp',
    'Account Name': 'account',
    'Contact Name': 'contact',
    'Grand Total': 'amount',
    Description: 'notes',
    'Quote Number': '-',
    'Sub Total': '-',
    Tax: '-',
    Adjustment: '-',
    Discount: '-',
  },
  noted: {
    'Quote Number': 'Number',
    ...sameLabels(
      'Terms and Conditions|Carrier|Shipping|Team|Billing Street|Billing City|Billing State|Billing Code|Billing Country',
    ),
  },
  links: {
    ...owner('Quote Owner'),
    'Deal Name.id': link('opp'),
    'Account Name.id': link('account'),
    'Contact Name.id': link('contact'),
  },
};

/** A quote is of a deal; one without a deal is told to whom it was made. */
const QUOTE_PARTS: readonly Layout[] = [
  { ...QUOTE, signatures: [['Quote Stage', 'Deal Name']], rows: filled('Deal Name') },
  {
    subject: 'activity',
    signatures: [['Quote Stage', 'Deal Name']],
    columns: {
      ...BASE,
      'Created Time': 'at',
      'Quote Owner': 'user',
      Subject: 'subject',
      Description: 'body',
      'Account Name': 'account',
      'Contact Name': 'contact',
      'Deal Name': '-',
    },
    noted: {
      'Quote Stage': 'Quote',
      ...sameLabels(
        'Quote Number|Valid Until|Valid Till|Sub Total|Discount|Tax|Adjustment|Grand Total|Currency|Terms and Conditions|Carrier|Shipping|Team',
      ),
    },
    links: {
      'Quote Owner.id': link('user'),
      'Account Name.id': link('account'),
      'Contact Name.id': link('contact'),
      'Deal Name.id': link('opp'),
    },
    defaults: { type: 'note' },
    rows: { headers: ['Deal Name'], match: /^$/ },
  },
];

/** Files whose rows are of two kinds. */
export const WORK_PARTS: readonly Layout[] = [...CALL_PARTS, ...QUOTE_PARTS];

/** Who has a part in a deal. */
const CONTACT_ROLE: Layout = {
  subject: 'contact role',
  signatures: [
    ['Deal Name.id', 'Contact Name.id', 'Contact Role'],
    ['Deal Name.id', 'Contact.id', 'Contact Role'],
    ['Deal Name.id', 'Contact Name.id', 'Role'],
    ['Potential Name.id', 'Contact Name.id', 'Contact Role'],
  ],
  files: ['contactroles', 'dealsxcontactroles', 'dealcontactroles'],
  columns: {
    ...BASE,
    'Record Id': '-',
    'Created Time': '-',
    ...forEachHeader(['Contact Role', 'Role', 'Role Name'], 'role'),
    ...droppedColumns('Deal Name|Potential Name|Contact Name|Contact'),
  },
  links: {
    ...forEachHeader(['Deal Name.id', 'Potential Name.id'], link('opp')),
    ...forEachHeader(['Contact Name.id', 'Contact.id'], link('contact')),
  },
};

/** A row for each stage that a deal was in. */
const STAGE_HISTORY: Layout = {
  subject: 'stage history',
  signatures: [
    ['Deal Name.id', 'Stage', 'Modified Time', 'Duration'],
    ['Deal Name.id', 'Stage', 'Modified Time', 'Stage Duration (Days)'],
    ['Deal Name.id', 'Stage', 'Moved To'],
    ['Potential Name.id', 'Stage', 'Modified Time'],
  ],
  files: ['stagehistory', 'dealsstagehistory', 'potentialstagehistory', 'dealstagehistory'],
  columns: {
    ...BASE,
    'Record Id': '-',
    'Created Time': '-',
    Stage: 'stage',
    'Modified Time': 'entered_at',
    Amount: 'amount',
    Currency: 'currency',
    ...droppedColumns(
      'Deal Name|Potential Name|Probability (%)|Probability|Closing Date|Expected Revenue|Duration|' +
        'Duration (Days)|Stage Duration (Days)|Moved To',
    ),
  },
  links: {
    ...forEachHeader(['Deal Name.id', 'Potential Name.id'], link('opp')),
    'Modified By.id': link('user'),
  },
  words: { stage: STAGES },
};

const A_PARENT = [{ field: 'parent', noun: 'account' }] as const;

/** Files of records, which are in a folder beside the table. */
const ATTACHMENT: Layout = {
  subject: 'attachment',
  signatures: [
    ['Attachment Id', 'File Name'],
    ['File Name', 'Parent ID'],
    ['File Name', 'Parent ID.id'],
  ],
  files: ['attachments'],
  columns: {
    ...forEachHeader(['Attachment Id', 'ATTACHMENTID', 'Record Id', 'Id'], 'id'),
    'File Name': 'name',
    'Created Time': 'at',
    ...droppedColumns(
      'Size|File Size|Attachment Owner|Attachment Owner.id|Owner|Owner.id|Created By|Created By.id|Modified By|Modified By.id|Modified Time|Module|$se_module|Attachment Type|Type|State|Editable|Link Url|File Id|Parent Name',
    ),
  },
  links: { ...forEachHeader(['Parent ID.id', 'Parent ID', 'Parent_Id', 'PARENTID', 'ENTITYID'], A_PARENT) },
};

/** Modules that are not imported, by the names of their files and a column. */
const OTHERS: readonly (readonly [Subject, string, readonly string[]])[] = [
  ['invoice', 'invoices', ['Invoice Owner', 'Subject']],
  ['invoice', 'purchaseorders', ['Purchase Order Owner', 'Subject']],
];

/** Tasks, calls, meetings, notes, users, and modules that are not imported. */
export const WORK_LAYOUTS: readonly Layout[] = [
  CAMPAIGN,
  CAMPAIGN_MEMBER,
  TASK,
  CALL,
  MEETING,
  EVENT,
  NOTE,
  USER,
  CASE,
  PRODUCT,
  PRICEBOOK,
  ATTACHMENT,
  QUOTE,
  CONTACT_ROLE,
  STAGE_HISTORY,
  { ...ZOHO_ORDER, links: owner('Sales Order Owner') },
  ZOHO_ORDER_LINE,
  ...OTHERS.map(
    ([subject, files, signature]): Layout => ({
      subject,
      signatures: [signature],
      files: files.split('|'),
      columns: { ...BASE, ...forEachHeader(signature, '-') },
    }),
  ),
];

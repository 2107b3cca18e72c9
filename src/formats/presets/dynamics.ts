import { ODATA_REFERENCE } from '../odata.ts';
import { DYNAMICS_CAMPAIGNS, DYNAMICS_LIST_MEMBER } from './campaigns.ts';
import { droppedColumns, forEachHeader, type Layout, link, type Preset } from './preset.ts';
import { DYNAMICS_SOLD } from './sold.ts';
import { DYNAMICS_SOLD_LINES } from './sold-lines.ts';

const MARKED = '(Do Not Modify) Row Checksum';

const BASE = {
  ...droppedColumns(
    `${MARKED}|(Do Not Modify) Modified On|Modified On|Status Reason|statecode|statuscode|transactioncurrencyid|` +
      'exchangerate|versionnumber|timezoneruleversionnumber|importsequencenumber|utcconversiontimezonecode|owninguser|' +
      'owningbusinessunit|owningbusinessunitname|owningteam|modifiedby|modifiedbyname|createdby|createdbyname|processid|stageid|' +
      '_modifiedby_value|_createdby_value|_owninguser_value|_owningbusinessunit_value|_owningteam_value|' +
      '_transactioncurrencyid_value|isescalated|createdonbehalfby|_createdonbehalfby_value|_modifiedonbehalfby_value',
  ),
  owneridname: 'owner',
  transactioncurrencyidname: '-',
  'Created On': 'created_at',
  Description: 'notes',
  Owner: 'owner',
  Currency: '-',
};

/** Who has a record, by number. */
const OWNED = { ownerid: link('owner', 'user') };

const ADDRESS = {
  Street: 'street',
  'Street 1': 'street',
  'Address 1: Street 1': 'street',
  address1_line1: 'street',
  City: 'city',
  'Address 1: City': 'city',
  address1_city: 'city',
  'State or Province': 'region',
  'State/Province': 'region',
  'Address 1: State/Province': 'region',
  address1_stateorprovince: 'region',
  'ZIP/Postal Code': 'postal_code',
  'Address 1: ZIP/Postal Code': 'postal_code',
  address1_postalcode: 'postal_code',
  Country: 'country',
  'Country/Region': 'country',
  'Address 1: Country/Region': 'country',
  address1_country: 'country',
};

const PHONES = forEachHeader(
  [
    'Business Phone',
    'Main Phone',
    'Phone',
    'Mobile Phone',
    'Home Phone',
    'Other Phone',
    'Address 1: Telephone 1',
    'telephone1',
    'telephone2',
    'mobilephone',
  ],
  'phone',
);

const EMAILS = forEachHeader(
  ['Email', 'Email Address 2', 'Email Address 3', 'emailaddress1', 'emailaddress2', 'emailaddress3'],
  'email',
);

const PERSON = {
  ...BASE,
  ...ADDRESS,
  ...PHONES,
  ...EMAILS,
  'Full Name': 'name',
  fullname: 'name',
  'First Name': 'first_name',
  firstname: 'first_name',
  'Last Name': 'last_name',
  lastname: 'last_name',
  'Job Title': 'title',
  jobtitle: 'title',
  'Do not allow Phone Calls': 'do_not_call',
  donotphone: 'do_not_call',
  'Do not allow Emails': 'do_not_email',
  donotemail: 'do_not_email',
};

/** Converts permissions to our opposite flags. */
const ALLOWED = { allow: 'no', 'do not allow': 'yes' };

const columnWords = forEachHeader(['Do not allow Phone Calls', 'Do not allow Emails'], ALLOWED);

const LEAD: Layout = {
  subject: 'lead',
  signatures: [
    ['(Do Not Modify) Lead'],
    ['leadid', 'companyname'],
    ['leadid', 'lastname'],
    ['Name', 'Topic', 'Status Reason'],
    ['Topic', 'Status Reason', 'Company Name'],
  ],
  columns: {
    ...PERSON,
    '(Do Not Modify) Lead': 'external_id',
    leadid: 'external_id',
    Name: 'name',
    Subject: 'notes',
    Topic: 'notes',
    subject: 'notes',
    'Company Name': 'company',
    companyname: 'company',
    'Lead Source': 'source',
    leadsourcecode: 'source',
    ...forEachHeader(['Rating', 'leadqualitycode'], 'rating'),
    ...forEachHeader(['statecode', 'statuscode'], 'status'),
    ...forEachHeader(['No. of Employees', 'numberofemployees'], 'employees'),
    industrycode: 'industry',
    campaignidname: 'campaign',
    'Source Campaign': 'campaign',
    Status: 'status',
    'Status Reason': 'status',
    Industry: 'industry',
    Website: 'website',
    websiteurl: 'website',
  },
  words: {
    status: {
      open: 'new',
      'cannot contact': 'disqualified',
      'no longer interested': 'disqualified',
      canceled: 'disqualified',
    },
  },
  links: OWNED,
  // The reason tells the status of an open one.
  columnWords: { ...columnWords, Status: { open: '' }, statecode: { open: '', '0': '' } },
};

const CONTACT: Layout = {
  subject: 'contact',
  signatures: [
    ['(Do Not Modify) Contact'],
    ['contactid', 'lastname'],
    ['contactid', 'fullname'],
    ['Full Name', 'Company Name', 'Business Phone'],
  ],
  columns: {
    ...PERSON,
    ...forEachHeader(['(Do Not Modify) Contact', 'Contact'], 'external_id'),
    contactid: 'external_id',
    'Company Name': 'account',
    ...forEachHeader(['Account Name', 'parentcustomeridname', 'accountidname'], 'account'),
    Department: 'department',
    Status: '-',
    birthdate: 'birthdate',
    salutation: 'salutation',
    leadsourcecode: 'source',
    parentcontactidname: 'reports_to',
  },
  noted: { gendercode: 'Gender' },
  links: {
    ...OWNED,
    parentcustomerid: [...link('account'), ...link('reports_to', 'contact')],
    accountid: link('account'),
    parentcontactid: link('reports_to', 'contact'),
  },
  columnWords,
};

const ACCOUNT: Layout = {
  subject: 'account',
  signatures: [
    ['(Do Not Modify) Account'],
    ['accountid', 'name', 'websiteurl'],
    ['accountid', 'name', 'telephone1'],
    ['Account Name', 'Main Phone', 'Primary Contact'],
    ['Account Name', 'Main Phone', 'Address 1: City'],
  ],
  columns: {
    ...BASE,
    ...ADDRESS,
    ...PHONES,
    ...EMAILS,
    ...forEachHeader(['(Do Not Modify) Account', 'Account'], 'external_id'),
    accountid: 'external_id',
    'Account Name': 'name',
    name: 'name',
    Website: 'website',
    websiteurl: 'website',
    'Relationship Type': 'kind',
    customertypecode: 'kind',
    Industry: 'industry',
    industrycode: 'industry',
    'Number of Employees': 'employees',
    'No. of Employees': 'employees',
    numberofemployees: 'employees',
    ...forEachHeader(['Parent Account', 'parentaccountidname'], 'parent'),
    Status: '-',
    revenue: 'revenue',
  },
  links: { ...OWNED, parentaccountid: link('parent', 'account') },
  words: {
    kind: {
      supplier: 'vendor',
      reseller: 'partner',
      competitor: 'other',
      consultant: 'other',
      influencer: 'other',
      investor: 'other',
      press: 'other',
    },
  },
};

const OPPORTUNITY: Layout = {
  subject: 'opp',
  signatures: [
    ['(Do Not Modify) Opportunity'],
    ['opportunityid', 'estimatedvalue'],
    ['opportunityid', 'name', 'estimatedclosedate'],
    ['Topic', 'Potential Customer'],
    ['Topic', 'Est. revenue'],
    ['Topic', 'Est. close date'],
  ],
  columns: {
    ...BASE,
    ...forEachHeader(['Currency', 'transactioncurrencyidname'], 'currency'),
    '(Do Not Modify) Opportunity': 'external_id',
    opportunityid: 'external_id',
    Topic: 'name',
    name: 'name',
    ...forEachHeader(['Account', 'Potential Customer', 'parentaccountidname', 'customeridname'], 'account'),
    ...forEachHeader(['Contact', 'parentcontactidname'], 'contact'),
    ...forEachHeader(['Status', 'statecode'], 'stage'),
    ...forEachHeader(['Pipeline Phase', 'Sales Stage', 'stepname'], 'stage'),
    'Close Date': 'close_date',
    'Est. close date': 'close_date',
    estimatedclosedate: 'close_date',
    'Actual Close Date': 'closed_on',
    actualclosedate: 'closed_on',
    ...forEachHeader(['Status Reason', 'statuscode'], 'lost_reason'),
    ...forEachHeader(['Actual Revenue', 'actualvalue'], 'amount'),
    ...forEachHeader(['Est. revenue', 'Est. Revenue', 'Estimated Revenue'], 'amount'),
    ...droppedColumns('Est. Revenue (Base)|Actual Revenue (Base)|estimatedvalue_base|actualvalue_base'),
    ...forEachHeader(['Forecast category', 'msdyn_forecastcategory'], 'forecast'),
    estimatedvalue: 'amount',
    Probability: 'probability',
    closeprobability: 'probability',
    Rating: '-',
  },
  links: {
    ...OWNED,
    customerid: [...link('account'), ...link('contact')],
    parentaccountid: link('account'),
    parentcontactid: link('contact'),
  },
  words: {
    stage: {
      qualify: 'qualification',
      '1-qualify': 'qualification',
      develop: 'qualification',
      '2-develop': 'qualification',
      propose: 'proposal',
      '3-propose': 'proposal',
      close: 'negotiation',
      '4-close': 'negotiation',
    },
    forecast: { committed: 'commit', 'best case': 'best case', won: 'closed', lost: 'omitted' },
  },
  // A won or lost one keeps its phase, so the outcome takes precedence.
  columnWords: {
    Status: { open: '', won: 'closed won', lost: 'closed lost' },
    statecode: {
      open: '',
      won: 'closed won',
      lost: 'closed lost',
      '0': '',
      '1': 'closed won',
      '2': 'closed lost',
    },
    // The reason of an open or won one says nothing more than its status.
    'Status Reason': { 'in progress': '', 'on hold': '', won: '', open: '' },
    statuscode: {
      ...forEachHeader(['in progress', 'on hold', 'won', 'open', '1', '2', '3'], ''),
      '4': 'Canceled',
      '5': 'Out-Sold',
    },
    // What came of a deal is its amount; a lost one brought nothing and keeps what it was worth.
    ...forEachHeader(
      ['Actual Revenue', 'actualvalue'],
      forEachHeader(['0', '0.00', '0,00', '0.0000', '$0.00', '£0.00', '€0.00', '0,00 €'], ''),
    ),
  },
};

const CASE: Layout = {
  subject: 'case',
  signatures: [
    ['(Do Not Modify) Case'],
    ['Case Title', 'Case Number'],
    ['incidentid', 'title'],
    ['incidentid', 'ticketnumber'],
  ],
  files: ['cases', 'incidents', 'incident'],
  columns: {
    ...BASE,
    ...forEachHeader(['(Do Not Modify) Case', 'incidentid'], 'external_id'),
    ...forEachHeader(['Case Title', 'Title'], 'subject'),
    ...forEachHeader(['Status', 'statecode'], 'status'),
    ...forEachHeader(['Priority', 'prioritycode'], 'priority'),
    ...forEachHeader(['Case Type', 'Type', 'casetypecode'], 'kind'),
    ...forEachHeader(['Origin', 'Channel', 'caseorigincode'], 'channel'),
    Product: 'product',
    ...forEachHeader(['Customer', 'Account'], 'account'),
    ...forEachHeader(['Contact', 'Responsible Contact'], 'contact'),
    ...forEachHeader(['Parent Case'], 'follows'),
    description: 'notes',
    createdon: 'created_at',
    ...forEachHeader(['Resolved On', 'Resolution Date', 'Closed On'], 'solved_at'),
    ...forEachHeader(['Resolution', 'Resolution Description'], 'resolution'),
    ...forEachHeader(['Satisfaction', 'customersatisfactioncode'], 'satisfaction'),
    ...droppedColumns(
      'Status Reason|statuscode|modifiedon|Resolve By|First Response By|First Response Sent|firstresponsesent|IsEscalated|Is Escalated|severitycode|Case Age|Modified By',
    ),
  },
  noted: {
    ...forEachHeader(['Case Number', 'ticketnumber'], 'Case number'),
    ...forEachHeader(['Subject', 'subjectid'], 'Subject'),
    'Serial Number': 'Serial number',
  },
  links: {
    ...OWNED,
    customerid: [...link('account'), ...link('contact')],
    accountid: link('account'),
    ...forEachHeader(['primarycontactid', 'contactid', 'responsiblecontactid'], link('contact')),
    parentcaseid: link('follows', 'case'),
    productid: link('model', 'product'),
  },
  words: {
    status: {
      '0': 'open',
      '1': 'solved',
      '2': 'closed',
      active: 'open',
      resolved: 'solved',
      cancelled: 'closed',
      canceled: 'closed',
    },
    priority: { '1': 'high', '2': 'normal', '3': 'low' },
    satisfaction: {
      'very dissatisfied': '1',
      dissatisfied: '2',
      neutral: '3',
      satisfied: '4',
      'very satisfied': '5',
    },
  },
  columnWords: {
    caseorigincode: { '1': 'phone', '2': 'email', '3': 'web', '2483': 'Facebook', '3986': 'Twitter' },
    casetypecode: { '1': 'Question', '2': 'Problem', '3': 'Request' },
  },
};

/** What an appointment, task or phone call is about is a name of any kind of record. */
const ACTIVITY_COLUMNS = {
  ...BASE,
  ...forEachHeader(['Subject', 'subject'], 'subject'),
  ...forEachHeader(['Description', 'description'], 'notes'),
  ...forEachHeader(['Activity Status', 'Status', 'statecode'], 'status'),
  createdon: 'created_at',
  ...droppedColumns(
    'Activity Type|Date Created|Last Updated|statuscode|activitytypecode|actualdurationminutes',
  ),
};

const ABOUT = {
  noted: { Regarding: 'Regarding' },
  links: {
    ...OWNED,
    regardingobjectid: [
      ...link('account'),
      ...link('contact'),
      ...link('opp'),
      ...link('lead'),
      ...link('case'),
    ],
  },
} as const;

/** What was done says what was said, and who did it. */
const DONE = {
  ...forEachHeader(['Description', 'description'], 'body'),
  ...forEachHeader(['Owner', 'owneridname'], 'user'),
  ...forEachHeader(['Direction', 'directioncode'], 'direction'),
};
const ABOUT_DONE = { ...ABOUT, links: { ...ABOUT.links, ownerid: link('user') } } as const;
const DIRECTIONS = {
  direction: { incoming: 'in', outgoing: 'out', true: 'out', '1': 'out', false: 'in', '0': 'in' },
};

const APPOINTMENT: Layout = {
  subject: 'meeting',
  signatures: [
    ['(Do Not Modify) Appointment'],
    ['activityid', 'scheduledstart', 'scheduledend'],
    ['Subject', 'Regarding', 'Start Time', 'End Time'],
  ],
  files: ['appointments'],
  columns: {
    ...ACTIVITY_COLUMNS,
    ...forEachHeader(['(Do Not Modify) Appointment', 'activityid'], 'external_id'),
    ...forEachHeader(['Start Time', 'scheduledstart'], 'starts_at'),
    ...forEachHeader(['End Time', 'scheduledend'], 'ends_at'),
    ...forEachHeader(['Location', 'location'], 'place'),
    ...forEachHeader(['Required Attendees', 'Required', 'Optional Attendees', 'Optional'], 'attendees'),
    ...droppedColumns('Duration|scheduleddurationminutes|All Day Event|isalldayevent|Priority'),
  },
  continued: forEachHeader(['Optional Attendees', 'Optional'], '; '),
  wholeDays: {
    header: 'All Day Event',
    days: ['Start Time', 'End Time', 'scheduledstart', 'scheduledend'],
  },
  words: { status: { open: 'planned', scheduled: 'planned', completed: 'held', canceled: 'cancelled' } },
  ...ABOUT,
  noted: { ...ABOUT.noted, Organizer: 'Organizer' },
};

const TASK: Layout = {
  subject: 'task',
  signatures: [
    ['(Do Not Modify) Task'],
    ['Subject', 'Regarding', 'Due Date', 'Activity Status'],
    ['activityid', 'subject', 'scheduledend', 'prioritycode'],
  ],
  columns: {
    ...ACTIVITY_COLUMNS,
    ...forEachHeader(['(Do Not Modify) Task', 'activityid'], 'external_id'),
    ...forEachHeader(['Due Date', 'Due', 'scheduledend'], 'due_date'),
    ...forEachHeader(['Actual End', 'actualend'], 'done_at'),
    ...forEachHeader(['Priority', 'prioritycode'], 'priority'),
    ...droppedColumns('Duration|Start Date|scheduledstart|actualdurationminutes'),
  },
  words: { status: { scheduled: 'open', completed: 'done', canceled: 'cancelled' } },
  ...ABOUT,
};

const PHONE_CALL: Layout = {
  subject: 'activity',
  signatures: [['(Do Not Modify) Phone Call'], ['activityid', 'directioncode', 'phonenumber']],
  files: ['phonecalls', 'phonecall'],
  columns: {
    ...ACTIVITY_COLUMNS,
    ...forEachHeader(['(Do Not Modify) Phone Call', 'activityid'], 'external_id'),
    ...DONE,
    ...forEachHeader(['Actual End', 'actualend', 'Due Date', 'Due', 'scheduledend', 'Start Date'], 'at'),
    ...forEachHeader(['Duration (Minutes)', 'actualdurationminutes'], 'duration'),
    ...droppedColumns('Activity Status|Status|statecode|Priority|prioritycode|scheduledstart|actualstart'),
  },
  words: DIRECTIONS,
  ...ABOUT_DONE,
  noted: {
    ...ABOUT.noted,
    ...forEachHeader(['Phone Number', 'phonenumber'], 'Phone'),
    'Call From': 'From',
    'Call To': 'To',
  },
  defaults: { type: 'call' },
};

/** Letters that were written or came. */
const EMAIL: Layout = {
  subject: 'activity',
  signatures: [
    ['(Do Not Modify) Email Message'],
    ['(Do Not Modify) Email'],
    ['activityid', 'directioncode', 'torecipients'],
    ['activityid', 'directioncode', 'sender'],
  ],
  files: ['emails', 'email', 'emailmessages'],
  columns: {
    ...ACTIVITY_COLUMNS,
    ...forEachHeader(['(Do Not Modify) Email Message', '(Do Not Modify) Email', 'activityid'], 'external_id'),
    ...DONE,
    ...forEachHeader(['Actual End', 'actualend', 'senton', 'Date Sent'], 'at'),
    ...droppedColumns(
      'Activity Status|Status|statecode|Priority|prioritycode|scheduledstart|scheduledend|actualstart|messageid|mimetype|' +
        'trackingtoken|submittedby|readreceiptrequested|deliveryreceiptrequested|conversationindex|attachmentcount|notifications',
    ),
  },
  html: ['Description', 'description'],
  words: DIRECTIONS,
  ...ABOUT_DONE,
  noted: {
    ...ABOUT.noted,
    ...forEachHeader(['From', 'sender'], 'From'),
    ...forEachHeader(['To', 'torecipients'], 'To'),
    Cc: 'Cc',
    Bcc: 'Bcc',
  },
  defaults: { type: 'email' },
};

const USER: Layout = {
  subject: 'user',
  signatures: [
    ['systemuserid', 'fullname'],
    ['systemuserid', 'internalemailaddress'],
    ['(Do Not Modify) User', 'Full Name'],
  ],
  files: ['systemusers', 'systemuser'],
  columns: {
    ...forEachHeader(['systemuserid', '(Do Not Modify) User'], 'external_id'),
    ...forEachHeader(['fullname', 'Full Name'], 'full_name'),
    ...forEachHeader(['internalemailaddress', 'Primary Email'], 'email'),
    ...forEachHeader(['domainname', 'User Name'], 'name'),
    ...droppedColumns('firstname|lastname|isdisabled|businessunitid|_businessunitid_value|accessmode|Status'),
  },
};

/** A table of notes and of the files of records; a note may have a file. */
const ANNOTATIONS = {
  signatures: [
    ['annotationid', 'objectid'],
    ['annotationid', '_objectid_value'],
  ],
  files: ['annotations', 'annotation'],
} as const;
const OF_ANNOTATION = ['objectid', '_objectid_value'];
const NOT_OF_ANNOTATION = droppedColumns(
  'mimetype|filesize|isdocument|objecttypecode|objectid_typecode|stepid|langid|prefix|versionnumber|importsequencenumber|overriddencreatedon|modifiedon|_modifiedby_value|modifiedby|_createdby_value|createdby|_owninguser_value|_owningbusinessunit_value|_owningteam_value|ownerid|dummyfilename|isprivate',
);

const NOTE: Layout = {
  ...ANNOTATIONS,
  subject: 'activity',
  spelled: true,
  rows: { headers: ['filename'], match: /^\s*$/ },
  columns: {
    annotationid: 'external_id',
    subject: 'subject',
    notetext: 'body',
    createdon: 'at',
    ...NOT_OF_ANNOTATION,
    ...droppedColumns('filename|documentbody'),
  },
  links: {
    ...forEachHeader(OF_ANNOTATION, [
      ...link('account'),
      ...link('contact'),
      ...link('opp'),
      ...link('lead'),
      ...link('case'),
    ]),
    _ownerid_value: link('user'),
  },
  defaults: { type: 'note' },
};

const ATTACHMENT: Layout = {
  ...ANNOTATIONS,
  subject: 'attachment',
  spelled: true,
  rows: { headers: ['filename'], match: /\S/ },
  columns: {
    annotationid: 'id',
    filename: 'name',
    documentbody: 'content',
    subject: 'notes',
    notetext: 'notes',
    createdon: 'at',
    ...NOT_OF_ANNOTATION,
    ...droppedColumns('_ownerid_value'),
  },
  links: forEachHeader(OF_ANNOTATION, [{ field: 'parent', noun: 'account' }]),
};

/** The answers to a campaign. */
const CAMPAIGN_RESPONSE: Layout = {
  subject: 'campaign member',
  signatures: [
    ['(Do Not Modify) Campaign Response'],
    ['Parent Campaign', 'Response Code'],
    ['Regarding', 'Response Code', 'Received On'],
  ],
  columns: {
    'Parent Campaign': 'campaign',
    Regarding: 'campaign',
    Customer: 'contact',
    'E-mail': 'email',
    Email: 'email',
    'Response Code': 'status',
    'Received On': 'at',
    Subject: '-',
    'First Name': '-',
    'Last Name': '-',
  },
};

/** The first columns identify the record and must not be changed: the workbook can be imported back. */
export const DYNAMICS: Preset = {
  name: 'dynamics',
  label: 'Dynamics 365 Sales',
  proven: 'headers',
  // Its API writes `leadid`: files of many programs have a `lead_id`.
  layouts: [
    LEAD,
    CONTACT,
    ACCOUNT,
    OPPORTUNITY,
    CASE,
    APPOINTMENT,
    TASK,
    PHONE_CALL,
    EMAIL,
    USER,
    CAMPAIGN_RESPONSE,
    ...DYNAMICS_SOLD,
    ...DYNAMICS_SOLD_LINES,
    ...DYNAMICS_CAMPAIGNS,
    DYNAMICS_LIST_MEMBER,
  ].map((layout): Layout => ({ ...layout, spelled: true })),
  parts: [NOTE, ATTACHMENT],
  // What its API says of values beside them.
  references: ODATA_REFERENCE,
  noise: /^@odata\.|@(?:odata|microsoft)\./i,
};

import {
  droppedColumns,
  forEachHeader,
  type Layout,
  type Link,
  link,
  type Preset,
  sameLabels,
} from './preset.ts';
import { ACCOUNT_TYPES, STAGES } from './salesforce-words.ts';

/** Each column under its label and its name in the database. */
const BASE = {
  ID: 'external_id',
  ...forEachHeader(['Date Created', 'date_entered'], 'created_at'),
  ...forEachHeader(['Assigned to', 'Assigned To', 'assigned_user_name', 'Assigned User Name'], 'owner'),
  Description: 'notes',
  ...droppedColumns(
    'Date Modified|date_modified|Modified By|Modified By Name|modified_user_id|modified_by_name|Created By|' +
      'created_by|created_by_name|Deleted|photo|Photo|portal_name|portal_app|portal_account_disabled|' +
      'jjwg_maps_lng_c|jjwg_maps_lat_c|jjwg_maps_geocode_status_c|jjwg_maps_address_c',
  ),
};

const OWNED = forEachHeader(['assigned_user_id', 'Assigned User ID'], link('owner', 'user'));

const EMAILS = forEachHeader(
  ['Email Address', 'email_address', 'email1', 'email2', 'Non Primary E-mails', 'Alternate Email'],
  'email',
);

function address(label: string, name: string): Record<string, string> {
  return {
    ...forEachHeader([`${label} Street`, `${name}_address_street`], 'street'),
    ...forEachHeader([`${label} City`, `${name}_address_city`], 'city'),
    ...forEachHeader([`${label} State`, `${name}_address_state`], 'region'),
    ...forEachHeader([`${label} Postal Code`, `${name}_address_postalcode`], 'postal_code'),
    ...forEachHeader([`${label} Country`, `${name}_address_country`], 'country'),
  };
}

const PERSON = {
  ...BASE,
  ...EMAILS,
  ...address('Primary Address', 'primary'),
  'First Name': 'first_name',
  'Last Name': 'last_name',
  Title: 'title',
  'Job Title': 'title',
  ...forEachHeader(['Lead Source', 'lead_source'], 'source'),
  ...forEachHeader(['Do Not Call', 'do_not_call'], 'do_not_call'),
  ...forEachHeader(['Email Opt Out', 'email_opt_out'], 'do_not_email'),
  ...forEachHeader(
    [
      'Office Phone',
      'phone_work',
      'Mobile',
      'phone_mobile',
      'Home',
      'Home Phone',
      'phone_home',
      'Other Phone',
      'phone_other',
    ],
    'phone',
  ),
};

const PERSON_SIGNATURES = (own: string): readonly (readonly string[])[] => [
  ['first_name', 'last_name', 'primary_address_street', own],
  ['first_name', 'last_name', 'phone_work', own],
  ['first_name', 'last_name', 'assigned_user_id', own],
  ['first_name', 'last_name', 'date_entered', own],
];

const LEAD: Layout = {
  subject: 'lead',
  signatures: [
    ...PERSON_SIGNATURES('converted'),
    ...PERSON_SIGNATURES('status'),
    ['First Name', 'Last Name', 'Primary Address Street', 'Status'],
    ['First Name', 'Last Name', 'Office Phone', 'Status', 'Assigned to'],
    ['First Name', 'Last Name', 'Converted', 'Assigned to'],
  ],
  files: ['leads'],
  columns: {
    ...PERSON,
    ...forEachHeader(['Account Name', 'account_name'], 'company'),
    Status: 'status',
    Website: 'website',
    ...droppedColumns('Converted|opportunity_name|opportunity_amount|Opportunity Name|Opportunity Amount'),
  },
  links: {
    ...OWNED,
    account_id: link('account'),
    contact_id: link('contact'),
    opportunity_id: link('opp'),
    'Account ID': link('account'),
    'Contact ID': link('contact'),
    'Opportunity ID': link('opp'),
  },
  noted: {
    status_description: 'Status',
    'Status Description': 'Status',
    lead_source_description: 'Lead source',
    'Lead Source Description': 'Lead source',
    refered_by: 'Referred by',
    'Referred By': 'Referred by',
    Birthdate: 'Birthdate',
  },
  words: {
    status: {
      assigned: 'new',
      'in process': 'attempting',
      'in progress': 'attempting',
      recycled: 'nurturing',
      dead: 'disqualified',
    },
  },
};

const CONTACT: Layout = {
  subject: 'contact',
  signatures: [
    ...PERSON_SIGNATURES('reports_to_id'),
    ...PERSON_SIGNATURES('account_name'),
    ['First Name', 'Last Name', 'Primary Address Street', 'Account Name'],
    ['First Name', 'Last Name', 'Office Phone', 'Assigned to'],
  ],
  files: ['contacts'],
  columns: {
    ...PERSON,
    Department: 'department',
    Birthdate: 'birthdate',
    Salutation: 'salutation',
    ...forEachHeader(['Account Name', 'account_name'], 'account'),
    ...forEachHeader(['Reports to', 'Report to', 'report_to_name'], 'reports_to'),
  },
  noted: sameLabels(
    'Fax|Assistant|Assistant Phone|Alternate Address Street|Alternate Address City|Alternate Address State|' +
      'Alternate Address Postal Code|Alternate Address Country|phone_fax|assistant|assistant_phone|' +
      'alt_address_street|alt_address_city|alt_address_state|alt_address_postalcode|alt_address_country',
  ),
  links: {
    ...OWNED,
    account_id: link('account'),
    'Account ID': link('account'),
    ...forEachHeader(['Reports to ID', 'reports_to_id'], link('reports_to', 'contact')),
  },
};

const ACCOUNT: Layout = {
  subject: 'account',
  signatures: [
    ['name', 'billing_address_street'],
    ['name', 'account_type', 'phone_office'],
    ['Name', 'Billing Street', 'Office Phone'],
    ['Name', 'Office Phone', 'Assigned to'],
  ],
  files: ['accounts'],
  columns: {
    ...BASE,
    ...EMAILS,
    ...address('Billing', 'billing'),
    Name: 'name',
    ...forEachHeader(['Type', 'account_type'], 'kind'),
    Industry: 'industry',
    Employees: 'employees',
    Website: 'website',
    ...forEachHeader(['Office Phone', 'phone_office', 'Alternate Phone', 'phone_alternate'], 'phone'),
    ...forEachHeader(['Member of', 'parent_name'], 'parent'),
  },
  links: { ...OWNED, ...forEachHeader(['parent_id', 'Parent Account ID'], link('parent', 'account')) },
  words: { kind: ACCOUNT_TYPES },
};

const OPPORTUNITY: Layout = {
  subject: 'opp',
  signatures: [
    ['sales_stage', 'amount', 'date_closed'],
    ['sales_stage', 'amount', 'assigned_user_id'],
    ['Sales Stage', 'Opportunity Amount', 'Expected Close Date'],
    ['Opportunity Name', 'Sales Stage', 'Opportunity Amount'],
    ['Opportunity Name', 'Sales Stage', 'Assigned to'],
  ],
  files: ['opportunities'],
  columns: {
    ...BASE,
    ...forEachHeader(['Name', 'Opportunity Name'], 'name'),
    ...forEachHeader(['Account Name', 'account_name'], 'account'),
    ...forEachHeader(['Sales Stage', 'sales_stage'], 'stage'),
    ...forEachHeader(['Amount', 'Opportunity Amount'], 'amount'),
    ...forEachHeader(['Currency', 'Currency Name', 'currency_name'], 'currency'),
    ...forEachHeader(['Probability', 'Probability (%)'], 'probability'),
    ...forEachHeader(['Expected Close Date', 'date_closed'], 'close_date'),
    ...forEachHeader(['Next Step', 'next_step'], 'next_step'),
    ...forEachHeader(['Lead Source', 'lead_source'], 'source'),
    ...forEachHeader(['Campaign', 'campaign_name'], 'campaign'),
    ...droppedColumns('amount_usdollar|Amount in USD|currency_id|Currency ID|currency_symbol'),
  },
  links: { ...OWNED, account_id: link('account'), 'Account ID': link('account') },
  words: { stage: STAGES },
  // The number of the currency of the system.
  columnWords: { Currency: { '-99': '' } },
};

/** One column holds the id of the related record of any kind. */
const RELATED: readonly Link[] = [...link('account'), ...link('contact'), ...link('opp'), ...link('lead')];

const ABOUT = {
  ...forEachHeader(['parent_id', 'Parent ID', 'Related to ID'], RELATED),
  ...forEachHeader(['contact_id', 'Contact ID'], link('contact')),
};

const RELATED_NAMES = droppedColumns('parent_type|Parent Type|Related to Type|parent_name|Related to');

const TASK: Layout = {
  subject: 'task',
  signatures: [
    ['name', 'date_due', 'priority'],
    ['Subject', 'Due Date', 'Priority', 'Assigned to'],
  ],
  files: ['tasks'],
  columns: {
    ...BASE,
    ...RELATED_NAMES,
    ...forEachHeader(['Name', 'Subject'], 'subject'),
    ...forEachHeader(['Due Date', 'date_due'], 'due_date'),
    Priority: 'priority',
    Status: 'status',
    ...forEachHeader(['Contact Name', 'contact_name'], 'contact'),
    ...droppedColumns('date_due_flag|date_start_flag|date_start|Start Date'),
  },
  links: { ...OWNED, ...ABOUT },
  words: {
    status: {
      'not started': 'open',
      'in progress': 'open',
      'pending input': 'open',
      deferred: 'open',
      completed: 'done',
    },
  },
};

const EVENT_COLUMNS = {
  ...BASE,
  ...RELATED_NAMES,
  Description: 'body',
  ...forEachHeader(['Assigned to', 'Assigned To', 'assigned_user_name', 'Assigned User Name'], 'user'),
  ...forEachHeader(['Name', 'Subject'], 'subject'),
  ...forEachHeader(['Start Date', 'date_start', 'Start Date & Time'], 'at'),
  ...droppedColumns(
    'date_end|End Date|reminder_time|email_reminder_time|outlook_id|repeat_type|repeat_interval|Status|status|' +
      'duration_hours|duration_minutes|Duration Hours|Duration Minutes',
  ),
};

const EVENT_LINKS = {
  ...forEachHeader(['assigned_user_id', 'Assigned User ID'], link('user')),
  ...ABOUT,
};

const CALL_STATUS = ['Status', 'status'];

const CALL: Layout = {
  subject: 'activity',
  signatures: [
    ['name', 'date_start', 'direction'],
    ['Subject', 'Direction', 'Start Date', 'Assigned to'],
  ],
  files: ['calls'],
  columns: { ...EVENT_COLUMNS, Direction: 'direction' },
  links: EVENT_LINKS,
  noted: {
    ...forEachHeader(['Duration Hours', 'duration_hours'], 'Hours'),
    ...forEachHeader(['Duration Minutes', 'duration_minutes'], 'Minutes'),
  },
  words: { direction: { inbound: 'in', outbound: 'out' } },
  rows: { headers: CALL_STATUS, match: /^(?!planned$)/i },
  defaults: { type: 'call' },
};

/** A call that is still to be made. */
const PLANNED_CALL: Layout = {
  subject: 'task',
  signatures: CALL.signatures,
  columns: {
    ...BASE,
    ...RELATED_NAMES,
    ...forEachHeader(['Name', 'Subject'], 'subject'),
    ...forEachHeader(['Start Date', 'date_start', 'Start Date & Time'], 'due_date'),
    ...forEachHeader(['Contact Name', 'contact_name'], 'contact'),
    ...droppedColumns(
      'date_end|End Date|reminder_time|email_reminder_time|outlook_id|repeat_type|repeat_interval|Status|status|' +
        'Direction|direction|Duration Hours|Duration Minutes|duration_hours|duration_minutes',
    ),
  },
  links: { ...OWNED, ...ABOUT },
  rows: { headers: CALL_STATUS, match: /^planned$/i },
  defaults: { kind: 'callback' },
};

/** A file of meetings, imported as entries of the timeline. */
const EVENT: Layout = {
  subject: 'activity',
  signatures: [
    ['name', 'date_start', 'location'],
    ['Subject', 'Location', 'Start Date', 'Assigned to'],
  ],
  files: ['meetings'],
  columns: EVENT_COLUMNS,
  links: EVENT_LINKS,
  noted: { location: 'Location', Location: 'Location' },
  defaults: { type: 'meeting' },
};

const MEETING: Layout = {
  ...EVENT,
  subject: 'meeting',
  columns: {
    ...EVENT_COLUMNS,
    Description: 'notes',
    ...forEachHeader(['Assigned to', 'Assigned To', 'assigned_user_name', 'Assigned User Name'], 'owner'),
    ...forEachHeader(['Start Date', 'date_start', 'Start Date & Time'], 'starts_at'),
    ...forEachHeader(['End Date', 'date_end', 'End Date & Time'], 'ends_at'),
    Location: 'place',
    Status: 'status',
  },
  links: { ...OWNED, ...ABOUT },
  words: { status: { 'not held': 'cancelled' } },
  noted: {},
  defaults: {},
};

const NOTE: Layout = {
  subject: 'activity',
  signatures: [
    ['name', 'parent_type', 'portal_flag'],
    ['name', 'parent_type', 'file_mime_type'],
  ],
  files: ['notes'],
  columns: {
    ...EVENT_COLUMNS,
    ...forEachHeader(['Date Created', 'date_entered'], 'at'),
    ...droppedColumns('file_mime_type|filename|portal_flag|embed_flag'),
  },
  links: EVENT_LINKS,
  defaults: { type: 'note' },
};

const USER: Layout = {
  subject: 'user',
  signatures: [['user_name', 'first_name', 'last_name']],
  files: ['users'],
  columns: {
    ...BASE,
    ...forEachHeader(['user_name', 'Username', 'User Name'], 'name'),
    'First Name': 'first_name',
    'Last Name': 'last_name',
    'Full Name': 'full_name',
    ...EMAILS,
  },
};

const CASE: Layout = {
  subject: 'case',
  signatures: [['case_number', 'priority']],
  files: ['cases'],
  columns: { ...BASE, ...forEachHeader(['Name', 'Subject'], 'subject') },
};

/** Lists export labels, older versions and SugarCRM the names of the columns. */
export const SUITECRM: Preset = {
  name: 'suitecrm',
  label: 'SuiteCRM',
  proven: 'names',
  layouts: [LEAD, CONTACT, ACCOUNT, OPPORTUNITY, TASK, CALL, MEETING, EVENT, NOTE, USER, CASE],
  parts: [CALL, PLANNED_CALL],
};

import { droppedColumns, forEachHeader, type Layout, type Preset } from './preset.ts';

const INCIDENT: Layout = {
  subject: 'case',
  signatures: [
    ['number', 'short_description', 'caller_id'],
    ['number', 'short_description', 'assignment_group'],
    ['Number', 'Short description', 'Caller'],
    ['Number', 'Short description', 'Assignment group'],
    ['number', 'short_description', 'contact', 'account'],
  ],
  files: ['incident', 'incidents', 'sncustomerservicecase'],
  columns: {
    Number: 'external_id',
    ...forEachHeader(['Short description', 'short_description'], 'subject'),
    Description: 'notes',
    ...forEachHeader(['State', 'incident_state', 'Incident state'], 'status'),
    Priority: 'priority',
    Category: 'kind',
    ...forEachHeader(['Channel', 'contact_type', 'Contact type'], 'channel'),
    ...forEachHeader(['Caller', 'caller_id', 'caller_id.name', 'contact', 'contact.name'], 'contact'),
    ...forEachHeader(['Company', 'company.name', 'account', 'account.name'], 'account'),
    ...forEachHeader(['Assigned to', 'assigned_to', 'assigned_to.name'], 'owner'),
    ...forEachHeader(['Opened', 'opened_at', 'Created', 'sys_created_on'], 'created_at'),
    ...forEachHeader(['Resolved', 'resolved_at', 'Closed', 'closed_at'], 'solved_at'),
    ...forEachHeader(['Resolution notes', 'close_notes', 'Close notes'], 'resolution'),
    ...forEachHeader(['Configuration item', 'cmdb_ci', 'Asset', 'Product'], 'product'),
    ...droppedColumns(
      'sys_id|sys_class_name|sys_updated_on|sys_updated_by|sys_created_by|sys_mod_count|Updated|Updated by|Created by|Active|Opened by|opened_by|Resolved by|resolved_by|Closed by|closed_by|Reassignment count|reassignment_count|Reopen count|made_sla|Made SLA|business_duration|calendar_duration|business_stc|calendar_stc|Impact|Urgency|Severity|Escalation|Task type',
    ),
  },
  noted: {
    ...forEachHeader(['caller_id.email', 'Caller Email', 'Email'], 'E-mail'),
    ...forEachHeader(['Subcategory', 'subcategory'], 'Sub-category'),
    ...forEachHeader(['Assignment group', 'assignment_group'], 'Group'),
    ...forEachHeader(['Location', 'location'], 'Location'),
    ...forEachHeader(['Resolution code', 'close_code', 'Close code'], 'Resolution code'),
    ...forEachHeader(
      ['Additional comments', 'comments', 'comments_and_work_notes', 'Work notes', 'work_notes'],
      'Comments',
    ),
    ...forEachHeader(['Service offering', 'Service', 'business_service'], 'Service'),
    ...forEachHeader(['Problem', 'problem_id', 'Parent Incident', 'parent_incident'], 'Belongs to'),
  },
  words: {
    status: {
      '1': 'open',
      '2': 'open',
      '3': 'waiting',
      '6': 'solved',
      '7': 'closed',
      '8': 'closed',
      'awaiting info': 'waiting',
      'awaiting user info': 'waiting',
      'on hold': 'waiting',
    },
    priority: {
      '1': 'urgent',
      '2': 'high',
      '3': 'normal',
      '4': 'low',
      '5': 'low',
      '1 - critical': 'urgent',
      '2 - high': 'high',
      '3 - moderate': 'normal',
      '4 - low': 'low',
      '5 - planning': 'low',
    },
  },
};

/** The desk of large firms: its lists, by labels or by the names of its columns. */
export const SERVICENOW: Preset = {
  name: 'servicenow',
  label: 'ServiceNow',
  proven: 'names',
  layouts: [INCIDENT],
  blank: '(empty)',
};

const CONVERSATION: Layout = {
  subject: 'case',
  signatures: [
    ['Number', 'Subject', 'Customer Email', 'Mailbox'],
    ['Number', 'Subject', 'Customer Email', 'Inbox'],
    ['Conversation ID', 'Subject', 'Customer Email'],
    ['number', 'subject', 'customer_email', 'mailbox'],
  ],
  files: ['conversations'],
  columns: {
    ...forEachHeader(['Number', 'Conversation ID'], 'external_id'),
    Subject: 'subject',
    Preview: 'notes',
    Status: 'status',
    ...forEachHeader(['Type', 'Channel', 'Source'], 'channel'),
    ...forEachHeader(['Customer Name', 'Customer'], 'contact'),
    ...forEachHeader(['Company', 'Organization'], 'account'),
    ...forEachHeader(['Assigned To', 'Assignee'], 'owner'),
    Tags: 'tags',
    ...forEachHeader(['Created At', 'Created'], 'created_at'),
    ...forEachHeader(['Closed At', 'Closed'], 'solved_at'),
    Rating: 'satisfaction',
    ...droppedColumns(
      'Closed By|Threads|Thread Count|Modified At|Waiting Since|Response Time|Resolution Time|URL',
    ),
  },
  noted: {
    ...forEachHeader(['Customer Email', 'Email'], 'E-mail'),
    ...forEachHeader(['Mailbox', 'Inbox', 'Folder'], 'Mailbox'),
  },
  words: { status: { active: 'open', pending: 'waiting', spam: 'closed' } },
  columnWords: {
    'Assigned To': { unassigned: '', anyone: '' },
    Assignee: { unassigned: '', anyone: '' },
    Rating: { great: '5', okay: '3', 'not good': '1' },
  },
};

/** A shared mailbox whose conversations are cases. */
export const HELP_SCOUT: Preset = {
  name: 'helpscout',
  label: 'Help Scout',
  proven: 'names',
  layouts: [CONVERSATION],
};

import { droppedColumns, forEachHeader, type Layout, link, sameLabels } from './preset.ts';

/** Columns of all that was done or is to do. */
const BASE = {
  ...forEachHeader(['Record ID', 'hs_object_id'], 'external_id'),
  ...forEachHeader(['Create date', 'Created at', 'createdate', 'hs_createdate'], 'created_at'),
  ...forEachHeader(['Associated Contact', 'Associated Contacts'], 'contact'),
  ...forEachHeader(['Associated Company', 'Associated Companies'], 'account'),
  ...forEachHeader(['Associated Deal', 'Associated Deals'], 'opp'),
  ...forEachHeader(['Associated Ticket', 'Associated Tickets'], 'case'),
  ...droppedColumns(
    'Last modified date|Last Modified Date|Object last modified date/time|Object create date/time|Updated by user ID|' +
      'Created by user ID|hs_lastmodifieddate|Body preview|Body preview truncated|HubSpot team|Owner assigned date',
  ),
};

const LINKS = {
  ...forEachHeader(['Associated Contact IDs', 'Associated Contact ID'], link('contact')),
  ...forEachHeader(['Associated Company IDs', 'Associated Company ID'], link('account')),
  ...forEachHeader(['Associated Deal IDs', 'Associated Deal ID'], link('opp')),
  ...forEachHeader(['Associated Ticket IDs', 'Associated Ticket ID'], link('case')),
};

const AT = forEachHeader(['Activity date', 'hs_timestamp'], 'at');
const USER = forEachHeader(['Activity assigned to', 'hubspot_owner_id', 'Assigned to'], 'user');
const DIRECTIONS = {
  inbound: 'in',
  outbound: 'out',
  incoming_email: 'in',
  email: 'out',
  forwarded_email: 'out',
};

const CALL: Layout = {
  subject: 'activity',
  signatures: [
    ['Activity date', 'Call title'],
    ['Call title', 'Call outcome'],
    ['hs_call_title', 'hs_timestamp'],
  ],
  files: ['calls'],
  columns: {
    ...BASE,
    ...AT,
    ...USER,
    ...forEachHeader(['Call title', 'hs_call_title'], 'subject'),
    ...forEachHeader(['Call notes', 'hs_call_body'], 'body'),
    ...forEachHeader(['Call outcome', 'hs_call_disposition'], 'disposition'),
    ...forEachHeader(['Call direction', 'hs_call_direction'], 'direction'),
    ...forEachHeader(['Call duration', 'Call duration (ms)', 'hs_call_duration'], 'duration'),
  },
  links: LINKS,
  html: ['Call notes', 'hs_call_body'],
  words: {
    disposition: {
      connected: 'answered',
      'left live message': 'gatekeeper',
      'left voicemail': 'voicemail',
      'no answer': 'no-answer',
      'wrong number': 'wrong-number',
      'f240bbac-87c9-4f6e-bf70-924b57d47db7': 'answered',
      'a4c4c377-d246-4b32-a13b-75a56a4cd0ff': 'gatekeeper',
      'b2cf5968-551e-4856-9783-52b3da59a7d0': 'voicemail',
      '73a0d17f-1163-4015-bdd5-ec830791da20': 'no-answer',
      '17b47fee-58de-441e-a44c-c6300d46f273': 'wrong-number',
      '9d9162e7-6cf3-4944-bf63-4dff82258764': 'busy',
    },
    direction: DIRECTIONS,
  },
  milliseconds: ['Call duration', 'Call duration (ms)', 'hs_call_duration'],
  noted: {
    ...forEachHeader(['To Number', 'hs_call_to_number'], 'To'),
    ...forEachHeader(['From Number', 'hs_call_from_number'], 'From'),
    ...forEachHeader(['Recording URL', 'hs_call_recording_url'], 'Recording'),
    ...forEachHeader(['Call Status', 'hs_call_status'], 'Status'),
    ...sameLabels('Call and meeting type|Call Source|Call summary|Transcript'),
  },
  defaults: { type: 'call' },
};

const NOTE: Layout = {
  subject: 'activity',
  signatures: [
    ['Note body', 'Record ID'],
    ['Note body', 'Activity date'],
    ['hs_note_body', 'hs_timestamp'],
  ],
  files: ['notes'],
  columns: {
    ...BASE,
    ...AT,
    ...USER,
    ...forEachHeader(['Note body', 'hs_note_body'], 'body'),
  },
  links: LINKS,
  html: ['Note body', 'hs_note_body'],
  defaults: { type: 'note' },
};

const EMAIL: Layout = {
  subject: 'activity',
  signatures: [
    ['Email subject', 'Activity date'],
    ['Email subject', 'Email direction'],
    ['hs_email_subject', 'hs_timestamp'],
  ],
  files: ['emails'],
  columns: {
    ...BASE,
    ...AT,
    ...USER,
    ...forEachHeader(['Email subject', 'hs_email_subject'], 'subject'),
    ...forEachHeader(['Email body', 'Text Body', 'hs_email_text'], 'body'),
    ...forEachHeader(['Email direction', 'hs_email_direction'], 'direction'),
    ...forEachHeader(['HTML Body', 'hs_email_html'], 'body'),
    ...droppedColumns('Raw Email|Email Headers|hs_email_headers'),
  },
  continued: forEachHeader(['HTML Body', 'hs_email_html'], '\n'),
  links: LINKS,
  html: ['Email body', 'HTML Body', 'hs_email_html'],
  words: { direction: DIRECTIONS },
  noted: {
    ...forEachHeader(['Email From Address', 'Email from', 'hs_email_from_email'], 'From'),
    ...forEachHeader(['Email To Address', 'Email to', 'hs_email_to_email'], 'To'),
    ...forEachHeader(['Email CC Address', 'hs_email_cc_email'], 'Cc'),
    ...forEachHeader(['Email send status', 'Email status', 'hs_email_status'], 'Status'),
  },
  defaults: { type: 'email' },
};

const MEETING: Layout = {
  subject: 'meeting',
  signatures: [
    ['Meeting name', 'Meeting start time'],
    ['Meeting name', 'Activity date'],
    ['hs_meeting_title', 'hs_meeting_start_time'],
  ],
  files: ['meetings'],
  columns: {
    ...BASE,
    ...forEachHeader(['Meeting name', 'hs_meeting_title'], 'subject'),
    ...forEachHeader(['Meeting start time', 'hs_meeting_start_time'], 'starts_at'),
    ...forEachHeader(['Activity date', 'hs_timestamp'], 'starts_at'),
    ...forEachHeader(['Meeting end time', 'hs_meeting_end_time'], 'ends_at'),
    ...forEachHeader(['Meeting location', 'hs_meeting_location'], 'place'),
    ...forEachHeader(['Meeting outcome', 'hs_meeting_outcome'], 'status'),
    ...forEachHeader(['Meeting description', 'hs_meeting_body'], 'notes'),
    ...forEachHeader(['Activity assigned to', 'hubspot_owner_id', 'Assigned to'], 'owner'),
  },
  links: LINKS,
  html: ['Meeting description', 'hs_meeting_body', 'Internal meeting notes', 'hs_internal_meeting_notes'],
  words: {
    status: {
      scheduled: 'planned',
      rescheduled: 'planned',
      completed: 'held',
      'no show': 'no-show',
      no_show: 'no-show',
      canceled: 'cancelled',
    },
  },
  noted: {
    ...forEachHeader(['Internal meeting notes', 'hs_internal_meeting_notes'], 'Internal'),
    ...sameLabels('Call and meeting type|Meeting location type|Meeting source|Location type'),
  },
};

const TASK: Layout = {
  subject: 'task',
  signatures: [
    ['Task Title', 'Task Status'],
    ['Task Title', 'Due date'],
    ['hs_task_subject', 'hs_task_status'],
  ],
  files: ['tasks'],
  columns: {
    ...BASE,
    ...forEachHeader(['Task Title', 'hs_task_subject'], 'subject'),
    ...forEachHeader(['Task Status', 'hs_task_status'], 'status'),
    ...forEachHeader(['Task Type', 'hs_task_type'], 'kind'),
    ...forEachHeader(['Due date', 'hs_timestamp'], 'due_date'),
    ...forEachHeader(['Priority', 'hs_task_priority'], 'priority'),
    ...forEachHeader(['Assigned to', 'Activity assigned to', 'hubspot_owner_id'], 'owner'),
    ...forEachHeader(['Completed at', 'hs_task_completion_date'], 'done_at'),
    ...forEachHeader(['Task Notes', 'Notes', 'hs_task_body'], 'notes'),
  },
  links: LINKS,
  html: ['Task Notes', 'Notes', 'hs_task_body'],
  words: {
    status: {
      'not started': 'open',
      not_started: 'open',
      'in progress': 'open',
      in_progress: 'open',
      waiting: 'open',
      deferred: 'open',
      completed: 'done',
    },
    kind: { call: 'callback', 'to-do': 'todo', linkedin: 'todo' },
    priority: { none: '', medium: 'normal' },
  },
  happened: { 'Due date': 'Completed at', hs_timestamp: 'hs_task_completion_date' },
  noted: sameLabels('Queue|Reminder|Send reminder'),
};

/** Calls, notes, e-mails, meetings and tasks, as their lists are exported and as the programming interface names them. */
export const HUBSPOT_WORK: readonly Layout[] = [CALL, NOTE, EMAIL, MEETING, TASK];

import { droppedColumns, forEachHeader, type Layout, link, type Preset } from './preset.ts';

/** Words of tickets: those of the lists, and those of the API. */
const WORDS = {
  status: { new: 'open', pending: 'waiting', hold: 'waiting', 'on-hold': 'waiting', deleted: 'closed' },
  priority: { '-': 'normal' },
} as const;

/** Whether a customer was content, which they say in one of two words. */
const CONTENT = { good: '5', bad: '1', offered: '', unoffered: '', '-': '' };

/** How a ticket came, in the words of lists and of the API. */
const CHANNEL = {
  mail: 'email',
  'web form': 'web',
  'web service (api)': 'web',
  api: 'web',
  'phone call (inbound)': 'phone',
  'phone call (outbound)': 'phone',
  voice: 'phone',
};

const TICKET: Layout = {
  subject: 'case',
  signatures: [
    ['Summation column', 'Ticket type'],
    ['Requester', 'Assignee', 'Ticket type'],
    ['Requester', 'Requester email', 'Via'],
    ['Ticket ID', 'Requester', 'Ticket form'],
    ['requester_id', 'assignee_id', 'raw_subject'],
    ['requester_id', 'assignee_id', 'via', 'subject'],
    ['nice-id', 'requester-id', 'subject'],
  ],
  files: ['tickets', 'ticket'],
  columns: {
    ...forEachHeader(['Id', 'Ticket ID', 'nice-id', '#'], 'external_id'),
    Subject: 'subject',
    Description: 'notes',
    ...forEachHeader(['Status', 'status-id'], 'status'),
    ...forEachHeader(['Priority', 'priority-id'], 'priority'),
    ...forEachHeader(['Ticket type', 'type'], 'kind'),
    ...forEachHeader(['Via', 'Ticket channel', 'via.channel'], 'channel'),
    ...forEachHeader(['Requester', 'Requester name'], 'contact'),
    ...forEachHeader(['Organization', 'Ticket organization name', 'Requester organization name'], 'account'),
    ...forEachHeader(['Assignee', 'Assignee name'], 'owner'),
    Tags: 'tags',
    ...forEachHeader(['Created at', 'Ticket created'], 'created_at'),
    ...forEachHeader(['Solved at', 'Ticket solved'], 'solved_at'),
    'First reply time in minutes': 'first_response_at',
    Reopens: 'reopened',
    ...forEachHeader(
      ['Satisfaction Score', 'Satisfaction rating', 'satisfaction_rating.score'],
      'satisfaction',
    ),
    ...droppedColumns(
      'ticket-type-id|via-id|submitter-id|solved-at-id|score|base-score|entry-id|external-id|due-date|status-updated-at|updated-at|Summation column|Requester id|Requester external id|Requester domain|Submitter|Updated at|Assigned at|Initially assigned at|Due date|Resolution time|Group stations|Assignee stations|Replies|First reply time in minutes within business hours|First resolution time in minutes|First resolution time in minutes within business hours|Full resolution time in minutes|Full resolution time in minutes within business hours|Agent wait time in minutes|Agent wait time in minutes within business hours|Requester wait time in minutes|Requester wait time in minutes within business hours|On hold time in minutes|On hold time in minutes within business hours|Status [list]|url|raw_subject|submitter_id|recipient|is_public|allow_channelback|allow_attachments|has_incidents|brand_id|ticket_form_id|custom_status_id|generated_timestamp|from_messaging_channel|follower_ids|collaborator_ids|email_cc_ids|sharing_agreement_ids|followup_ids|forum_topic_id|encoded_id',
    ),
  },
  noted: {
    'Requester email': 'E-mail',
    Group: 'Group',
    'Ticket Category [list]': 'Category',
    external_id: 'External id',
    comments: 'Comments',
  },
  links: {
    requester_id: link('contact'),
    organization_id: link('account'),
    assignee_id: link('owner', 'user'),
    problem_id: link('follows', 'case'),
  },
  minutesAfter: { 'First reply time in minutes': ['Created at', 'Ticket created'] },
  words: WORDS,
  spaced: ['Tags'],
  columnWords: {
    'status-id': { 0: 'open', 1: 'open', 2: 'waiting', 3: 'solved', 4: 'closed', 5: 'closed', 6: 'waiting' },
    'priority-id': { 0: 'normal', 1: 'low', 2: 'normal', 3: 'high', 4: 'urgent' },
    Via: CHANNEL,
    'Ticket channel': CHANNEL,
    'via.channel': CHANNEL,
    'Satisfaction Score': CONTENT,
    'Satisfaction rating': CONTENT,
    'satisfaction_rating.score': CONTENT,
  },
};

/** People who wrote, and the team, in one file. */
const USER: Layout = {
  subject: 'contact',
  signatures: [
    ['Name', 'Email', 'Role', 'Organization', 'Last login at'],
    ['name', 'email', 'role', 'organization_id', 'time_zone'],
    ['name', 'email', 'role', 'organization_id', 'active'],
  ],
  files: ['users', 'endusers'],
  columns: {
    ...forEachHeader(['Id'], 'external_id'),
    Name: 'name',
    Email: 'email',
    Phone: 'phone',
    Organization: 'account',
    Tags: 'tags',
    ...forEachHeader(['Notes', 'Details'], 'notes'),
    ...forEachHeader(['Time zone', 'iana_time_zone'], 'timezone'),
    'Created at': 'created_at',
    ...droppedColumns(
      'Role|Locale|Alias|Active|Verified|Shared|Last login at|Updated at|Signature|Photo|url|locale_id|shared_agent|role_type|custom_role_id|moderator|ticket_restriction|only_private_comments|restricted_agent|suspended|default_group_id|report_csv|two_factor_auth_enabled|shared_phone_number',
    ),
  },
  links: { organization_id: link('account') },
  // The team is not among the customers.
  rows: { headers: ['Role'], match: /^\s*(?:end[-\s]?user)?\s*$/i },
};

/** The team in that file. */
const TEAM: Layout = {
  subject: 'user',
  signatures: USER.signatures,
  columns: {
    Id: 'external_id',
    Name: 'full_name',
    Email: 'email',
    Active: 'active',
    ...Object.fromEntries(
      Object.entries(USER.columns).flatMap(([header, field]) =>
        field === '-' && header !== 'Active' ? [[header, '-']] : [],
      ),
    ),
  },
  rows: { headers: ['Role'], match: /^\s*(?:agent|admin|owner)/i },
};

/** What the team and customers wrote: a row for each. */
const COMMENT: Layout = {
  subject: 'activity',
  signatures: [
    ['ticket_id', 'author_id', 'body'],
    ['ticket_id', 'author_id', 'plain_body'],
    ['author_id', 'plain_body', 'public'],
  ],
  files: ['comments', 'ticketcomments', 'ticketaudits'],
  columns: {
    id: 'external_id',
    ...forEachHeader(['plain_body', 'body', 'html_body'], 'body'),
    created_at: 'at',
    public: 'direction',
    ...droppedColumns('type|audit_id|attachments'),
  },
  html: ['html_body'],
  links: {
    ticket_id: link('case'),
    author_id: [
      { field: 'user', noun: 'user' },
      { field: 'contact', noun: 'contact', sets: { direction: 'in' } },
    ],
  },
  // What the team writes for all to read is an answer; the rest is among themselves.
  words: { direction: { true: 'out', '1': 'out', false: '', '0': '' } },
  defaults: { type: 'note' },
};

const ORGANIZATION: Layout = {
  subject: 'account',
  signatures: [
    ['name', 'domain_names', 'shared_tickets'],
    ['name', 'domain_names', 'details'],
    ['Name', 'Domain names', 'Shared tickets'],
  ],
  files: ['organizations'],
  columns: {
    Id: 'external_id',
    Name: 'name',
    ...forEachHeader(['Domain names', 'domain_names'], 'domains'),
    ...forEachHeader(['Notes', 'Details'], 'notes'),
    Tags: 'tags',
    'Created at': 'created_at',
    ...droppedColumns('url|Shared tickets|Shared comments|Updated at|group_id|deleted_at'),
  },
};

/** The desk that many teams move from: its lists, its full export, and its API. */
export const ZENDESK: Preset = {
  name: 'zendesk',
  label: 'Zendesk',
  proven: 'headers',
  layouts: [TICKET, USER, ORGANIZATION, COMMENT],
  parts: [TEAM, USER],
  nulls: true,
};

import { droppedColumns, forEachHeader, type Layout, link, type Preset } from './preset.ts';

/** Answers to the usual survey, of three and of seven faces. */
const SURVEY = {
  'extremely happy': '5',
  'very happy': '5',
  happy: '4',
  awesome: '5',
  neutral: '3',
  'just okay': '3',
  okay: '3',
  unhappy: '2',
  'not good': '1',
  'very unhappy': '1',
  'extremely unhappy': '1',
  'no response': '',
  'not responded': '',
};

const TICKET: Layout = {
  subject: 'case',
  signatures: [
    ['Ticket ID', 'Agent', 'Created time'],
    ['Ticket ID', 'Resolution status', 'First response status'],
    ['Ticket ID', 'Due by Time', 'Source'],
    ['Ticket Id', 'Requester Name', 'Agent'],
    ['requester_id', 'responder_id', 'subject'],
  ],
  files: ['tickets'],
  columns: {
    ...forEachHeader(['Ticket ID', 'id'], 'external_id'),
    Subject: 'subject',
    ...forEachHeader(['Description', 'description_text'], 'notes'),
    Status: 'status',
    Priority: 'priority',
    Type: 'kind',
    ...forEachHeader(['Source', 'Channel'], 'channel'),
    Product: 'product',
    Agent: 'owner',
    ...forEachHeader(['Full name', 'Requester Name', 'Contact name'], 'contact'),
    ...forEachHeader(['Company name', 'Company', 'Requester company'], 'account'),
    Tags: 'tags',
    ...forEachHeader(['Created time', 'created_at'], 'created_at'),
    ...forEachHeader(['Resolved time', 'Closed time'], 'solved_at'),
    ...forEachHeader(['Initial response time'], 'first_response_at'),
    ...forEachHeader(['Resolution Note', 'Resolution note'], 'resolution'),
    ...forEachHeader(['Survey results', 'Survey Result'], 'satisfaction'),
    ...droppedColumns(
      'Due by Time|Last update time|Last updated time|Time tracked|First response time (in hrs)|Resolution time (in hrs)|Agent interactions|Customer interactions|Resolution status|First response status|Association type|Every response status|Contact ID|Twitter ID|Time zone|Language|Title|Unique external ID|Approval Status|updated_at|due_by|fr_due_by|fr_escalated|is_escalated|spam|email_config_id|cc_emails|fwd_emails|reply_cc_emails|to_emails|group_id|product_id|Requester VIP|Requester Location',
    ),
  },
  noted: {
    ...forEachHeader(['Email', 'Requester Email'], 'E-mail'),
    'Work phone': 'Phone',
    'Mobile phone': 'Mobile',
    Group: 'Group',
    Category: 'Category',
    'Sub-Category': 'Sub-category',
    Item: 'Item',
    'Parent Ticket ID': 'Parent ticket',
    conversations: 'Conversation',
  },
  links: {
    requester_id: link('contact'),
    company_id: link('account'),
    responder_id: link('owner', 'user'),
  },
  words: {
    status: {
      '2': 'open',
      '3': 'waiting',
      '4': 'solved',
      '5': 'closed',
      '6': 'waiting',
      '7': 'waiting',
      pending: 'waiting',
      resolved: 'solved',
      'waiting on customer': 'waiting',
      'waiting on third party': 'waiting',
    },
    priority: { '1': 'low', '2': 'normal', '3': 'high', '4': 'urgent', medium: 'normal' },
  },
  columnWords: {
    Agent: { 'no agent': '', unassigned: '' },
    'Survey results': SURVEY,
    'Survey Result': SURVEY,
    source: {
      '1': 'email',
      '2': 'portal',
      '3': 'phone',
      '7': 'chat',
      '9': 'feedback',
      '10': 'outbound email',
    },
  },
};

/** A desk whose lists and API are alike; that of the same maker for own staff writes them too. */
export const FRESHDESK: Preset = {
  name: 'freshdesk',
  label: 'Freshdesk',
  proven: 'headers',
  layouts: [TICKET],
};

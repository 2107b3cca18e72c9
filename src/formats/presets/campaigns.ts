import { droppedColumns, forEachHeader, type Layout, link } from './preset.ts';

/** The same field for each of several headers, separated by `|`. */
const as = (field: string, headers: string) => forEachHeader(headers.split('|'), field);

/** Columns with the statuses of members. */
const STATUS_HEADERS = [
  'Status',
  'State',
  'trace_status',
  'state',
  'Recipient - Status',
  'Campaign - Status',
];

/** Campaigns of HubSpot, and who was at its marketing events. */
export const HUBSPOT_CAMPAIGNS: readonly Layout[] = [
  {
    subject: 'campaign',
    files: ['campaigns', 'hubspotcampaigns'],
    signatures: [
      ['Campaign name', 'Campaign owner'],
      ['Campaign name', 'Campaign status'],
      ['Campaign name', 'Spend total'],
      ['hs_name', 'hs_campaign_status'],
    ],
    columns: {
      ...as('external_id', 'Record ID|Campaign ID|hs_object_id'),
      ...as('name', 'Campaign name|hs_name'),
      ...as('status', 'Campaign status|hs_campaign_status'),
      ...as('starts_on', 'Start date|Campaign start date|hs_start_date'),
      ...as('ends_on', 'End date|Campaign end date|hs_end_date'),
      ...as('budget', 'Budget total|Budget|Budget items sum|hs_budget_items_sum_amount'),
      ...as('cost', 'Spend total|Spend items sum|hs_spend_items_sum_amount'),
      ...as('currency', 'Currency|Campaign currency|hs_currency_code'),
      ...as('notes', 'Campaign notes|Notes|hs_notes'),
      ...as('owner', 'Campaign owner|Owner'),
      ...as('created_at', 'Create date|Created date|hs_createdate'),
      ...droppedColumns(
        'Last modified date|Object last modified date/time|Created by|Revenue|Sessions|Influenced contacts',
      ),
    },
    noted: {
      'Campaign goal': 'Goal',
      'Campaign audience': 'Audience',
      hs_goal: 'Goal',
      hs_audience: 'Audience',
    },
    words: {
      status: {
        planned: 'planned',
        'in progress': 'active',
        in_progress: 'active',
        active: 'active',
        paused: 'active',
        completed: 'done',
      },
    },
  },
  {
    subject: 'campaign member',
    files: ['marketingeventattendees', 'eventattendees', 'campaigncontacts', 'marketingeventparticipants'],
    signatures: [
      ['Marketing event name', 'Attendance state'],
      ['Event name', 'Attendance state'],
      ['Marketing Event', 'Email', 'State'],
      ['Campaign name', 'Associated Contact IDs'],
      ['Campaign name', 'Contact ID'],
    ],
    columns: {
      ...as('campaign', 'Marketing event name|Event name|Marketing Event|Campaign name'),
      ...as('status', 'Attendance state|State|Attendance'),
      ...as('at', 'Attended at|Registered at|Occurred at|Interaction date|Date'),
      ...as('email', 'Email|Contact email'),
      ...as('name', 'Contact name|Contact'),
      ...droppedColumns(
        'Record ID|First Name|Last Name|First name|Last name|Attendance percentage|Attendance duration|Joined at|Left at',
      ),
    },
    links: {
      'Contact ID': link('contact'),
      'Associated Contact IDs': link('contact'),
      'Campaign ID': link('campaign'),
    },
  },
];

/** Campaigns of Dynamics. */
export const DYNAMICS_CAMPAIGNS: readonly Layout[] = [
  {
    subject: 'campaign',
    files: ['campaigns', 'campaign'],
    signatures: [
      ['(Do Not Modify) Campaign'],
      ['Campaign Code', 'Name'],
      ['Proposed Start', 'Proposed End'],
      ['campaignid', 'codename'],
    ],
    columns: {
      ...as('external_id', '(Do Not Modify) Campaign|campaignid'),
      ...as('name', 'Name|name'),
      ...as('type', 'Campaign Type|typecode'),
      ...as('status', 'Status|Status Reason'),
      ...as('starts_on', 'Actual Start|Actual Start Date|actualstart'),
      ...as('ends_on', 'Actual End|Actual End Date|actualend'),
      ...as('budget', 'Budget Allocated|budgetedcost'),
      ...as('cost', 'Total Cost of Campaign|Total Cost|totalactualcost'),
      ...as('notes', 'Description|description'),
      ...as('owner', 'Owner'),
      ...as('created_at', 'Created On|createdon'),
      ...droppedColumns(
        '(Do Not Modify) Row Checksum|(Do Not Modify) Modified On|Modified On|Created By|Modified By|Currency|Template|istemplate|' +
          'Proposed Start|Proposed End|proposedstart|proposedend|statecode|statuscode|Price List',
      ),
    },
    noted: {
      ...forEachHeader(['Campaign Code', 'codename'], 'Code'),
      ...forEachHeader(['Offer'], 'Offer'),
      ...forEachHeader(['Expected Response (%)', 'Expected Response'], 'Expected response'),
      ...forEachHeader(['Estimated Revenue'], 'Estimated revenue'),
    },
    words: {
      status: {
        proposed: 'planned',
        'ready to launch': 'planned',
        launched: 'active',
        completed: 'done',
        canceled: 'done',
        suspended: 'done',
        inactive: 'done',
      },
    },
  },
];

/** Who is on a marketing list of Dynamics. */
export const DYNAMICS_LIST_MEMBER: Layout = {
  subject: 'campaign member',
  files: ['marketinglistmembers', 'listmembers'],
  signatures: [
    ['Marketing List', 'Full Name'],
    ['Marketing List', 'Email'],
    ['List Name', 'Member Type'],
  ],
  columns: {
    ...as('campaign', 'Marketing List|Marketing List Name|List Name|List'),
    ...as('email', 'Email|E-mail|Email Address'),
    ...as('name', 'Full Name|Name|Member'),
    ...as('at', 'Created On'),
    ...droppedColumns('(Do Not Modify) Row Checksum|(Do Not Modify) Modified On|Member Type'),
  },
};

/** Mailings of Odoo with what became of them, and registrations for its events. */
export const ODOO_CAMPAIGNS: readonly Layout[] = [
  {
    subject: 'campaign member',
    files: ['mailingtrace', 'mailmailstatistics'],
    signatures: [
      ['Mailing', 'Email', 'Sent On'],
      ['Mailing', 'Email', 'Status'],
      ['Mass Mailing', 'Email', 'Status'],
      ['mass_mailing_id', 'email', 'trace_status'],
      ['mass_mailing_id', 'email', 'sent_datetime'],
    ],
    columns: {
      ...as('campaign', 'Mailing|Mass Mailing|mass_mailing_id'),
      ...as('email', 'Email|email|Recipient Email Address'),
      ...as('status', 'Status|trace_status'),
      ...as('at', 'Replied On|Clicked On|Opened On|Sent On|reply_datetime|sent_datetime'),
      ...droppedColumns(
        'External ID|id|ID|Type|trace_type|Document model|Document ID|model|res_id|Message-ID|message_id|Campaign|campaign_id|' +
          'Failure type|failure_type|open_datetime|links_click_datetime|Mail ID (tech)|mail_mail_id_int|Created on|create_date',
      ),
    },
    columnWords: forEachHeader(STATUS_HEADERS, {
      outgoing: 'invited',
      pending: 'sent',
      delivered: 'sent',
      replied: 'responded',
      cancelled: 'invited',
      canceled: 'invited',
    }),
  },
  {
    subject: 'campaign member',
    files: ['eventregistration'],
    signatures: [
      ['Event', 'Attendee Name', 'Email'],
      ['Event', 'Attendee', 'Email', 'Status'],
      ['event_id', 'email', 'state'],
    ],
    columns: {
      ...as('campaign', 'Event|event_id'),
      ...as('email', 'Email|email'),
      ...as('name', 'Attendee Name|Attendee|name'),
      ...as('contact', 'Booked by|partner_id'),
      ...as('status', 'Status|state'),
      ...as('at', 'Attended Date|Registration Date|date_closed|date_open|Created on|create_date'),
      ...droppedColumns(
        'External ID|id|Phone|phone|Event Ticket|event_ticket_id|Company|Barcode|barcode|Active|active',
      ),
    },
    columnWords: forEachHeader(STATUS_HEADERS, {
      unconfirmed: 'invited',
      draft: 'invited',
      registered: 'responded',
      open: 'responded',
      confirmed: 'responded',
      done: 'attended',
      cancelled: 'sent',
      cancel: 'sent',
    }),
  },
];

/** Recipients of the campaigns of Pipedrive. */
export const PIPEDRIVE_CAMPAIGNS: readonly Layout[] = [
  {
    subject: 'campaign member',
    files: ['campaignrecipients', 'recipients', 'emailcampaignrecipients'],
    signatures: [
      ['Campaign - Name', 'Person - Email'],
      ['Campaign - Subject', 'Person - Email'],
      ['Campaign', 'Person - Name', 'Person - Email', 'Status'],
      ['Campaign name', 'Recipient email', 'Status'],
    ],
    columns: {
      ...as('campaign', 'Campaign - Name|Campaign|Campaign name|Campaign - Subject'),
      ...as('email', 'Person - Email|Recipient email|Person - Email - Work'),
      ...as('name', 'Person - Name|Recipient name'),
      ...as('status', 'Status|Recipient - Status|Campaign - Status'),
      ...as('at', 'Clicked at|Opened at|Sent at|Campaign - Sent time'),
      ...as('bounced', 'Bounce type|Bounced at'),
      ...as('unsubscribed', 'Unsubscribed at'),
      ...droppedColumns('Person - Organization|Delivered at'),
    },
    links: { 'Person - ID': link('contact') },
    columnWords: forEachHeader(STATUS_HEADERS, { delivered: 'sent', 'not delivered': 'invited' }),
  },
];

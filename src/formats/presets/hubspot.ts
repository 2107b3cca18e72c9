import { HUBSPOT_CAMPAIGNS } from './campaigns.ts';
import { HUBSPOT_WORK } from './hubspot-work.ts';
import {
  droppedColumns,
  filled,
  forEachHeader,
  type Layout,
  link,
  type Preset,
  sameLabels,
} from './preset.ts';
import { HUBSPOT_SOLD } from './sold.ts';

const BASE = {
  'Record ID': 'external_id',
  'Create Date': 'created_at',
  ...droppedColumns(
    'Last Activity Date|Last Contacted|Next Activity Date|Last Modified Date|Number of times contacted|' +
      'Number of Associated Deals|Number of Associated Contacts|Number of Sales Activities|Associated Deal IDs|' +
      'Associated Deal|Total Revenue|Cumulative time in stage',
  ),
};

const ADDRESS = {
  'Street Address': 'street',
  City: 'city',
  'State/Region': 'region',
  'Postal Code': 'postal_code',
  'Country/Region': 'country',
};

const LEAD_STATUSES = {
  new: 'new',
  open: 'new',
  'in progress': 'attempting',
  'open deal': 'qualified',
  unqualified: 'disqualified',
  'attempted to contact': 'attempting',
  connected: 'connected',
  'bad timing': 'nurturing',
};

const COMPANY_TYPES = {
  reseller: 'partner',
  subscriber: 'prospect',
  lead: 'prospect',
  'marketing qualified lead': 'prospect',
  'sales qualified lead': 'prospect',
  opportunity: 'prospect',
  evangelist: 'customer',
};

const CONTACT: Layout = {
  subject: 'contact',
  signatures: [
    ['Record ID', 'Contact owner'],
    ['Record ID', 'First Name', 'Last Name', 'Email'],
    ['Record ID', 'First Name', 'Lifecycle Stage'],
    ['Record ID', 'Email', 'Associated Company'],
  ],
  columns: {
    ...BASE,
    ...ADDRESS,
    'First Name': 'first_name',
    'Last Name': 'last_name',
    ...forEachHeader(['Email', 'Work email', 'Additional email addresses'], 'email'),
    'Phone Number': 'phone',
    'Mobile Phone Number': 'phone',
    'Contact owner': 'owner',
    'Job Title': 'title',
    'Associated Company': 'account',
    'Primary Associated Company': 'account',
    'Company Name': 'account',
    'Website URL': 'website',
    Industry: 'industry',
    'HubSpot Score': 'score',
    'Original Traffic Source': 'source',
    'Original Source': 'source',
    'Unsubscribed from all email': 'do_not_email',
    'LinkedIn URL': 'linkedin',
    'Time Zone': 'timezone',
    Message: 'notes',
  },
  links: {
    ...forEachHeader(
      ['Associated Company IDs', 'Associated Company ID', 'Primary Associated Company ID'],
      link('account'),
    ),
  },
  asLead: { 'Lead Status': 'status' },
  noted: {
    'Lead Status': 'Lead status',
    'Marketing contact status': 'Marketing contact status',
    ...sameLabels(
      'Original Source Drill-Down 1|Original Source Drill-Down 2|Original Traffic Source Drill-Down 1|' +
        'Original Traffic Source Drill-Down 2|Persona|Buying Role|Became a Lead Date|Became a Customer Date|First Conversion|Recent Conversion',
    ),
  },
  words: { status: LEAD_STATUSES },
};

const COMPANY: Layout = {
  subject: 'account',
  signatures: [
    ['Record ID', 'Company owner'],
    ['Record ID', 'Company name', 'Company Domain Name'],
  ],
  columns: {
    ...BASE,
    ...ADDRESS,
    'Company name': 'name',
    'Company Domain Name': 'website',
    'Website URL': 'website',
    'Phone Number': 'phone',
    'Company owner': 'owner',
    Industry: 'industry',
    ...forEachHeader(['Type', 'Lifecycle Stage'], 'kind'),
    'Number of Employees': 'employees',
    Description: 'notes',
    'Parent Company': 'parent',
  },
  links: { 'Parent Company IDs': link('parent', 'account') },
  noted: sameLabels(
    'About Us|LinkedIn Company Page|Facebook Company Page|Twitter Handle|Year Founded|Web Technologies',
  ),
  words: { kind: COMPANY_TYPES },
};

const DEAL: Layout = {
  subject: 'opp',
  signatures: [
    ['Record ID', 'Deal Name'],
    ['Record ID', 'Deal owner'],
    ['Record ID', 'Deal Stage'],
  ],
  columns: {
    ...BASE,
    'Deal Name': 'name',
    Pipeline: 'pipeline',
    'Deal Stage': 'stage',
    'Deal Type': 'type',
    Amount: 'amount',
    'Amount in company currency': '-',
    Currency: 'currency',
    'Close Date': 'close_date',
    'Deal owner': 'owner',
    'Deal Description': 'notes',
    'Deal probability': 'probability',
    'Forecast category': 'forecast',
    'Closed Lost Reason': 'lost_reason',
    'Next step': 'next_step',
    'Date entered current stage': 'stage_since',
    'Associated Contact': 'contact',
    'Associated Company': 'account',
    'Primary Associated Company': 'account',
    ...droppedColumns(
      'Forecast amount|Weighted amount|Associated Product IDs|Is Closed Won|Is closed lost|Is Deal Closed?|Is Closed (numeric)',
    ),
  },
  links: {
    'Associated Contact IDs': link('contact'),
    'Associated Company IDs': link('account'),
    'Primary Associated Company ID': link('account'),
  },
  words: {
    stage: {
      'appointment scheduled': 'qualification',
      'qualified to buy': 'qualification',
      'presentation scheduled': 'proposal',
      'decision maker bought-in': 'proposal',
      'contract sent': 'negotiation',
      // As the programming interface calls them.
      appointmentscheduled: 'qualification',
      qualifiedtobuy: 'qualification',
      presentationscheduled: 'proposal',
      decisionmakerboughtin: 'proposal',
      contractsent: 'negotiation',
    },
    forecast: { 'not forecasted': 'omitted', 'closed won': 'closed' },
  },
  // The default pipeline; any other has to exist here too.
  columnWords: {
    Pipeline: { 'sales pipeline': '', default: '' },
    'Deal Type': { newbusiness: 'new business', existingbusiness: 'existing business' },
  },
  noted: sameLabels('Priority|Closed Won Reason|Deal Collaborator|Deal Tags'),
  bracketed: { 'Deal Stage': 'Pipeline' },
  fractions: ['Deal probability'],
};

const TICKET: Layout = {
  subject: 'case',
  signatures: [
    ['Ticket ID', 'Ticket name'],
    ['Ticket name', 'Ticket status'],
    ['hs_ticket_id', 'hs_pipeline_stage'],
    ['hs_pipeline_stage', 'hs_ticket_priority'],
  ],
  files: ['tickets'],
  columns: {
    ...forEachHeader(['Ticket ID', 'hs_ticket_id', 'Record ID'], 'external_id'),
    ...forEachHeader(['Ticket name', 'subject'], 'subject'),
    ...forEachHeader(['Ticket status', 'hs_pipeline_stage'], 'status'),
    ...forEachHeader(['Ticket description', 'content'], 'notes'),
    ...forEachHeader(['Ticket owner', 'hubspot_owner_id'], 'owner'),
    ...forEachHeader(['Priority', 'hs_ticket_priority'], 'priority'),
    ...forEachHeader(['Category', 'hs_ticket_category'], 'kind'),
    ...forEachHeader(['Source', 'source_type'], 'channel'),
    ...forEachHeader(['Create date', 'createdate'], 'created_at'),
    ...forEachHeader(['Close date', 'closed_date'], 'solved_at'),
    ...forEachHeader(
      ['First agent email response date', 'First agent response date', 'First response date'],
      'first_response_at',
    ),
    ...forEachHeader(['Resolution', 'hs_resolution'], 'resolution'),
    ...forEachHeader(['Associated Company', 'Primary company', 'Company name'], 'account'),
    ...forEachHeader(['Associated Contact', 'Associated contacts'], 'contact'),
    ...forEachHeader(['Associated Deal'], 'opp'),
    ...droppedColumns(
      'Pipeline|hs_pipeline|Last modified date|Last activity date|Last contacted date|Next activity date|Number of times contacted|Number of Sales Activities|Owner assigned date|HubSpot team|Time to close|Time to close (HH:mm:ss)|Time to first agent email reply (HH:mm:ss)|Response time (HH:mm:ss)|Created by user ID|Updated by user ID|Object create date/time|Object last modified date/time|Date entered status|hs_lastmodifieddate',
    ),
  },
  links: {
    ...forEachHeader(
      ['Associated Company IDs', 'Associated Company ID', 'Primary Associated Company ID'],
      link('account'),
    ),
    ...forEachHeader(['Associated Contact IDs', 'Associated Contact ID'], link('contact')),
    ...forEachHeader(['Associated Deal IDs', 'Associated Deal ID'], link('opp')),
  },
  words: {
    status: {
      '1': 'open',
      '2': 'waiting',
      '3': 'open',
      '4': 'closed',
      new: 'open',
      'new (support pipeline)': 'open',
      'waiting on contact': 'waiting',
      'waiting on contact (support pipeline)': 'waiting',
      'waiting on us': 'open',
      'waiting on us (support pipeline)': 'open',
      closed: 'closed',
      'closed (support pipeline)': 'closed',
    },
    priority: { medium: 'normal' },
  },
};

/** A row of a flat file has a contact, its company and its deal, as HubSpot itself imports them. */
const OF_CONTACT = ['First Name', 'Last Name', 'Email', 'Email Address'];
const OF_COMPANY = ['Company name', 'Company Domain Name', 'Name'];

/** Columns that belong to the other parts of a row. */
const without = (columns: Layout['columns'], headers: readonly string[]): Layout['columns'] => ({
  ...columns,
  ...forEachHeader(headers, '-'),
});

const DEAL_HEADERS = [
  'Deal Name',
  'Deal Stage',
  'Pipeline',
  'Amount',
  'Close Date',
  'Currency',
  'Deal owner',
];
const PERSON_HEADERS = ['First Name', 'Last Name', 'Email', 'Email Address', 'Phone Number', 'Job Title'];

const FLAT = [
  ['First Name', 'Company Domain Name'],
  ['Email', 'Company Domain Name'],
  ['Email Address', 'Company Domain Name'],
  ['Deal Name', 'Deal Stage', 'Email', 'Company name'],
  ['Deal Name', 'Deal Stage', 'Email Address', 'Company name'],
  ['Deal Name', 'Deal Stage', 'First Name', 'Company name'],
];

const PARTS: readonly Layout[] = [
  {
    ...COMPANY,
    signatures: FLAT,
    columns: {
      ...without(COMPANY.columns, [
        ...DEAL_HEADERS,
        ...PERSON_HEADERS,
        'Contact owner',
        'Lead Status',
        'Record ID',
        'Lifecycle Stage',
      ]),
      Name: 'name',
    },
    rows: filled(...OF_COMPANY),
  },
  {
    ...CONTACT,
    signatures: FLAT,
    columns: {
      ...without(CONTACT.columns, [
        ...DEAL_HEADERS,
        'Company Domain Name',
        'Website URL',
        'Industry',
        'Number of Employees',
      ]),
      'Email Address': 'email',
      ...forEachHeader(['Company name', 'Name'], 'account'),
    },
    asLead: {
      'Company Domain Name': 'website',
      'Website URL': 'website',
      Industry: 'industry',
      'Number of Employees': 'employees',
    },
    rows: filled(...OF_CONTACT),
  },
  {
    ...DEAL,
    signatures: FLAT,
    columns: {
      ...without(DEAL.columns, [
        ...Object.keys(ADDRESS),
        ...PERSON_HEADERS,
        'Company Domain Name',
        'Website URL',
        'Industry',
        'Contact owner',
        'Lead Status',
        'Record ID',
      ]),
      ...forEachHeader(['Email', 'Email Address'], 'contact'),
      ...forEachHeader(['Company name', 'Name'], 'account'),
    },
    rows: filled('Deal Name'),
  },
];

/** Keys of a table with the object in front: `Contact: First name`. */
function ofObject<T>(object: string, table: Readonly<Record<string, T>> = {}): Record<string, T> {
  return Object.fromEntries(Object.entries(table).map(([header, entry]) => [`${object}: ${header}`, entry]));
}

/** A part of a file whose headers name the object of each column. */
function objectPart(object: string, layout: Layout, { names, more }: ObjectColumns): Layout {
  const { columns, links, columnWords, noted, fractions = [] } = layout;
  const others = { Contact: CONTACT, Company: COMPANY, Deal: DEAL };
  const elsewhere = Object.entries(others).filter(([other]) => other !== object);
  return {
    ...layout,
    signatures: NAMED_OBJECTS,
    columns: {
      ...Object.assign(
        {},
        ...elsewhere.map(([other, { columns: theirs, noted: notes = {} }]) =>
          ofObject(
            other,
            forEachHeader([...Object.keys(theirs), ...Object.keys(notes), ...PLAIN_NAMES], '-'),
          ),
        ),
      ),
      ...ofObject(object, columns),
      ...more,
    },
    links: ofObject(object, links),
    columnWords: ofObject(object, columnWords),
    noted: ofObject(object, noted),
    fractions: fractions.map((header) => `${object}: ${header}`),
    rows: filled(...names.map((header) => `${object}: ${header}`)),
  };
}

interface ObjectColumns {
  /** Columns that name such a record. */
  readonly names: readonly string[];
  /** Its further columns, and those that name what it belongs to. */
  readonly more: Layout['columns'];
}

/** What such files call columns whose labels begin with the object anyway. */
const PLAIN_NAMES = ['Name', 'Domain', 'Domain name', 'Stage', 'Owner', 'Website', 'Phone'];

const NAMED_OBJECTS = ['Contact: Email', 'Contact: First name', 'Contact: Last name'].flatMap((person) =>
  ['Company: Name', 'Company: Company name', 'Deal: Name', 'Deal: Deal name'].map((other) => [person, other]),
);

const COMPANY_NAMES = forEachHeader(['Company: Name', 'Company: Company name'], 'account');

const NAMED_PARTS: readonly Layout[] = [
  objectPart('Company', COMPANY, {
    names: ['Name', 'Company name'],
    more: {
      ...forEachHeader(['Company: Name', 'Company: Company name'], 'name'),
      ...forEachHeader(['Company: Domain', 'Company: Domain name', 'Company: Website'], 'website'),
      'Company: Owner': 'owner',
      'Company: Phone': 'phone',
    },
  }),
  objectPart('Contact', CONTACT, {
    names: ['First name', 'Last name', 'Email'],
    more: { ...COMPANY_NAMES, 'Contact: Owner': 'owner', 'Contact: Phone': 'phone' },
  }),
  objectPart('Deal', DEAL, {
    names: ['Name', 'Deal name'],
    more: {
      ...COMPANY_NAMES,
      'Contact: Email': 'contact',
      'Deal: Name': 'name',
      'Deal: Stage': 'stage',
      'Deal: Owner': 'owner',
    },
  }),
];

/** Columns are labels of properties, which teams rename and translate; a view has its own selection. */
export const HUBSPOT: Preset = {
  name: 'hubspot',
  label: 'HubSpot',
  proven: 'headers',
  layouts: [CONTACT, COMPANY, DEAL, TICKET, ...HUBSPOT_WORK, ...HUBSPOT_SOLD, ...HUBSPOT_CAMPAIGNS],
  parts: [...PARTS, ...NAMED_PARTS],
  noise: /^(?:date entered|date exited|latest time in|cumulative time in) "/i,
  discountsPayments: true,
};

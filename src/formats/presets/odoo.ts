import { ODOO_CAMPAIGNS } from './campaigns.ts';
import { droppedColumns, forEachHeader, type Layout, link, type Preset, sameLabels } from './preset.ts';
import { ODOO_SOLD } from './sold.ts';

const HTML_NOTES = ['Notes', 'Internal Notes', 'description', 'comment', 'Internal Note'];

const BASE = {
  ...forEachHeader(['External ID', 'id'], 'external_id'),
  ...forEachHeader(['Created on', 'create_date'], 'created_at'),
  ...forEachHeader(['Salesperson', 'user_id'], 'owner'),
  ...forEachHeader(['Tags', 'tag_ids', 'category_id', 'Tags/Name', 'Tags/Display Name'], 'tags'),
  ...forEachHeader(HTML_NOTES, 'notes'),
  ...droppedColumns(
    'Last Updated on|Last Modified on|write_date|Created by|Last Updated by|Active|active|Sequence|Sales Team|' +
      'team_id|Activities|My Activity Deadline|Activity State|Next Activity Deadline|Next Activity Type|Color Index',
  ),
};

const REACH = {
  ...forEachHeader(['Email', 'email', 'email_from'], 'email'),
  ...forEachHeader(['Phone', 'Mobile', 'phone', 'mobile', 'phone_sanitized'], 'phone'),
  ...forEachHeader(['Street', 'street', 'Street 2', 'Street2', 'street2'], 'street'),
  City: 'city',
  ...forEachHeader(['State', 'state_id', 'State/State Name', 'State/Display Name'], 'region'),
  ...forEachHeader(['Zip', 'zip', 'ZIP'], 'postal_code'),
  ...forEachHeader(['Country', 'country_id', 'Country/Country Name', 'Country/Display Name'], 'country'),
};

const continued = { 'Street 2': ', ', Street2: ', ', street2: ', ' };

const OWNER_IDS = forEachHeader(
  ['Salesperson/External ID', 'Salesperson/ID', 'user_id/id'],
  link('owner', 'user'),
);

const STAGES = { new: 'prospecting', qualified: 'qualification', proposition: 'proposal' };

const PIPELINE_HEADERS = ['Type', 'type'];

/** A customer is a company, or a person behind the name of the company. */
const CUSTOMERS = ['Customer', 'partner_id', 'Customer/Name', 'Customer/Display Name'];

const DISPLAY_NAMES = ['Complete Name', 'Display Name', 'display_name'];

const OPPORTUNITY: Layout = {
  subject: 'opp',
  signatures: [
    ['Expected Revenue', 'Stage', 'Salesperson'],
    ['Opportunity', 'Stage', 'Expected Revenue'],
    ['Opportunity', 'Stage', 'Salesperson'],
    ['expected_revenue', 'stage_id'],
    ['planned_revenue', 'stage_id'],
    ['stage_id', 'partner_id', 'user_id'],
  ],
  files: ['crmlead'],
  html: HTML_NOTES,
  // A lost deal keeps its stage and is archived.
  columnWords: forEachHeader(['Active', 'active'], {
    true: '',
    1: '',
    false: 'closed lost',
    0: 'closed lost',
  }),
  columns: {
    ...BASE,
    ...forEachHeader(['Active', 'active'], 'stage'),
    ...forEachHeader(['Opportunity', 'Name', 'name'], 'name'),
    ...forEachHeader(['Company Name', 'Customer/Company Name', 'partner_name'], 'account'),
    ...forEachHeader(['Contact Name', 'contact_name', ...CUSTOMERS], 'contact'),
    ...forEachHeader(['Stage', 'stage_id', 'Stage/Stage Name', 'Stage/Display Name'], 'stage'),
    ...forEachHeader(['Expected Revenue', 'expected_revenue', 'planned_revenue'], 'amount'),
    ...forEachHeader(['Currency', 'company_currency', 'Company Currency'], 'currency'),
    ...forEachHeader(['Probability', 'probability'], 'probability'),
    ...forEachHeader(['Expected Closing', 'date_deadline', 'Expected Closing Date'], 'close_date'),
    ...forEachHeader(['Closed Date', 'date_closed'], 'closed_on'),
    ...forEachHeader(['Lost Reason', 'lost_reason', 'lost_reason_id'], 'lost_reason'),
    ...forEachHeader(['Source', 'source_id'], 'source'),
    ...forEachHeader(['Campaign', 'campaign_id'], 'campaign'),
    ...droppedColumns('Type|Prorated Revenue|prorated_revenue|priority|Automated Probability|Days to Close'),
  },
  links: {
    ...OWNER_IDS,
    ...forEachHeader(
      ['Customer/External ID', 'Customer/ID', 'partner_id/id'],
      [...link('contact'), ...link('account')],
    ),
  },
  pairs: forEachHeader(CUSTOMERS, { front: 'account', alone: 'company' }),
  noted: {
    Email: 'E-mail',
    email_from: 'E-mail',
    Phone: 'Phone',
    Mobile: 'Mobile',
    ...sameLabels('Street|Street 2|Street2|City|State|Zip|ZIP|Country|Website|Job Position|Medium|Priority'),
  },
  words: { stage: STAGES },
  rows: { headers: PIPELINE_HEADERS, match: /^(?!lead$)/i },
};

const LEAD: Layout = {
  subject: 'lead',
  signatures: [
    ['Contact Name', 'Company Name', 'Type'],
    ['Lead', 'Contact Name', 'Salesperson'],
    ['Contact Name', 'Salesperson', 'Sales Team'],
    ['contact_name', 'partner_name', 'email_from'],
  ],
  html: HTML_NOTES,
  columnWords: forEachHeader(['Active', 'active'], {
    true: '',
    1: '',
    false: 'disqualified',
    0: 'disqualified',
  }),
  columns: {
    ...BASE,
    ...REACH,
    ...forEachHeader(['Active', 'active'], 'status'),
    ...forEachHeader(['Contact Name', 'contact_name'], 'name'),
    ...forEachHeader(['Company Name', 'partner_name', 'Customer'], 'company'),
    ...forEachHeader(['Job Position', 'function'], 'title'),
    ...forEachHeader(['Website', 'website'], 'website'),
    ...forEachHeader(['Source', 'source_id'], 'source'),
    ...forEachHeader(['Campaign', 'campaign_id'], 'campaign'),
    ...droppedColumns('Type|Priority|priority|Probability|probability'),
  },
  links: OWNER_IDS,
  continued,
  noted: { Lead: 'Subject', Opportunity: 'Subject', Name: 'Subject' },
  rows: { headers: PIPELINE_HEADERS, match: /^lead$/i },
};

const COMPANY_FLAGS = ['Is a Company', 'is_company', 'Company Type', 'company_type'];
const IS_COMPANY = /^(?:true|1|yes|company)$/i;

const CONTACT: Layout = {
  subject: 'contact',
  signatures: [
    ['Is a Company', 'Email'],
    ['is_company', 'email'],
    ['Company Type', 'Job Position'],
    ['External ID', 'Name', 'Related Company'],
    ['External ID', 'Name', 'Email', 'Country'],
    ['Display Name', 'Email', 'Salesperson'],
  ],
  files: ['respartner', 'contactrespartner'],
  html: HTML_NOTES,
  columns: {
    ...BASE,
    ...REACH,
    ...forEachHeader(['Title', 'title'], 'salutation'),
    ...forEachHeader(['Language', 'lang'], 'language'),
    ...forEachHeader(['Name', 'name', ...DISPLAY_NAMES], 'name'),
    ...forEachHeader(
      ['Related Company', 'Company Name', 'parent_id', 'Parent name', 'Related Company/Name'],
      'account',
    ),
    ...forEachHeader(['Job Position', 'function'], 'title'),
    ...droppedColumns(
      'Is a Company|is_company|Company Type|company_type|Customer Rank|Supplier Rank|Company',
    ),
  },
  links: {
    ...OWNER_IDS,
    ...forEachHeader(
      ['Related Company/External ID', 'Related Company/ID', 'parent_id/id', 'Parent name/External ID'],
      link('account'),
    ),
  },
  continued,
  pairs: forEachHeader(DISPLAY_NAMES, { front: 'account', alone: 'person' }),
  noted: {
    ...forEachHeader(['Website', 'website', 'Website Link'], 'Website'),
    ...forEachHeader(['Tax ID', 'vat'], 'Tax ID'),
    ...forEachHeader(['Reference', 'ref'], 'Reference'),
  },
  rows: { headers: COMPANY_FLAGS, match: /^(?!(?:true|1|yes|company)$)/i },
};

const COMPANY: Layout = {
  subject: 'account',
  signatures: CONTACT.signatures.slice(0, 3),
  html: HTML_NOTES,
  columns: {
    ...BASE,
    ...REACH,
    ...forEachHeader(['Name', 'name', ...DISPLAY_NAMES], 'name'),
    ...forEachHeader(['Related Company', 'parent_id', 'Parent name'], 'parent'),
    ...forEachHeader(['Website', 'website', 'Website Link'], 'website'),
    ...forEachHeader(['Industry', 'industry_id'], 'industry'),
    ...droppedColumns(
      'Is a Company|is_company|Company Type|company_type|Customer Rank|Supplier Rank|Company|Company Name',
    ),
  },
  links: {
    ...OWNER_IDS,
    ...forEachHeader(
      ['Related Company/External ID', 'Related Company/ID', 'parent_id/id', 'Parent name/External ID'],
      link('parent', 'account'),
    ),
  },
  continued,
  noted: {
    ...forEachHeader(['Tax ID', 'vat'], 'Tax ID'),
    ...forEachHeader(['Reference', 'ref'], 'Reference'),
  },
  rows: { headers: COMPANY_FLAGS, match: IS_COMPANY },
};

/** Lists export labels, or names of fields for another import: leads are deals of another type, people and companies one table. */
export const ODOO: Preset = {
  name: 'odoo',
  label: 'Odoo',
  proven: 'names',
  partsBelow: /\//,
  layouts: [OPPORTUNITY, LEAD, CONTACT, COMPANY, ...ODOO_SOLD, ...ODOO_CAMPAIGNS],
  parts: [COMPANY, CONTACT, OPPORTUNITY, LEAD],
};

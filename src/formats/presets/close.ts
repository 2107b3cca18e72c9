import { droppedColumns, forEachHeader, type Layout, type Preset } from './preset.ts';

/** The parts of an address, which newer exports call by another name. */
const address = (name: string) => ({
  ...forEachHeader([`${name}_address_1`, `${name}_address_2`], 'street'),
  [`${name}_city`]: 'city',
  [`${name}_state`]: 'region',
  ...forEachHeader([`${name}_zipcode`, `${name}_zip`], 'postal_code'),
  [`${name}_country`]: 'country',
});

const LEAD: Layout = {
  subject: 'lead',
  signatures: [
    ['lead_name', 'status_label'],
    ['display_name', 'status_label'],
    ['lead_name', 'primary_contact_name'],
    ['display_name', 'primary_contact_primary_email'],
  ],
  columns: {
    id: 'external_id',
    ...forEachHeader(['lead_name', 'display_name'], 'company'),
    description: 'notes',
    url: 'website',
    status_label: 'status',
    ...forEachHeader(['primary_contact_name', 'primary_contact'], 'name'),
    primary_contact_first_name: 'first_name',
    primary_contact_last_name: 'last_name',
    primary_contact_title: 'title',
    ...forEachHeader(
      [
        'primary_contact_primary_phone',
        'primary_contact_phone',
        'primary_contact_other_phones',
        'primary_contact_phones',
      ],
      'phone',
    ),
    ...forEachHeader(
      [
        'primary_contact_primary_email',
        'primary_contact_email',
        'primary_contact_emails',
        'primary_contact_other_emails',
      ],
      'email',
    ),
    ...address('address_1'),
    ...address('primary_address'),
    date_created: 'created_at',
    'custom.Lead Source': 'source',
    'custom.Industry': 'industry',
    ...droppedColumns(
      'status_id|html_url|date_updated|created_by|updated_by|created_by_name|updated_by_name|' +
        'primary_contact_primary_phone_type|primary_contact_primary_email_type',
    ),
  },
  continued: { address_1_address_2: ', ', primary_address_address_2: ', ' },
  noted: {
    urls: 'Websites',
    primary_contact_primary_url: 'Website of the person',
    primary_contact_other_urls: 'Other websites',
    all_custom_fields: 'Custom fields',
    primary_opportunity_value: 'Value of its opportunity',
    last_call_note: 'Last call',
    next_task_text: 'Next task',
  },
  words: {
    status: {
      potential: 'new',
      'bad fit': 'disqualified',
      'not interested': 'disqualified',
      canceled: 'disqualified',
      interested: 'connected',
      contacted: 'attempting',
      customer: 'qualified',
    },
  },
};

const OPP_BASE = {
  id: 'external_id',
  lead_name: 'account',
  contact_name: 'contact',
  ...forEachHeader(['status_type', 'status_label', 'status'], 'stage'),
  pipeline_name: 'pipeline',
  value_currency: 'currency',
  confidence: 'probability',
  ...forEachHeader(['user_name', 'assigned_to'], 'owner'),
  note: 'notes',
  date_created: 'created_at',
  ...forEachHeader(['date_won', 'date_lost'], 'closed_on'),
  ...forEachHeader(['close_date', 'expected_close_date', 'estimated_close'], 'close_date'),
  ...droppedColumns(
    'lead_id|status_id|contact_id|user_id|pipeline_id|lead_url|url|date_updated|created_by|created_by_name|updated_by|' +
      'updated_by_name|annualized_value|annualized_value_formatted|expected_value|expected_value_formatted|' +
      'annualized_expected_value|organization_id|is_stalled|status_display_name',
  ),
};

const OPP: Layout = {
  subject: 'opp',
  signatures: [
    ['lead_name', 'status_type', 'value'],
    ['lead_name', 'value_period', 'confidence'],
    ['lead_id', 'value_currency', 'confidence'],
  ],
  columns: { ...OPP_BASE, value: 'amount' },
  noted: { value_period: 'Value per', lead_custom_fields: 'Custom fields' },
  words: {
    stage: {
      active: 'qualification',
      'demo completed': 'qualification',
      'proposal sent': 'proposal',
      'contract sent': 'negotiation',
      won: 'closed won',
      lost: 'closed lost',
    },
  },
  columnWords: {
    // An open one is where its label says, so only an outcome takes precedence.
    status_type: { active: '', won: 'closed won', lost: 'closed lost' },
    pipeline_name: { sales: '' },
  },
};

/** What it comes to is also written out, where the number beside it can be one of cents. */
const OPP_WRITTEN: Layout = {
  ...OPP,
  signatures: OPP.signatures.map((headers) => [...headers, 'value_formatted']),
  columns: { ...OPP_BASE, value_formatted: 'amount', value: '-' },
  worded: ['value_formatted'],
};

/** A lead is a company with its people: the export has a column for each value of the first of them. */
export const CLOSE: Preset = {
  name: 'close',
  label: 'Close',
  proven: 'headers',
  layouts: [LEAD, OPP_WRITTEN, OPP],
  noise: /^(?:num_|last_|next_|times_|avg_|active_|lost_|won_)\w+$/i,
};

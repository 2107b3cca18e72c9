import { droppedColumns, forEachHeader, type Layout, type Preset } from './preset.ts';

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
    ...forEachHeader(['address_1_address_1', 'address_1_address_2'], 'street'),
    address_1_city: 'city',
    address_1_state: 'region',
    ...forEachHeader(['address_1_zipcode', 'address_1_zip'], 'postal_code'),
    address_1_country: 'country',
    date_created: 'created_at',
    'custom.Lead Source': 'source',
    'custom.Industry': 'industry',
    ...droppedColumns(
      'status_id|html_url|date_updated|created_by|updated_by|created_by_name|updated_by_name|' +
        'primary_contact_primary_phone_type|primary_contact_primary_email_type',
    ),
  },
  continued: { address_1_address_2: ', ' },
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

/** A lead is a company with its people: the export has a column for each value of the first of them. */
export const CLOSE: Preset = {
  name: 'close',
  label: 'Close',
  proven: 'headers',
  layouts: [LEAD],
  noise: /^(?:num_|last_|next_|times_|avg_|active_|lost_|won_)\w+$/i,
};

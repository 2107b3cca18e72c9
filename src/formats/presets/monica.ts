import { type Layout, link, type Preset } from './preset.ts';

const signatures = [['kind', 'uuid', 'other_ways', 'other_addresses']];

const PERSON: Layout = {
  subject: 'contact',
  signatures,
  columns: {
    kind: '-',
    uuid: 'external_id',
    created_at: 'created_at',
    first_name: 'first_name',
    middle_name: 'first_name',
    last_name: 'last_name',
    birthdate: 'birthdate',
    job: 'title',
    company: 'account',
    emails: 'email',
    phones: 'phone',
    street: 'street',
    city: 'city',
    province: 'region',
    postal_code: 'postal_code',
    country: 'country',
    tags: 'tags',
    description: 'notes',
  },
  continued: { middle_name: ' ' },
  noted: {
    nickname: 'Nickname',
    first_met: 'First met',
    died: 'Died',
    food: 'Food',
    other_ways: 'Also',
    other_addresses: 'Other addresses',
  },
  rows: { headers: ['kind'], match: /^person$/ },
};

const TALK: Layout = {
  subject: 'activity',
  signatures,
  columns: {
    uuid: 'external_id',
    kind: 'type',
    at: 'at',
    direction: 'direction',
    subject: 'subject',
    text: 'body',
    created_at: '-',
  },
  links: { contact: link('contact') },
  rows: { headers: ['kind'], match: /^(?:meeting|call|note)$/ },
};

const TASK: Layout = {
  subject: 'task',
  signatures,
  columns: {
    uuid: 'external_id',
    subject: 'subject',
    text: 'notes',
    status: 'status',
    done_at: 'done_at',
    created_at: 'created_at',
    ...{ kind: '-', at: '-' },
  },
  links: { contact: link('contact') },
  rows: { headers: ['kind'], match: /^task$/ },
};

/** Its export of an account is one object of lists in lists, which are read as rows of one form. */
export const MONICA: Preset = {
  name: 'monica',
  label: 'Monica',
  proven: 'names',
  layouts: [PERSON],
  parts: [PERSON, TALK, TASK],
};

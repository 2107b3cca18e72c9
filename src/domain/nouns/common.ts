import type { Field } from '../field.ts';

const text = (name: string, label: string, help: string, synonyms: readonly string[] = []): Field => ({
  name,
  type: 'text',
  label,
  access: 'edit',
  help,
  synonyms,
});

export const ID: Field = {
  name: 'id',
  type: 'integer',
  label: 'ID',
  access: 'import',
  help: 'the number of the record',
};

export const OWNER: Field = {
  name: 'owner',
  type: 'ref',
  target: 'user',
  label: 'Owner',
  access: 'edit',
  help: 'the user it belongs to',
  synonyms: [
    'assigned to',
    'sales rep',
    'lead owner',
    'account owner',
    'contact owner',
    'opportunity owner',
    'deal owner',
    'record owner',
    'sales agent',
    'rep',
  ],
};

export const TAGS: Field = {
  name: 'tags',
  type: 'list',
  element: 'text',
  label: 'Tags',
  access: 'edit',
  help: 'words of your own',
  synonyms: ['tag', 'labels', 'label'],
};

export const NOTES: Field = text('notes', 'Notes', 'free text about it', [
  'note',
  'description',
  'comments',
  'comment',
  'background',
  'memo',
]);

export const SOURCE: Field = text('source', 'Source', 'where it came from', [
  'lead source',
  'leadsource',
  'original source',
  'original traffic source',
  'account source',
  'source origin',
]);

export const CAMPAIGN: Field = text('campaign', 'Campaign', 'the campaign that brought it', [
  'source campaign',
  'primary campaign source',
  'campaign name',
]);

export const ADDRESS: readonly Field[] = [
  text('street', 'Street', 'street and number', [
    'address',
    'address 1',
    'street address',
    'mailing street',
    'billing street',
    'billing address',
    'address line 1',
    'bill-to street',
  ]),
  text('city', 'City', 'town', [
    'mailing city',
    'billing city',
    'town',
    'bill-to city',
    'office location city',
  ]),
  text('region', 'Region', 'state, county or province', [
    'state',
    'state/province',
    'state/region',
    'state or province',
    'province',
    'county',
    'mailing state/province',
    'billing state/province',
    'mailing state',
    'billing state',
    'mailingstate',
    'billingstate',
  ]),
  text('postal_code', 'Postal code', 'ZIP or postal code', [
    'zip',
    'zip code',
    'postcode',
    'postal code',
    'zip/postal code',
    'mailing zip/postal code',
    'billing zip/postal code',
    'mailing zip',
    'billing zip',
    'postalcode',
  ]),
  text('country', 'Country', 'country name or code', [
    'country/region',
    'mailing country',
    'billing country',
    'office location',
  ]),
];

export const TIMEZONE: Field = text('timezone', 'Time zone', 'IANA name such as Europe/London', [
  'time zone',
]);

export const WEBSITE: Field = {
  name: 'website',
  type: 'url',
  label: 'Website',
  access: 'edit',
  help: 'web address',
  synonyms: [
    'web site',
    'url',
    'website url',
    'company domain name',
    'domain',
    'web',
    'homepage',
    'web address',
  ],
};

export const INDUSTRY: Field = text('industry', 'Industry', 'line of business', ['sector', 'vertical']);

/** One e-mail address in front, any number behind it: what people and CSV files expect. */
export const EMAILS: readonly Field[] = [
  {
    name: 'email',
    type: 'email',
    label: 'Email',
    access: 'edit',
    help: 'the first e-mail address',
    overflow: 'other_emails',
    synonyms: [
      'e-mail',
      'e mail',
      'email address',
      'e-mail address',
      'e-mail 1',
      'email 1',
      'e-mail 2',
      'email 2',
      'e-mail 3',
      'email 3',
      'secondary email',
      'alt. email',
      'work email',
      'email work',
      'email home',
      'email other',
      'email address 2',
      'email address 3',
      'mail',
    ],
  },
  {
    name: 'other_emails',
    type: 'list',
    element: 'email',
    label: 'Other emails',
    access: 'edit',
    help: 'further e-mail addresses',
  },
];

/** One phone number in front, any number behind it. */
export const PHONES: readonly Field[] = [
  {
    name: 'phone',
    type: 'phone',
    label: 'Phone',
    access: 'edit',
    help: 'the first phone number, as E.164 where it can be read',
    overflow: 'other_phones',
    synonyms: [
      'phone number',
      'telephone',
      'tel',
      'business phone',
      'work phone',
      'office phone',
      'main phone',
      'phone 1',
      'phone 2',
      'phone1',
      'phone2',
      'mobile',
      'mobile phone',
      'mobilephone',
      'mobile phone number',
      'cell',
      'cell phone',
      'home phone',
      'other phone',
      'phone work',
      'phone home',
      'phone other',
      'telephone 1',
      'telephone 2',
      'alt phone',
    ],
  },
  {
    name: 'other_phones',
    type: 'list',
    element: 'phone',
    label: 'Other phones',
    access: 'edit',
    help: 'further phone numbers',
  },
];

export const PERSON: readonly Field[] = [
  text('first_name', 'First name', 'given name', ['firstname', 'given name', 'forename']),
  text('last_name', 'Last name', 'family name', ['lastname', 'surname', 'family name']),
];

export const JOB_TITLE: Field = text('title', 'Title', 'what the person does', [
  'job title',
  'jobtitle',
  'position',
  'role',
]);

const flag = (name: string, label: string, help: string, synonyms: readonly string[]): Field => ({
  name,
  type: 'bool',
  label,
  access: 'edit',
  help,
  synonyms,
});

export const DO_NOT: readonly Field[] = [
  flag('do_not_call', 'Do not call', 'never dial this person', ['donotcall', 'dnc', 'no call']),
  flag('do_not_email', 'Do not email', 'never write to this person', [
    'hasoptedoutofemail',
    'email opt out',
    'unsubscribed from all email',
    'opt out',
    'unsubscribed',
  ]),
];

export const EXTERNAL: readonly Field[] = [
  {
    name: 'external_source',
    type: 'text',
    label: 'External source',
    access: 'import',
    help: 'the system the external id is from',
  },
  {
    name: 'external_id',
    type: 'text',
    label: 'External ID',
    access: 'edit',
    help: 'its id in another system, for imports that can be repeated',
    synonyms: ['record id', 'internal id', 'crm id', 'guid'],
  },
];

export const TIMESTAMPS: readonly Field[] = [
  {
    name: 'created_at',
    type: 'datetime',
    label: 'Created',
    access: 'import',
    help: 'when it was made',
    synonyms: [
      'created',
      'created date',
      'create date',
      'created time',
      'date created',
      'created on',
      'createddate',
    ],
  },
  {
    name: 'updated_at',
    type: 'datetime',
    label: 'Updated',
    access: 'import',
    help: 'when it was last changed',
  },
];

/** A relation: the name people read and, beside it, the number that is exact. */
export function relation(
  name: string,
  label: string,
  target: NonNullable<Field['target']>,
  help: string,
  synonyms: readonly string[] = [],
): readonly Field[] {
  return [
    { name, type: 'ref', target, label, access: 'edit', help, synonyms },
    {
      name: `${name}_id`,
      type: 'integer',
      label: `${label} ID`,
      access: 'import',
      help: `the number of the ${label.toLowerCase()}`,
    },
  ];
}

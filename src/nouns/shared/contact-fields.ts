/** Fields for addresses and contact details. */
import type { Field } from '../../domain/field.ts';
import { text } from './text-field.ts';

export const ADDRESS: readonly Field[] = [
  {
    ...text('street', 'Street', 'street and number', [
      'address',
      'address 1',
      'street address',
      'mailing street',
      'billing street',
      'billing address',
      'address line 1',
      'bill-to street',
    ]),
    continuedBy: {
      headers: [
        'street 2',
        'street 3',
        'address 2',
        'address 3',
        'address line 2',
        'address line 3',
        'street address 2',
        'street line 2',
        'billing street 2',
        'mailing street 2',
      ],
      separator: ', ',
    },
  },
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

const shipping = (name: string, label: string, help: string, ...names: string[]): Field =>
  text(
    `shipping_${name}`,
    `Shipping ${label}`,
    `${help} that goods are sent to`,
    names.flatMap((each) => [`shipping ${each}`, `ship-to ${each}`, `delivery ${each}`]),
  );

/** Where goods are sent to, if not to the address. */
export const SHIPPING_ADDRESS: readonly Field[] = [
  shipping('street', 'street', 'street and number', 'address', 'street', 'address 1', 'address line 1'),
  shipping('city', 'city', 'town', 'city', 'town'),
  shipping('region', 'region', 'state, county or province', 'state', 'state/province', 'province', 'region'),
  shipping(
    'postal_code',
    'postal code',
    'ZIP or postal code',
    'zip',
    'zip/postal code',
    'postal code',
    'code',
  ),
  shipping('country', 'country', 'country', 'country'),
];

export const TIMEZONE: Field = {
  ...text('timezone', 'Time zone', 'IANA name such as Europe/London', ['time zone']),
  form: 'time zone',
};

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

/** One main e-mail address and any number of others, as people and CSV files expect. */
export const EMAILS: readonly Field[] = [
  {
    name: 'email',
    type: 'email',
    label: 'Email',
    access: 'edit',
    help: 'the first e-mail address',
    overflow: 'other_emails',
    labels: 'email_labels',
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
      'emails',
      'e-mails',
      'email addresses',
    ],
  },
  {
    name: 'other_emails',
    type: 'list',
    element: 'email',
    label: 'Other emails',
    access: 'edit',
    help: 'other e-mail addresses',
  },
  {
    name: 'email_labels',
    type: 'list',
    element: 'text',
    label: 'Email labels',
    access: 'edit',
    help: 'what e-mail addresses are for, or that they bounce: "work: ann@acme.example", "bad: a@b.example"',
  },
];

/** One main phone number and any number of others. */
export const PHONES: readonly Field[] = [
  {
    name: 'phone',
    type: 'phone',
    label: 'Phone',
    access: 'edit',
    help: 'the first phone number, in E.164 with its extension if it is understood: +14155550128x208',
    overflow: 'other_phones',
    labels: 'phone_labels',
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
      'phones',
      'phone numbers',
    ],
  },
  {
    name: 'other_phones',
    type: 'list',
    element: 'phone',
    label: 'Other phones',
    access: 'edit',
    help: 'other phone numbers',
  },
  {
    name: 'phone_labels',
    type: 'list',
    element: 'text',
    label: 'Phone labels',
    access: 'edit',
    help: 'what phone numbers are for, or that they are bad: "mobile: +14155550128", "bad: +14155550129"',
  },
  {
    name: 'invalid_phones',
    type: 'list',
    element: 'phone',
    label: 'Invalid phones',
    access: 'computed',
    help: 'phones that were not understood as numbers, as typed; they are never dialled',
  },
];

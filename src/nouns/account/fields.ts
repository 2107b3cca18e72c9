import type { Field } from '../../domain/field.ts';
import {
  EMPLOYEES,
  EXTERNAL,
  ID,
  INDUSTRY,
  NOTES,
  OWNER,
  REVENUE,
  relation,
  SOURCE,
  TAGS,
  TIMESTAMPS,
} from '../shared/common-fields.ts';
import { ADDRESS, EMAILS, PHONES, SHIPPING_ADDRESS, WEBSITE } from '../shared/contact-fields.ts';
import { LIFECYCLE } from '../shared/lifecycle.ts';

/** Fields in export order. */
export const ACCOUNT_FIELDS: readonly Field[] = [
  ID,
  {
    name: 'name',
    type: 'text',
    label: 'Name',
    access: 'edit',
    help: 'the name of the company or person',
    synonyms: [
      'account',
      'account name',
      'company',
      'company name',
      'organization',
      'organisation',
      'bp name',
    ],
  },
  {
    name: 'kind',
    type: 'choice',
    valueSynonyms: {
      customer: ['client', 'customer - direct', 'customer - channel'],
      partner: [
        'channel partner / reseller',
        'technology partner',
        'installation partner',
        'reseller',
        'integrator',
      ],
      vendor: ['supplier'],
    },
    label: 'Kind',
    access: 'edit',
    picklist: 'account-kind',
    help: 'relationship: prospect, customer …',
    synonyms: ['type', 'account type', 'relationship type'],
  },
  WEBSITE,
  INDUSTRY,
  EMPLOYEES,
  REVENUE,
  ...EMAILS,
  ...PHONES,
  ...ADDRESS,
  ...SHIPPING_ADDRESS,
  ...relation('parent', 'Parent', 'account', 'the account it belongs to', [
    'parent account',
    'parent company',
    'subsidiary of',
  ]),
  ...LIFECYCLE,
  SOURCE,
  OWNER,
  TAGS,
  NOTES,
  ...EXTERNAL,
  ...TIMESTAMPS,
];

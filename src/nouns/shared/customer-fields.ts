import type { Field } from '../../domain/field.ts';
import { relation } from './common-fields.ts';

/** Whose something is: a company, a person, or a person there. */
export const customer = (): readonly Field[] => [
  ...relation('account', 'Account', 'account', 'the customer', [
    'account name',
    'company',
    'company name',
    'customer',
    'customer name',
    'organization',
  ]),
  ...relation('contact', 'Contact', 'contact', 'the person there', [
    'contact name',
    'contact email',
    'email',
    'customer signed by',
  ]),
];

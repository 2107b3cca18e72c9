import type { NounSpec } from '../../domain/field.ts';
import { CONTACT_FIELDS } from './fields.ts';

/** A person, primarily at one account. */
export const CONTACT: NounSpec = {
  noun: 'contact',
  plural: 'contacts',
  defaultSort: 'name',
  listColumns: ['id', 'name', 'title', 'account', 'phone', 'email', 'owner'],
  fields: CONTACT_FIELDS,
};

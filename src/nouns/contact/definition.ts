import type { NounDefinition } from '../definition.ts';
import { contactColumns } from './columns.ts';
import { CONTACT_FIELDS } from './fields.ts';

/** A person, primarily at one account. */
export const CONTACT: NounDefinition = {
  noun: 'contact',
  plural: 'contacts',
  defaultSort: 'name',
  listColumns: ['id', 'name', 'title', 'account', 'phone', 'email', 'owner'],
  fields: CONTACT_FIELDS,
  columns: contactColumns,
};

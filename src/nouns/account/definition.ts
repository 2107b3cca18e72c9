import type { NounSpec } from '../../domain/field.ts';
import { ACCOUNT_FIELDS } from './fields.ts';

/** A company, or a person acting as one. */
export const ACCOUNT: NounSpec = {
  noun: 'account',
  plural: 'accounts',
  defaultSort: 'name',
  listColumns: ['id', 'name', 'kind', 'industry', 'city', 'country', 'phone', 'website', 'owner'],
  fields: ACCOUNT_FIELDS,
};

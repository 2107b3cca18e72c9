import type { NounDefinition } from '../definition.ts';
import { accountColumns } from './columns.ts';
import { ACCOUNT_FIELDS } from './fields.ts';

/** A company, or a person acting as one. */
export const ACCOUNT: NounDefinition = {
  noun: 'account',
  plural: 'accounts',
  defaultSort: 'name',
  listColumns: ['id', 'name', 'kind', 'industry', 'city', 'country', 'phone', 'website', 'owner'],
  fields: ACCOUNT_FIELDS,
  columns: accountColumns,
};

import { companyKey } from '../../domain/matching.ts';
import type { NounDefinition } from '../definition.ts';
import { addressRows, recordRows } from '../shared/children.ts';
import { accountColumns } from './columns.ts';
import { ACCOUNT_FIELDS } from './fields.ts';
import { checkAccount, nameAccount } from './rules.ts';

/** A company, or a person acting as one. */
export const ACCOUNT: NounDefinition = {
  noun: 'account',
  plural: 'accounts',
  defaultSort: 'name',
  listColumns: ['id', 'name', 'kind', 'industry', 'city', 'country', 'phone', 'website', 'owner'],
  fields: ACCOUNT_FIELDS,
  columns: accountColumns,
  when: 'created_at',
  owner: 'owner',
  title: 'name',
  names: [{ column: 'name', key: { column: 'name_key', of: companyKey }, hint: 'website_host' }],
  naming: { missing: 'an account needs a name', compute: nameAccount },
  search: { title: ['name'], body: ['industry', 'notes', 'city', 'website'] },
  children: [
    ...addressRows('account'),
    ...recordRows('account'),
    { table: 'contact_account', column: 'account_id', onRemove: 'remove', uniqueBy: 'contact_id' },
    { table: 'contact', column: 'account_id', onRemove: 'refuse' },
    { table: 'opp', column: 'account_id', onRemove: 'refuse' },
    { table: 'lead', column: 'account_id', onRemove: 'refuse' },
    { table: 'account', column: 'parent_id', onRemove: 'refuse' },
  ],
  rules: { facts: 'parents', check: checkAccount },
};

import { companyKey } from '../../domain/matching.ts';
import { defineNoun } from '../definition.ts';
import { addressRows, lifecycleHistory, recordRows } from '../shared/children.ts';
import { lifecycleRows, overruledLifecycle } from '../shared/lifecycle.ts';
import { cameFrom, cases, deals, documents, nextAndTimeline, purchases } from '../shared/related.ts';
import { BY_OWNER, BY_SOURCE, BY_TAG, shortcut } from '../shared/shortcuts.ts';
import { accountColumns } from './columns.ts';
import { accountFields } from './fields.ts';
import { accountLists } from './lists.ts';
import { accountMerge } from './merge.ts';
import { checkAccount, nameAccount } from './rules.ts';
import { accountVerbs } from './verbs.ts';

/** A company, or a person acting as one. */
export const ACCOUNT = defineNoun(
  {
    noun: 'account',
    plural: 'accounts',
    aliases: ['accounts'],
    summary: 'companies, and people who act as one',
    verbs: accountVerbs,
  },
  () => ({
    defaultSort: 'name',
    match: {
      keys: ['name and place'],
      content: ['name_key'],
      also: ['website_host', 'city', 'notes'],
      apart: 'website_host',
    },
    listColumns: ['id', 'name', 'kind', 'industry', 'city', 'country', 'phone', 'website', 'owner'],
    fields: accountFields(),
    lists: accountLists(),
    columns: accountColumns,
    when: 'created_at',
    essential: [],
    owner: 'owner',
    title: 'name',
    names: [{ column: 'name', key: { column: 'name_key', of: companyKey }, hint: 'website_host' }],
    naming: { missing: 'an account needs a name', compute: nameAccount },
    fromName: (name) => ({ name }),
    search: { title: ['name'], body: ['industry', 'notes', 'city', 'website'], weight: 2 },
    children: [
      ...addressRows('account'),
      ...recordRows('account'),
      lifecycleHistory('account'),
      {
        table: 'account_member',
        column: 'account_id',
        onRemove: 'remove',
        uniqueBy: 'user_id',
        keptFromTwin: ['role'],
        ordered: true,
      },
      {
        table: 'account_domain',
        column: 'account_id',
        onRemove: 'remove',
        uniqueBy: 'domain',
        ordered: true,
      },
      { table: 'contact_account', column: 'account_id', onRemove: 'remove', uniqueBy: 'contact_id' },
      { table: 'contact', column: 'account_id', onRemove: 'refuse' },
      { table: 'opp', column: 'account_id', onRemove: 'refuse' },
      { table: 'case', column: 'account_id', onRemove: 'refuse' },
      { table: 'purchase', column: 'account_id', onRemove: 'refuse' },
      { table: 'quote', column: 'account_id', onRemove: 'unlink' },
      { table: 'lead', column: 'account_id', onRemove: 'refuse' },
      { table: 'account', column: 'parent_id', onRemove: 'refuse' },
    ],
    rules: {
      facts: 'parents',
      check: checkAccount,
      overruled: (_, record, given) => overruledLifecycle(record, given),
      rowsAfter: lifecycleRows('account'),
    },
    merge: accountMerge,
    comparedAs: 'accounts',
    shortcuts: [shortcut('kind', 'kind', 'kind', 'of this kind'), BY_OWNER, BY_SOURCE, BY_TAG],
    headline: ['kind', 'industry', 'city', 'country'],
    facts: [
      'kind',
      'lifecycle',
      'industry',
      'employees',
      'revenue',
      'city',
      'country',
      'website',
      'owner',
      'tags',
    ],
    sections: [
      { type: 'totals', sales: { parent: 'parent_id' } },
      deals('account_id'),
      {
        type: 'others',
        title: 'Contacts',
        noun: 'contact',
        columns: ['id', 'name', 'title', 'email', 'phone'],
        by: 'account_id',
        sort: ['name', false],
        isEarly: true,
      },
      { type: 'further contacts' },
      purchases('account'),
      {
        type: 'others',
        title: 'Subsidiaries',
        noun: 'account',
        columns: ['id', 'name', 'kind', 'city'],
        by: 'parent_id',
        sort: ['name', false],
      },
      cases('account_id'),
      cameFrom('account'),
      documents('account'),
      ...nextAndTimeline('account'),
    ],
    sameBy: 'name or website',
  }),
);

import { isAddress, personKey } from '../../domain/matching.ts';
import { splitName } from '../../domain/person-name.ts';
import { defineNoun } from '../definition.ts';
import {
  addressRows,
  attendeeRows,
  lifecycleHistory,
  memberRows,
  recordRows,
  sequenceRows,
} from '../shared/children.ts';
import { lifecycleRows, overruledLifecycle } from '../shared/lifecycle.ts';
import { fullName } from '../shared/naming.ts';
import {
  attended,
  cameFrom,
  cases,
  deals,
  documents,
  nextAndTimeline,
  purchases,
} from '../shared/related.ts';
import { BY_OWNER, BY_SOURCE, BY_TAG, shortcut } from '../shared/shortcuts.ts';
import { contactColumns } from './columns.ts';
import { contactFields } from './fields.ts';
import { contactLists } from './lists.ts';
import { contactMerge } from './merge.ts';
import { checkContact } from './rules.ts';
import { contactVerbs } from './verbs.ts';

/** A person, primarily at one account. */
export const CONTACT = defineNoun(
  {
    noun: 'contact',
    plural: 'contacts',
    aliases: ['contacts'],
    isPerson: true,
    summary: 'people, each at an account',
    passesOn: ['account_id'],
    verbs: contactVerbs,
  },
  () => ({
    defaultSort: 'name',
    match: {
      keys: ['e-mail', 'profile', 'phone'],
      content: ['name_key'],
      also: ['account_id', 'title', 'city', 'notes'],
      company: 'account_id',
    },
    listColumns: ['id', 'name', 'title', 'account', 'phone', 'email', 'owner'],
    fields: contactFields(),
    lists: contactLists(),
    columns: contactColumns,
    when: 'created_at',
    essential: [],
    owner: 'owner',
    title: `name || coalesce(' · ' || (select a.name from account a where a.id = contact.account_id), '')`,
    names: [
      {
        column: 'name',
        key: { column: 'name_key', of: personKey },
        hint: '(select account.name from account where account.id = contact.account_id)',
      },
    ],
    naming: {
      missing: 'a contact needs a name, an e-mail address or a phone number',
      compute(columns, fallback) {
        const name = fullName(columns) ?? fallback;
        return name ? { name, name_key: personKey(name) } : null;
      },
    },
    search: { title: ['name'], body: ['title', 'notes', 'city', 'linkedin', 'social'], weight: 2 },
    children: [
      ...addressRows('contact'),
      ...recordRows('contact'),
      memberRows('contact'),
      attendeeRows('contact'),
      ...sequenceRows('contact'),
      lifecycleHistory('contact'),
      {
        table: 'contact_profile',
        column: 'contact_id',
        onRemove: 'remove',
        uniqueBy: 'address',
        ordered: true,
      },
      {
        table: 'contact_account',
        column: 'contact_id',
        onRemove: 'remove',
        uniqueBy: 'account_id',
        keptFromTwin: ['from_day', 'to_day'],
        ordered: true,
      },
      {
        table: 'opp_contact',
        column: 'contact_id',
        onRemove: 'remove',
        uniqueBy: 'opp_id',
        keptFromTwin: ['role'],
      },
      { table: 'opp', column: 'contact_id', onRemove: 'unlink' },
      { table: 'case', column: 'contact_id', onRemove: 'unlink' },
      { table: 'purchase', column: 'contact_id', onRemove: 'unlink' },
      { table: 'quote', column: 'contact_id', onRemove: 'unlink' },
      { table: 'contact', column: 'reports_to_id', onRemove: 'unlink' },
      {
        table: 'contact_relation',
        column: 'contact_id',
        onRemove: 'remove',
        uniqueBy: "other_id || ' ' || kind",
        ordered: true,
      },
      {
        table: 'contact_relation',
        column: 'other_id',
        onRemove: 'remove',
        uniqueBy: "contact_id || ' ' || kind",
      },
      { table: 'lead', column: 'contact_id', onRemove: 'refuse' },
    ],
    rules: {
      facts: 'managers',
      check: checkContact,
      overruled: (_, record, given) => overruledLifecycle(record, given),
      rowsAfter: lifecycleRows('contact'),
    },
    fromName: (name) => (isAddress(name) ? { email: name } : splitName(name)),
    merge: contactMerge,
    comparedAs: 'people',
    shortcuts: [shortcut('account', 'name', 'account', 'at this account'), BY_OWNER, BY_SOURCE, BY_TAG],
    headline: ['title', 'account'],
    facts: ['title', 'department', 'reports_to', 'city', 'country', 'language', 'owner', 'tags'],
    sections: [
      { type: 'totals', sales: { link: 'opp_contact' } },
      { type: 'relations' },
      deals('contact_id'),
      deals({ link: 'opp_contact' }, 'Also part of'),
      cases('contact_id'),
      purchases('contact'),
      { type: 'campaigns' },
      { type: 'sequences' },
      cameFrom('contact'),
      attended(),
      documents('contact'),
      ...nextAndTimeline('contact'),
    ],
    sameBy: 'e-mail or phone',
  }),
);

import { defineNoun } from '../definition.ts';
import { recordRows } from '../shared/children.ts';
import { ENDS, endingWithin } from '../shared/due-days.ts';
import { fillBlanks } from '../shared/merge.ts';
import { textOf } from '../shared/naming.ts';
import { documents } from '../shared/related.ts';
import { BY_OWNER, BY_TAG, shortcut } from '../shared/shortcuts.ts';
import { contractColumns } from './columns.ts';
import { contractFields } from './fields.ts';
import { checkContract } from './rules.ts';
import { contractVerbs } from './verbs.ts';

/** What was agreed with a customer, and until when. */
export const CONTRACT = defineNoun(
  {
    noun: 'contract',
    plural: 'contracts',
    aliases: ['contracts'],
    summary: 'what was agreed with customers: terms, notice, renewal',
    onPages: {
      columns: ['id', 'name', 'number', 'amount', 'recurring', 'starts_on', 'ends_on', 'notice_on', 'status'],
      sort: ['ends_on', true],
    },
    dueDays: { ...ENDS, amounts: [['amount_minor', 'currency']] },
    verbs: contractVerbs,
  },
  () => ({
    defaultSort: 'ends_on',
    match: {
      keys: [],
      content: ['name', 'account_id', 'contact_id', 'starts_on'],
      also: ['number', 'amount_minor', 'term', 'ends_on', 'notes'],
    },
    listColumns: [
      ...[
        'id',
        'name',
        'number',
        'account',
        'amount',
        'currency',
        'recurring',
        'starts_on',
        'ends_on',
        'notice_on',
      ],
      ...['auto_renews', 'status', 'owner'],
    ],
    fields: contractFields(),
    columns: contractColumns,
    when: 'starts_on',
    essential: ['amount'],
    owner: 'owner',
    title: `name || coalesce(' · ' || (select a.name from account a where a.id = contract.account_id), '')`,
    names: [],
    naming: {
      missing: 'a contract needs a name or a number',
      compute({ name, number }) {
        const called = textOf(name) ?? textOf(number);
        return called ? { name: called } : null;
      },
    },
    search: { title: ['name', 'number'], body: ['notes'] },
    children: recordRows('contract'),
    merge: fillBlanks,
    rules: { check: checkContract },
    whenGone: { opp: 'unlink', renewal: 'unlink' },
    shortcuts: [
      shortcut('status', 'status', 'status', 'draft, active or ended'),
      shortcut('account', 'name', 'account', 'with this customer'),
      endingWithin(),
      BY_OWNER,
      BY_TAG,
    ],
    sections: [documents('contract')],
  }),
);

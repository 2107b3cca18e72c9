import { defineNoun } from '../definition.ts';
import { recordRows } from '../shared/children.ts';
import { fillBlanks } from '../shared/merge.ts';
import { textOf } from '../shared/naming.ts';
import { documents } from '../shared/related.ts';
import { BY_OWNER, BY_TAG, shortcut } from '../shared/shortcuts.ts';
import { expenseColumns } from './columns.ts';
import { expenseFields } from './fields.ts';
import { checkExpense } from './rules.ts';
import { expenseVerbs } from './verbs.ts';

/** What a deal or a campaign cost. */
export const EXPENSE = defineNoun(
  {
    noun: 'expense',
    plural: 'expenses',
    aliases: ['expenses'],
    summary: 'what deals and campaigns cost',
    onPages: { columns: ['id', 'spent_on', 'name', 'kind', 'amount', 'owner'], sort: ['spent_on', true] },
    verbs: expenseVerbs,
  },
  () => ({
    defaultSort: '-spent_on',
    match: {
      keys: [],
      content: ['spent_on', 'name', 'opp_id', 'campaign_id'],
      also: ['amount_minor', 'kind', 'notes'],
    },
    listColumns: ['id', 'spent_on', 'name', 'kind', 'amount', 'currency', 'opp', 'campaign', 'owner'],
    fields: expenseFields(),
    columns: expenseColumns,
    when: 'spent_on',
    essential: ['time', 'amount'],
    owner: 'owner',
    title: 'name',
    names: [],
    naming: {
      missing: 'an expense needs a name or a kind',
      compute: ({ name, kind, amount_minor }) =>
        textOf(name) || textOf(kind) || typeof amount_minor === 'number' ? {} : null,
    },
    search: { title: ['name'], body: ['kind', 'notes'] },
    children: recordRows('expense'),
    merge: fillBlanks,
    rules: { check: checkExpense },
    whenGone: { opp: 'remove', campaign: 'remove' },
    shortcuts: [
      shortcut('kind', 'kind', 'kind', 'of this kind'),
      shortcut('opp', 'ref', 'opp', 'for this deal'),
      shortcut('campaign', 'name', 'campaign', 'for this campaign'),
      BY_OWNER,
      BY_TAG,
    ],
    sections: [documents('expense')],
  }),
);

import { defineNoun } from '../definition.ts';
import { recordRows } from '../shared/children.ts';
import { textOf } from '../shared/naming.ts';
import { documents } from '../shared/related.ts';
import { BY_OWNER, BY_TAG, shortcut } from '../shared/shortcuts.ts';
import { quoteColumns } from './columns.ts';
import { quoteFields } from './fields.ts';
import { quoteMerge } from './merge.ts';
import { checkQuote, QUOTE_BY_HAND } from './rules.ts';
import { quoteVerbs } from './verbs.ts';

/** What a customer was offered, as a document that does not change. */
export const QUOTE = defineNoun(
  {
    noun: 'quote',
    plural: 'quotes',
    aliases: ['quotes'],
    summary: 'quotes: offers of deals as documents, sent, accepted or declined',
    verbs: quoteVerbs,
  },
  () => ({
    defaultSort: '-created_at',
    match: {
      keys: [],
      content: ['opp_id', 'name'],
      also: ['amount_minor', 'status', 'valid_until', 'sent_on', 'notes'],
    },
    essential: ['amount'],
    listColumns: ['id', 'name', 'account', 'status', 'amount', 'currency', 'sent_on', 'valid_until', 'owner'],
    fields: quoteFields(),
    columns: quoteColumns,
    when: 'created_at',
    owner: 'owner',
    title: 'name',
    names: [],
    naming: {
      missing: 'a quote needs a name',
      compute: ({ name }) => (textOf(name) ? {} : null),
    },
    search: { title: ['name'], body: ['notes', 'customer'] },
    children: [
      { table: 'quote_line', column: 'quote_id', onRemove: 'remove', isWhole: true },
      ...recordRows('quote'),
    ],
    merge: quoteMerge,
    rules: { check: checkQuote },
    rulesByHand: QUOTE_BY_HAND,
    shortcuts: [
      shortcut('opp', 'deal', 'opp', 'of this deal'),
      shortcut('account', 'name', 'account', 'for this customer'),
      shortcut('status', 'status', 'status', 'draft, sent, accepted, declined or expired'),
      BY_OWNER,
      BY_TAG,
    ],
    flags: [{ option: 'open', help: 'only drafts and sent ones', filter: 'status in (draft, sent)' }],
    sections: [{ type: 'quote lines' }, documents('quote')],
  }),
);

import { defineNoun } from '../definition.ts';
import { recordRows } from '../shared/children.ts';
import { ENDS, endingWithin } from '../shared/due-days.ts';
import { fillBlanks } from '../shared/merge.ts';
import { textOf } from '../shared/naming.ts';
import { documents } from '../shared/related.ts';
import { BY_OWNER, BY_TAG, shortcut } from '../shared/shortcuts.ts';
import { purchaseColumns } from './columns.ts';
import { purchaseFields } from './fields.ts';
import { checkPurchase, PURCHASE_BY_HAND } from './rules.ts';
import { purchaseVerbs } from './verbs.ts';

/** What a customer has bought. */
export const PURCHASE = defineNoun(
  {
    noun: 'purchase',
    plural: 'purchases',
    aliases: ['purchases'],
    summary: 'what customers have bought, and when it ends',
    dueDays: {
      ...ENDS,
      amounts: [
        ['recurring_amount_minor', 'recurring_currency'],
        ['amount_minor', 'currency'],
      ],
    },
    verbs: purchaseVerbs,
  },
  () => ({
    defaultSort: '-bought_on',
    match: {
      keys: [],
      content: ['bought_on', 'name', 'product_id', 'account_id', 'contact_id', 'opp_id'],
      also: ['amount_minor', 'recurring_amount_minor', 'quantity', 'starts_on', 'ends_on', 'notes'],
    },
    listColumns: [
      'id',
      'bought_on',
      'name',
      'quantity',
      'amount',
      'currency',
      'recurring_amount',
      'recurring',
      'ends_on',
      'status',
      'account',
      'contact',
      'owner',
    ],
    fields: purchaseFields(),
    columns: purchaseColumns,
    when: 'bought_on',
    essential: ['time', 'amount'],
    owner: 'owner',
    title: `name || coalesce(' · ' || (select a.name from account a where a.id = purchase.account_id), '')`,
    names: [],
    naming: {
      missing: 'a purchase needs a product, or a text that says what was bought',
      compute: ({ name, product_id }) => (textOf(name) || typeof product_id === 'number' ? {} : null),
    },
    search: { title: ['name'], body: ['notes'] },
    children: [{ table: 'case', column: 'purchase_id', onRemove: 'unlink' }, ...recordRows('purchase')],
    merge: fillBlanks,
    rules: { facts: 'products', check: checkPurchase },
    rulesByHand: PURCHASE_BY_HAND,
    shortcuts: [
      shortcut('status', 'status', 'status', 'active, ended or refunded'),
      shortcut('account', 'name', 'account', 'of this customer'),
      shortcut('product', 'name', 'product', 'of this product'),
      endingWithin(),
      BY_OWNER,
      BY_TAG,
    ],
    headline: ['account', 'product', 'amount', 'ends_on'],
    sections: [documents('purchase')],
  }),
);

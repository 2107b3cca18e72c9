import { defineNoun } from '../definition.ts';
import { recordRows } from '../shared/children.ts';
import { textOf } from '../shared/naming.ts';
import { documents } from '../shared/related.ts';
import { BY_OWNER, BY_TAG, shortcut } from '../shared/shortcuts.ts';
import { lineColumns } from './columns.ts';
import { lineFields } from './fields.ts';
import { lineMerge } from './merge.ts';
import { checkLine, LINE_BY_HAND } from './rules.ts';
import { lineVerbs } from './verbs.ts';

/** What a deal offers, at which price. */
export const LINE = defineNoun(
  {
    noun: 'line',
    plural: 'lines',
    aliases: ['lines', 'line-item', 'line-items'],
    summary: 'what a deal offers: products, quantities, prices, discounts',
    verbs: lineVerbs,
  },
  () => ({
    defaultSort: 'id',
    match: {
      keys: [],
      content: ['opp_id', 'name'],
      also: [
        'product_id',
        'quantity',
        'price_minor',
        'discount',
        'discount_amount_minor',
        'starts_on',
        'notes',
      ],
    },
    listColumns: [
      'id',
      'opp',
      'name',
      'quantity',
      'price',
      'currency',
      'discount',
      'discount_amount',
      'recurring',
      'term',
      'amount',
    ],
    fields: lineFields(),
    columns: lineColumns,
    when: 'created_at',
    essential: ['amount'],
    owner: 'owner',
    title: `name || coalesce(' · ' || (select o.name from opp o where o.id = line.opp_id), '')`,
    names: [],
    naming: {
      missing: 'a line needs a product, or a text that says what is offered',
      // Other programs have lines that are known by their id alone.
      compute: ({ name, product_id, external_id }) =>
        textOf(name) || textOf(external_id) || typeof product_id === 'number' ? {} : null,
    },
    search: { title: ['name'], body: ['notes'] },
    children: [{ table: 'purchase', column: 'line_id', onRemove: 'unlink' }, ...recordRows('line')],
    merge: lineMerge,
    rules: { facts: 'products and deals', check: checkLine },
    rulesByHand: LINE_BY_HAND,
    shortcuts: [
      shortcut('opp', 'deal', 'opp', 'of this deal'),
      shortcut('product', 'name', 'product', 'of this product'),
      BY_OWNER,
      BY_TAG,
    ],
    sections: [documents('line')],
  }),
);

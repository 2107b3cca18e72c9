import { defineNoun } from '../definition.ts';
import { recordRows } from '../shared/children.ts';
import { textOf } from '../shared/naming.ts';
import { documents } from '../shared/related.ts';
import { BY_OWNER, BY_TAG, shortcut } from '../shared/shortcuts.ts';
import { priceColumns } from './columns.ts';
import { priceFields } from './fields.ts';
import { priceMerge } from './merge.ts';
import { checkPrice, PRICE_BY_HAND } from './rules.ts';
import { priceVerbs } from './verbs.ts';

/** What a product costs those whom a price book is for. */
export const PRICE = defineNoun(
  {
    noun: 'price',
    plural: 'prices',
    aliases: ['prices'],
    summary: 'prices of products in price books',
    verbs: priceVerbs,
  },
  () => ({
    defaultSort: 'name',
    match: {
      keys: [],
      content: ['pricebook_id', 'product_id'],
      also: ['price_minor', 'currency', 'valid_from', 'valid_until', 'notes'],
    },
    essential: ['amount'],
    listColumns: ['id', 'pricebook', 'product', 'price', 'currency', 'valid_from', 'valid_until'],
    fields: priceFields(),
    columns: priceColumns,
    when: 'created_at',
    owner: 'owner',
    title: `name || coalesce(' · ' || (select b.name from pricebook b where b.id = price.pricebook_id), '')`,
    names: [],
    naming: {
      missing: 'a price needs a product',
      compute: ({ name, product_id, external_id }) =>
        textOf(name) || textOf(external_id) || typeof product_id === 'number' ? {} : null,
    },
    search: { title: ['name'], body: ['notes'] },
    children: recordRows('price'),
    merge: priceMerge,
    rules: { facts: 'products', check: checkPrice },
    rulesByHand: PRICE_BY_HAND,
    shortcuts: [
      shortcut('pricebook', 'name', 'pricebook', 'in this price book'),
      shortcut('product', 'name', 'product', 'of this product'),
      BY_OWNER,
      BY_TAG,
    ],
    sections: [documents('price')],
  }),
);

import { personKey } from '../../domain/matching.ts';
import { defineNoun } from '../definition.ts';
import { recordRows } from '../shared/children.ts';
import { fillBlanks } from '../shared/merge.ts';
import { textOf } from '../shared/naming.ts';
import { cases, documents, prices, purchases } from '../shared/related.ts';
import { BY_OWNER, BY_TAG, shortcut } from '../shared/shortcuts.ts';
import { productColumns } from './columns.ts';
import { productFields } from './fields.ts';
import { productVerbs } from './verbs.ts';

/** What can be sold. */
export const PRODUCT = defineNoun(
  {
    noun: 'product',
    plural: 'products',
    aliases: ['products'],
    summary: 'what you sell, with prices',
    verbs: productVerbs,
  },
  () => ({
    defaultSort: 'name',
    match: { keys: [], content: ['name_key'], also: ['code', 'family', 'price_minor', 'notes'] },
    listColumns: ['id', 'code', 'name', 'family', 'price', 'currency', 'unit', 'recurring', 'active'],
    fields: productFields(),
    columns: productColumns,
    when: 'created_at',
    essential: ['amount'],
    owner: 'owner',
    title: `name || coalesce(' · ' || code, '')`,
    names: [
      { column: 'code', hint: 'name' },
      { column: 'name', key: { column: 'name_key', of: personKey }, hint: 'code', preferred: 'active = 1' },
    ],
    naming: {
      missing: 'a product needs a name',
      compute(columns) {
        const name = textOf(columns.name);
        return name ? { name, name_key: personKey(name) } : null;
      },
    },
    fromName: (name) => ({ name }),
    search: { title: ['name', 'code'], body: ['family', 'notes'] },
    children: [
      { table: 'line', column: 'product_id', onRemove: 'refuse' },
      { table: 'purchase', column: 'product_id', onRemove: 'refuse' },
      { table: 'price', column: 'product_id', onRemove: 'remove' },
      { table: 'quote_line', column: 'product_id', onRemove: 'unlink' },
      { table: 'case', column: 'model_id', onRemove: 'unlink' },
      ...recordRows('product'),
    ],
    merge: fillBlanks,
    rules: {},
    shortcuts: [
      shortcut('family', 'family', 'family', 'of this family'),
      shortcut('recurring', 'period', 'recurring', 'paid by the month or by the year'),
      BY_OWNER,
      BY_TAG,
    ],
    headline: ['code', 'price', 'recurring'],
    sections: [
      prices('product'),
      {
        ...purchases('product'),
        columns: [
          'id',
          'bought_on',
          'account',
          'contact',
          'quantity',
          'amount',
          'recurring_amount',
          'status',
        ],
      },
      cases('model_id'),
      documents('product'),
    ],
  }),
);

import { personKey } from '../../domain/matching.ts';
import { defineNoun } from '../definition.ts';
import { recordRows } from '../shared/children.ts';
import { fillBlanks } from '../shared/merge.ts';
import { textOf } from '../shared/naming.ts';
import { deals, documents, prices } from '../shared/related.ts';
import { BY_OWNER, BY_TAG } from '../shared/shortcuts.ts';
import { checkValidDays } from '../shared/valid-days.ts';
import { pricebookColumns } from './columns.ts';
import { pricebookFields } from './fields.ts';
import { pricebookVerbs } from './verbs.ts';

/** Prices for some customers: a country, resellers, a year. */
export const PRICEBOOK = defineNoun(
  {
    noun: 'pricebook',
    plural: 'pricebooks',
    longName: 'price book',
    aliases: ['pricebooks', 'price-book', 'price-books'],
    summary: 'price books: prices of products for some customers',
    verbs: pricebookVerbs,
  },
  () => ({
    defaultSort: 'name',
    match: { keys: [], content: ['name_key'], also: ['currency', 'valid_from', 'valid_until', 'notes'] },
    essential: [],
    listColumns: ['id', 'name', 'currency', 'active', 'valid_from', 'valid_until', 'owner'],
    fields: pricebookFields(),
    columns: pricebookColumns,
    when: 'created_at',
    owner: 'owner',
    title: 'name',
    names: [
      {
        column: 'name',
        key: { column: 'name_key', of: personKey },
        hint: 'valid_from',
        preferred: 'active = 1',
      },
    ],
    naming: {
      missing: 'a price book needs a name',
      compute(columns) {
        const name = textOf(columns.name);
        return name ? { name, name_key: personKey(name) } : null;
      },
    },
    fromName: (name) => ({ name }),
    search: { title: ['name'], body: ['notes'] },
    children: [
      { table: 'price', column: 'pricebook_id', onRemove: 'remove' },
      { table: 'opp', column: 'pricebook_id', onRemove: 'unlink' },
      ...recordRows('pricebook'),
    ],
    merge: fillBlanks,
    rules: { check: (_, before, columns) => checkValidDays(before, columns) },
    shortcuts: [BY_OWNER, BY_TAG],
    sections: [prices('pricebook'), deals('pricebook_id', 'Opportunities'), documents('pricebook')],
  }),
);

import { defineNoun } from '../definition.ts';
import { recordRows } from '../shared/children.ts';
import { fillBlanks } from '../shared/merge.ts';
import { textOf } from '../shared/naming.ts';
import { cases, documents } from '../shared/related.ts';
import { BY_OWNER, BY_TAG, shortcut } from '../shared/shortcuts.ts';
import { assetColumns } from './columns.ts';
import { assetFields } from './fields.ts';
import { checkAsset } from './rules.ts';
import { assetVerbs } from './verbs.ts';

/** What a customer has installed. */
export const ASSET = defineNoun(
  {
    noun: 'asset',
    plural: 'assets',
    aliases: ['assets'],
    summary: 'what customers have installed: serial numbers, warranty, service',
    onPages: {
      columns: ['id', 'name', 'serial', 'product', 'installed_on', 'warranty_until', 'service_due', 'status'],
      sort: ['name', false],
    },
    dueDays: {
      status: 'active',
      days: [
        { column: 'service_due', what: 'service', isKeptWhenPast: true },
        { column: 'warranty_until', what: 'warranty' },
      ],
      amounts: [],
    },
    verbs: assetVerbs,
  },
  () => ({
    defaultSort: 'name',
    match: {
      keys: [],
      content: ['name', 'serial', 'product_id', 'account_id', 'contact_id'],
      also: ['installed_on', 'quantity', 'notes'],
    },
    listColumns: [
      ...[
        'id',
        'name',
        'serial',
        'product',
        'quantity',
        'account',
        'contact',
        'installed_on',
        'warranty_until',
      ],
      ...['service_due', 'status', 'owner'],
    ],
    fields: assetFields(),
    columns: assetColumns,
    when: 'installed_on',
    essential: [],
    owner: 'owner',
    title: `name || coalesce(' ' || serial, '')`,
    names: [
      { column: 'serial', hint: 'name' },
      { column: 'name', hint: 'serial', preferred: `status = 'active'` },
    ],
    fromName: (name) => ({ name }),
    naming: {
      missing: 'an asset needs a name, a product or a serial number',
      compute: ({ name, serial, product_id, external_id }) =>
        textOf(name) || textOf(serial) || textOf(external_id) || typeof product_id === 'number' ? {} : null,
    },
    search: { title: ['name', 'serial'], body: ['notes'] },
    children: [{ table: 'case', column: 'asset_id', onRemove: 'unlink' }, ...recordRows('asset')],
    merge: fillBlanks,
    rules: { facts: 'products', check: checkAsset },
    whenGone: { contact: 'unlink', purchase: 'unlink' },
    shortcuts: [
      shortcut('status', 'status', 'status', 'active or retired'),
      shortcut('account', 'name', 'account', 'of this customer'),
      shortcut('product', 'name', 'product', 'of this product'),
      BY_OWNER,
      BY_TAG,
    ],
    sections: [cases('asset_id'), documents('asset')],
  }),
);

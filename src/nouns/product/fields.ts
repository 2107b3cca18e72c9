import type { Field } from '../../domain/field.ts';
import { EXTERNAL, ID, NOTES, OWNER, RECURRING, TAGS, TIMESTAMPS } from '../shared/common-fields.ts';
import { text } from '../shared/text-field.ts';

/** Fields in export order. */
export const productFields = (): readonly Field[] => [
  ID,
  {
    name: 'name',
    type: 'text',
    label: 'Name',
    access: 'edit',
    help: 'what it is called',
    synonyms: ['product', 'product name', 'item', 'item name', 'title'],
  },
  {
    name: 'code',
    type: 'text',
    label: 'Code',
    access: 'edit',
    help: 'its number in your lists: MX-1',
    synonyms: ['product code', 'sku', 'part number', 'item number', 'product number', 'reference'],
  },
  text('family', 'Family', 'the kind of product', [
    'product family',
    'kind',
    'category',
    'product category',
    'product type',
    'series',
  ]),
  {
    name: 'price',
    type: 'money',
    label: 'Price',
    access: 'edit',
    help: 'price of one unit; for a recurring one, per month or year',
    synonyms: ['unit price', 'list price', 'sales price', 'sales_price', 'regular price', 'standard price'],
  },
  {
    name: 'currency',
    type: 'text',
    form: 'currency',
    label: 'Currency',
    access: 'import',
    help: 'ISO 4217 code of the price',
    synonyms: ['currency code', 'currency iso code', 'price currency'],
  },
  text('unit', 'Unit', 'what is counted: piece, hour, site', ['unit of measure', 'uom', 'usage unit']),
  RECURRING,
  {
    name: 'active',
    type: 'bool',
    label: 'Active',
    access: 'edit',
    help: 'it is still sold',
    synonyms: ['is active', 'product active', 'published'],
  },
  OWNER,
  TAGS,
  NOTES,
  ...EXTERNAL,
  ...TIMESTAMPS,
];

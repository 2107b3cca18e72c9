import type { Field } from '../../domain/field.ts';
import { EXTERNAL, ID, NOTES, OWNER, relation, TAGS, TIMESTAMPS } from '../shared/common-fields.ts';
import { VALID } from '../shared/valid-days.ts';

/** Fields in export order. */
export const priceFields = (): readonly Field[] => [
  ID,
  ...relation('pricebook', 'Price book', 'pricebook', 'the price book that it is in', [
    'pricebook name',
    'price book name',
    'price list',
    'price list name',
    'pricelist',
  ]),
  ...relation('product', 'Product', 'product', 'the product, by name or code', [
    'product name',
    'product code',
    'sku',
    'item code',
  ]),
  {
    name: 'name',
    type: 'text',
    label: 'Name',
    access: 'edit',
    help: 'what it is the price of; default: the name of the product',
    synonyms: ['price name', 'item', 'item name'],
  },
  {
    name: 'price',
    type: 'money',
    label: 'Price',
    access: 'edit',
    help: 'price of one unit',
    synonyms: ['unit price', 'list price', 'sales price', 'amount'],
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
  ...VALID('the price holds'),
  OWNER,
  TAGS,
  NOTES,
  ...EXTERNAL,
  ...TIMESTAMPS,
];

import type { Field } from '../../domain/field.ts';
import { EXTERNAL, ID, NOTES, OWNER, relation, TAGS, TIMESTAMPS } from '../shared/common-fields.ts';
import { customer } from '../shared/customer-fields.ts';
import { text } from '../shared/text-field.ts';

const day = (name: string, label: string, help: string, synonyms: readonly string[]): Field => ({
  name,
  type: 'date',
  label,
  access: 'edit',
  help,
  synonyms,
});

/** Fields in export order. */
export const assetFields = (): readonly Field[] => [
  ID,
  text('name', 'Name', 'what it is; default: the name of the product', [
    'asset',
    'asset name',
    'equipment',
    'device',
  ]),
  text('serial', 'Serial', 'its serial number', [
    'serial number',
    'serial no',
    'serialnumber',
    'lot/serial number',
  ]),
  ...relation('product', 'Product', 'product', 'the product, by name or code', [
    'product name',
    'product code',
    'sku',
    'model',
  ]),
  {
    name: 'quantity',
    type: 'number',
    range: [0, Number.POSITIVE_INFINITY],
    label: 'Quantity',
    access: 'edit',
    help: 'how many; default: 1',
    synonyms: ['qty', 'units'],
  },
  {
    name: 'status',
    type: 'choice',
    choices: ['active', 'retired'],
    valueSynonyms: {
      active: ['installed', 'registered', 'purchased', 'shipped', 'in use'],
      retired: ['obsolete', 'removed', 'scrapped', 'inactive', 'scrap'],
    },
    label: 'Status',
    access: 'edit',
    help: 'active or retired',
    synonyms: ['asset status', 'state'],
  },
  ...customer(),
  ...relation('purchase', 'Purchase', 'purchase', 'what it was bought with'),
  day('bought_on', 'Bought on', 'when it was bought', ['purchase date', 'date purchased', 'bought']),
  day('installed_on', 'Installed on', 'when it was installed', [
    'install date',
    'installation date',
    'date installed',
    'installed',
  ]),
  day('warranty_until', 'Warranty until', 'the last day of the warranty', [
    'warranty',
    'warranty end',
    'warranty end date',
    'warranty expiration date',
    'usage end date',
  ]),
  {
    name: 'service_months',
    type: 'integer',
    range: [1, 1200],
    label: 'Service months',
    access: 'edit',
    help: 'months from one service to the next: 12',
    synonyms: ['service every', 'service interval', 'service interval (months)', 'maintenance interval'],
  },
  day('serviced_on', 'Serviced on', 'when it was serviced last', [
    'last service',
    'last service date',
    'last maintenance',
  ]),
  {
    ...day(
      'service_due',
      'Service due',
      'the day of the next service, counted from the last one or the installation',
      [],
    ),
    access: 'computed',
  },
  OWNER,
  TAGS,
  NOTES,
  ...EXTERNAL,
  ...TIMESTAMPS,
];

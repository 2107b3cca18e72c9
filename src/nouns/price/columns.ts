import { lazy } from '../../domain/lazy.ts';
import { type NounColumns, plain, related, tags } from '../shared/columns.ts';

export const priceColumns = lazy(
  (): NounColumns => ({
    from: 'price',
    sortIndexes: [],
    columns: {
      external_source: { value: `nullif(price.external_source, '')` },
      price: { value: 'price.price_minor', currency: 'price.currency' },
      ...plain(
        'price',
        'id',
        'name',
        'currency',
        'valid_from',
        'valid_until',
        'notes',
        'external_id',
        'created_at',
        'updated_at',
      ),
      ...related('price', 'pricebook', 'pricebook'),
      ...related('price', 'product', 'product'),
      ...related('price', 'owner', 'user'),
      ...tags('price'),
    },
  }),
);

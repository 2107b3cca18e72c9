import { lazy } from '../../domain/lazy.ts';
import { type NounColumns, plain, related, tags } from '../shared/columns.ts';

export const productColumns = lazy(
  (): NounColumns => ({
    from: 'product',
    sortIndexes: ['name'],
    columns: {
      external_source: { value: `nullif(product.external_source, '')` },
      name: { value: 'product.name', sort: 'product.name_key' },
      price: { value: 'product.price_minor', currency: 'product.currency' },
      ...plain(
        'product',
        'id',
        'code',
        'family',
        'currency',
        'unit',
        'recurring',
        'active',
        'notes',
        'external_id',
        'created_at',
        'updated_at',
      ),
      ...related('product', 'owner', 'user'),
      ...tags('product'),
    },
  }),
);

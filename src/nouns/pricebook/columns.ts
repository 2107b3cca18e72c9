import { lazy } from '../../domain/lazy.ts';
import { type NounColumns, plain, related, tags } from '../shared/columns.ts';

export const pricebookColumns = lazy(
  (): NounColumns => ({
    from: 'pricebook',
    sortIndexes: ['name'],
    columns: {
      external_source: { value: `nullif(pricebook.external_source, '')` },
      name: { value: 'pricebook.name', sort: 'pricebook.name_key' },
      ...plain(
        'pricebook',
        'id',
        'currency',
        'active',
        'valid_from',
        'valid_until',
        'notes',
        'external_id',
        'created_at',
        'updated_at',
      ),
      ...related('pricebook', 'owner', 'user'),
      ...tags('pricebook'),
    },
  }),
);

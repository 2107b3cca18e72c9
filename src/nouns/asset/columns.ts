import { lazy } from '../../domain/lazy.ts';
import { type NounColumns, plain, related, tags } from '../shared/columns.ts';

export const assetColumns = lazy(
  (): NounColumns => ({
    from: 'asset',
    sortIndexes: ['name'],
    columns: {
      external_source: { value: `nullif(asset.external_source, '')` },
      ...plain(
        'asset',
        ...['id', 'name', 'serial', 'quantity', 'status', 'bought_on', 'installed_on', 'warranty_until'],
        ...[
          'service_months',
          'serviced_on',
          'service_due',
          'notes',
          'external_id',
          'created_at',
          'updated_at',
        ],
      ),
      ...related('asset', 'product', 'product'),
      ...related('asset', 'account', 'account'),
      ...related('asset', 'contact', 'contact'),
      ...related('asset', 'purchase', 'purchase'),
      ...related('asset', 'owner', 'user'),
      ...tags('asset'),
    },
  }),
);

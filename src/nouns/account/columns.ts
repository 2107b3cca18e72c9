import { lazy } from '../../domain/lazy.ts';
import { addresses, type NounColumns, plain, related, tags } from '../shared/columns.ts';
import { lifecycleColumns } from '../shared/lifecycle.ts';

export const accountColumns = lazy(
  (): NounColumns => ({
    from: 'account',
    sortIndexes: ['name'],
    columns: {
      external_source: { value: `nullif(account.external_source, '')` },
      name: { value: 'account.name', sort: 'account.name_key' },
      ...plain(
        'account',
        'id',
        'kind',
        'website',
        'industry',
        'employees',
        'street',
        'city',
        'region',
        'postal_code',
        'country',
        'shipping_street',
        'shipping_city',
        'shipping_region',
        'shipping_postal_code',
        'shipping_country',
        'source',
        'notes',
        'external_id',
        'created_at',
        'updated_at',
      ),
      revenue: { value: 'account.revenue_minor', currency: 'account.revenue_currency' },
      ...addresses('account'),
      ...tags('account'),
      ...lifecycleColumns('account'),
      ...related('account', 'parent', 'account'),
      ...related('account', 'owner', 'user'),
    },
  }),
);

import { lazy } from '../../domain/lazy.ts';
import { addresses, type NounColumns, plain, related, tags } from '../shared/columns.ts';

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
        'source',
        'notes',
        'external_id',
        'created_at',
        'updated_at',
      ),
      ...addresses('account'),
      ...tags('account'),
      ...related('account', 'parent', 'account'),
      ...related('account', 'owner', 'user'),
    },
  }),
);

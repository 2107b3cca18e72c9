import { lazy } from '../../domain/lazy.ts';
import { type NounColumns, plain, related, tags } from '../shared/columns.ts';

export const contractColumns = lazy(
  (): NounColumns => ({
    from: 'contract',
    sortIndexes: ['ends_on'],
    columns: {
      external_source: { value: `nullif(contract.external_source, '')` },
      amount: { value: 'contract.amount_minor', currency: 'contract.currency' },
      ...plain(
        'contract',
        ...[
          'id',
          'name',
          'number',
          'status',
          'currency',
          'recurring',
          'signed_on',
          'starts_on',
          'term',
          'ends_on',
        ],
        ...['notice_days', 'notice_on', 'auto_renews', 'notes', 'external_id', 'created_at', 'updated_at'],
      ),
      ...related('contract', 'account', 'account'),
      ...related('contract', 'contact', 'contact'),
      ...related('contract', 'opp', 'opp'),
      ...related('contract', 'renewal', 'opp'),
      ...related('contract', 'owner', 'user'),
      ...tags('contract'),
    },
  }),
);

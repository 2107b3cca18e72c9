import { lazy } from '../../domain/lazy.ts';
import { type NounColumns, plain, related, tags } from '../shared/columns.ts';

export const purchaseColumns = lazy(
  (): NounColumns => ({
    from: 'purchase',
    sortIndexes: ['bought_on'],
    columns: {
      external_source: { value: `nullif(purchase.external_source, '')` },
      amount: { value: 'purchase.amount_minor', currency: 'purchase.currency' },
      recurring_amount: {
        value: 'purchase.recurring_amount_minor',
        currency: 'purchase.recurring_currency',
      },
      ...plain(
        'purchase',
        'id',
        'name',
        'quantity',
        'currency',
        'recurring',
        'bought_on',
        'starts_on',
        'ends_on',
        'notice_on',
        'status',
        'from_deal',
        'notes',
        'external_id',
        'created_at',
        'updated_at',
      ),
      ...related('purchase', 'product', 'product'),
      ...related('purchase', 'account', 'account'),
      ...related('purchase', 'contact', 'contact'),
      ...related('purchase', 'opp', 'opp'),
      ...related('purchase', 'renewal', 'opp'),
      ...related('purchase', 'owner', 'user'),
      ...tags('purchase'),
    },
  }),
);

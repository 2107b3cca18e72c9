import { lazy } from '../../domain/lazy.ts';
import { type NounColumns, plain, related, tags } from '../shared/columns.ts';

export const lineColumns = lazy(
  (): NounColumns => ({
    from: 'line',
    sortIndexes: [],
    columns: {
      external_source: { value: `nullif(line.external_source, '')` },
      price: { value: 'line.price_minor', currency: 'line.currency' },
      discount_amount: { value: 'line.discount_amount_minor', currency: 'line.discount_currency' },
      amount: { value: 'line.amount_minor', currency: 'line.currency' },
      ...plain(
        'line',
        'id',
        'name',
        'quantity',
        'currency',
        'discount',
        'recurring',
        'term',
        'starts_on',
        'notes',
        'external_id',
        'created_at',
        'updated_at',
      ),
      ...related('line', 'opp', 'opp'),
      ...related('line', 'product', 'product'),
      ...related('line', 'owner', 'user'),
      ...tags('line'),
    },
  }),
);

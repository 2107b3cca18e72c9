import { lazy } from '../../domain/lazy.ts';
import { type NounColumns, plain, related, tags } from '../shared/columns.ts';

export const quoteColumns = lazy(
  (): NounColumns => ({
    from: 'quote',
    sortIndexes: [],
    columns: {
      external_source: { value: `nullif(quote.external_source, '')` },
      amount: { value: 'quote.amount_minor', currency: 'quote.currency' },
      ...plain(
        'quote',
        'id',
        'name',
        'status',
        'currency',
        'valid_until',
        'sent_on',
        'answered_on',
        'customer',
        'notes',
        'external_id',
        'created_at',
        'updated_at',
      ),
      ...related('quote', 'opp', 'opp'),
      ...related('quote', 'account', 'account'),
      ...related('quote', 'contact', 'contact'),
      ...related('quote', 'owner', 'user'),
      ...tags('quote'),
    },
  }),
);

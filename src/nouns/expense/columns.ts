import { lazy } from '../../domain/lazy.ts';
import { type NounColumns, plain, related, tags } from '../shared/columns.ts';

export const expenseColumns = lazy(
  (): NounColumns => ({
    from: 'expense',
    sortIndexes: ['spent_on'],
    columns: {
      external_source: { value: `nullif(expense.external_source, '')` },
      amount: { value: 'expense.amount_minor', currency: 'expense.currency' },
      ...plain(
        'expense',
        ...['id', 'name', 'kind', 'currency', 'spent_on', 'notes', 'external_id', 'created_at', 'updated_at'],
      ),
      ...related('expense', 'opp', 'opp'),
      ...related('expense', 'campaign', 'campaign'),
      ...related('expense', 'owner', 'user'),
      ...tags('expense'),
    },
  }),
);

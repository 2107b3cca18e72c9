import { lazy } from '../../domain/lazy.ts';
import { type NounColumns, plain, related, tags } from '../shared/columns.ts';

export const taskColumns = lazy(
  (): NounColumns => ({
    from: 'task',
    sortIndexes: [],
    columns: {
      external_source: { value: `nullif(task.external_source, '')` },
      ...plain(
        'task',
        'id',
        'subject',
        'kind',
        'due_date',
        'due_at',
        'status',
        'done_at',
        'every',
        'notes',
        'external_id',
        'created_at',
        'updated_at',
      ),
      priority: {
        value: 'task.priority',
        sort: `case task.priority when 'high' then 1 when 'normal' then 2 else 3 end`,
      },
      ...related('task', 'owner', 'user'),
      ...related('task', 'lead', 'lead'),
      ...related('task', 'contact', 'contact'),
      ...related('task', 'account', 'account'),
      ...related('task', 'opp', 'opp'),
      ...related('task', 'case', 'case', 'subject'),
      ...tags('task'),
    },
  }),
);

import { lazy } from '../../domain/lazy.ts';
import { type NounColumns, plain, related, tags } from '../shared/columns.ts';

export const activityColumns = lazy(
  (): NounColumns => ({
    from: 'activity',
    sortIndexes: ['at'],
    columns: {
      external_source: { value: `nullif(activity.external_source, '')` },
      ...plain(
        'activity',
        'id',
        'type',
        'at',
        'direction',
        'disposition',
        'outcome',
        'duration',
        'subject',
        'body',
        'external_id',
        'created_at',
        'updated_at',
      ),
      ...related('activity', 'user', 'user'),
      ...related('activity', 'lead', 'lead'),
      ...related('activity', 'contact', 'contact'),
      ...related('activity', 'account', 'account'),
      ...related('activity', 'opp', 'opp'),
      ...related('activity', 'case', 'case', 'subject'),
      ...tags('activity'),
    },
  }),
);

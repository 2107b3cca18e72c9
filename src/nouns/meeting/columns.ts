import { lazy } from '../../domain/lazy.ts';
import { type NounColumns, plain, related, tags } from '../shared/columns.ts';

export const meetingColumns = lazy(
  (): NounColumns => ({
    from: 'meeting',
    sortIndexes: [],
    columns: {
      external_source: { value: `nullif(meeting.external_source, '')` },
      ...plain(
        'meeting',
        'id',
        'subject',
        'status',
        'starts_on',
        'starts_at',
        'ends_at',
        'place',
        'attendees',
        'outcome',
        'notes',
        'external_id',
        'created_at',
        'updated_at',
      ),
      ...related('meeting', 'owner', 'user'),
      ...related('meeting', 'lead', 'lead'),
      ...related('meeting', 'contact', 'contact'),
      ...related('meeting', 'account', 'account'),
      ...related('meeting', 'opp', 'opp'),
      ...related('meeting', 'case', 'case', 'subject'),
      ...tags('meeting'),
    },
  }),
);

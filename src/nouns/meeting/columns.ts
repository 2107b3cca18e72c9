import { lazy } from '../../domain/lazy.ts';
import { type NounColumns, plain, related, tags } from '../shared/columns.ts';

const known = 'meeting_attendee v where v.meeting_id = meeting.id';
const attendee = `coalesce(
  (select name || ' (contact:' || id || ')' from contact where contact.id = v.contact_id),
  (select name || ' (lead:' || id || ')' from lead where lead.id = v.lead_id),
  (select name || ' (user:' || id || ')' from "user" where "user".id = v.user_id))`;

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
      known_attendees: {
        value: attendee,
        rows: `${known} order by v.position, v.id`,
        several: { from: known, column: attendee },
      },
      ...tags('meeting'),
    },
  }),
);

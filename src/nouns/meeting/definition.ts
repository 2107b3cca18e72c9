import { defineNoun } from '../definition.ts';
import { recordRows } from '../shared/children.ts';
import { textOf } from '../shared/naming.ts';
import { documents } from '../shared/related.ts';
import { BY_OWNER, BY_TAG, shortcut } from '../shared/shortcuts.ts';
import { meetingColumns } from './columns.ts';
import { meetingFields } from './fields.ts';
import { meetingMerge } from './merge.ts';
import { checkMeeting, meetingRows, overruledInMeeting } from './rules.ts';
import { meetingVerbs } from './verbs.ts';

/** A meeting, planned or held. */
export const MEETING = defineNoun(
  {
    noun: 'meeting',
    plural: 'meetings',
    aliases: ['meetings'],
    attachedAs: 'timeline',
    summary: 'meetings, planned and held',
    verbs: meetingVerbs,
  },
  () => ({
    defaultSort: 'starts_on',
    match: {
      keys: [],
      content: ['subject', 'starts_on', 'lead_id', 'contact_id', 'account_id', 'opp_id', 'case_id'],
      also: ['starts_at', 'notes'],
    },
    listColumns: [
      'id',
      'starts_on',
      'starts_at',
      'subject',
      'status',
      'place',
      'lead',
      'contact',
      'account',
      'opp',
      'owner',
    ],
    fields: meetingFields(),
    columns: meetingColumns,
    when: 'starts_on',
    essential: ['time'],
    owner: 'owner',
    title: 'subject',
    // Meetings recur: prefer the planned one.
    names: [{ column: 'subject', hint: 'starts_on', preferred: "status = 'planned'" }],
    naming: {
      missing: 'a meeting needs a subject',
      compute: ({ subject }) => (textOf(subject) ? {} : null),
    },
    search: { title: ['subject'], body: ['notes', 'place', 'attendees'] },
    children: [
      ...recordRows('meeting'),
      {
        table: 'meeting_attendee',
        column: 'meeting_id',
        onRemove: 'remove',
        uniqueBy: "coalesce('contact ' || contact_id, 'lead ' || lead_id, 'user ' || user_id)",
        ordered: true,
      },
    ],
    merge: meetingMerge,
    rules: { check: checkMeeting, overruled: overruledInMeeting, rowsAfter: meetingRows },
    shortcuts: [
      shortcut('status', 'status', 'status', 'planned, held, no-show or cancelled'),
      BY_OWNER,
      BY_TAG,
    ],
    sections: [{ type: 'attendees' }, documents('meeting')],
  }),
);

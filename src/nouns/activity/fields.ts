import { DISPOSITIONS } from '../../domain/call-results.ts';
import type { Field } from '../../domain/field.ts';
import { EXTERNAL, ID, relation, TIMESTAMPS } from '../shared/common-fields.ts';
import { LINKS } from '../task/fields.ts';

export const ACTIVITY_TYPES = ['call', 'email', 'meeting', 'note', 'event'] as const;

/** Fields in export order. */
export const ACTIVITY_FIELDS: readonly Field[] = [
  ID,
  {
    name: 'type',
    type: 'choice',
    valueSynonyms: {
      call: ['phone call', 'phone'],
      email: ['e-mail', 'mail', 'list email', 'listemail'],
      meeting: ['appointment', 'demo', 'visit', 'lunch'],
      note: ['task', 'to do', 'other'],
    },
    choices: ACTIVITY_TYPES,
    label: 'Type',
    access: 'edit',
    help: 'call, email, meeting, note or event',
    synonyms: ['activity type', 'interaction type'],
  },
  {
    name: 'at',
    type: 'datetime',
    past: true,
    label: 'At',
    access: 'edit',
    help: 'when it happened',
    synonyms: [
      'date',
      'activity date',
      'interaction date',
      'call start time',
      'time',
      'start time',
      'date/time',
    ],
  },
  ...relation('user', 'User', 'user', 'the user who did it', [
    'who',
    'owner',
    'assigned to user',
    'call owner',
    'rep',
  ]).slice(0, 1),
  {
    name: 'direction',
    type: 'choice',
    valueSynonyms: { in: ['inbound', 'incoming'], out: ['outbound', 'outgoing'] },
    choices: ['in', 'out'],
    label: 'Direction',
    access: 'edit',
    help: 'in or out',
    synonyms: ['call direction', 'call type'],
  },
  {
    name: 'disposition',
    type: 'choice',
    choices: DISPOSITIONS,
    label: 'Disposition',
    access: 'edit',
    help: 'what happened on the line',
  },
  {
    name: 'outcome',
    type: 'text',
    label: 'Outcome',
    access: 'edit',
    help: 'result of the activity',
    synonyms: ['call outcome', 'result', 'call status', 'call result', 'call disposition'],
  },
  {
    name: 'duration',
    type: 'duration',
    label: 'Duration',
    access: 'edit',
    help: 'length in seconds',
    synonyms: ['duration (s)', 'call duration', 'call duration in seconds', 'length'],
  },
  {
    name: 'subject',
    type: 'text',
    label: 'Subject',
    access: 'edit',
    help: 'subject line',
    synonyms: ['title', 'call title', 'note title'],
  },
  {
    name: 'body',
    type: 'text',
    label: 'Body',
    access: 'edit',
    help: 'what was said',
    synonyms: ['notes', 'note', 'content', 'note content', 'call notes', 'description', 'comments', 'text'],
  },
  ...LINKS,
  ...EXTERNAL,
  ...TIMESTAMPS,
];

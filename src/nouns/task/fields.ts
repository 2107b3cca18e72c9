import type { Field } from '../../domain/field.ts';
import { EXTERNAL, ID, NOTES, OWNER, relation, TAGS, TIMESTAMPS } from '../shared/common-fields.ts';

/** Records that a task or an activity can be about. */
export const LINKS: readonly Field[] = [
  ...relation('lead', 'Lead', 'lead', 'the lead it is about', ['lead email']),
  ...relation('contact', 'Contact', 'contact', 'the contact it is about', [
    'contact name',
    'contact email',
    'contact person',
  ]),
  ...relation('account', 'Account', 'account', 'the account it is about', [
    'account name',
    'company',
    'organization',
  ]),
  ...relation('opp', 'Opportunity', 'opp', 'the opportunity it is about', [
    'opportunity name',
    'deal',
    'deal name',
    'deal title',
  ]),
  ...relation('case', 'Case', 'case', 'the case it is about', ['ticket', 'case subject']),
];

/** Columns that say with a yes that a task comes first, as the four boxes of Eisenhower do. */
const URGENT_HEADERS = ['urgent', 'is urgent', 'important', 'is important'].flatMap((name) => [
  name,
  `${name}?`,
]);

const URGENT_WORDS: Readonly<Record<string, string>> = {
  ...Object.fromEntries(['yes', 'y', 'true', 'x', '1', '✓', '✔', '☑', '✅'].map((word) => [word, 'high'])),
  ...Object.fromEntries(['no', 'n', 'false', '0', '-', '☐', '⬜'].map((word) => [word, ''])),
};

/** Fields in export order. */
export const taskFields = (): readonly Field[] => [
  ID,
  {
    name: 'subject',
    type: 'text',
    label: 'Subject',
    access: 'edit',
    help: 'what to do',
    synonyms: ['task', 'name', 'task name'],
  },
  {
    name: 'kind',
    type: 'choice',
    valueSynonyms: { todo: ['to do', 'task', 'other'], callback: ['call', 'phone call'] },
    picklist: 'task-kind',
    label: 'Kind',
    access: 'edit',
    help: 'todo, callback, meeting or email',
    synonyms: ['type', 'task type'],
  },
  {
    name: 'due_date',
    type: 'date',
    label: 'Due',
    access: 'edit',
    timed: 'due_at',
    agreed: true,
    help: 'when it is due: "fri 3pm", tomorrow, +3d',
    synonyms: ['due'],
  },
  {
    name: 'due_at',
    type: 'datetime',
    label: 'Due at',
    access: 'edit',
    help: 'the time it is due, if one is set',
    synonyms: ['due time'],
  },
  {
    name: 'priority',
    type: 'choice',
    valueSynonyms: { normal: ['medium'], high: ['highest', 'urgent'], low: ['lowest'] },
    choices: ['high', 'normal', 'low'],
    label: 'Priority',
    access: 'edit',
    help: 'high, normal or low',
    decidedBy: { headers: URGENT_HEADERS, words: URGENT_WORDS },
  },
  {
    name: 'status',
    type: 'choice',
    valueSynonyms: {
      open: [
        'not started',
        'in progress',
        'waiting on someone else',
        'delegated',
        'waiting',
        'deferred',
        'pending',
        'no',
        'n',
        'false',
        '0',
        'to do',
        'todo',
        '☐',
        '⬜',
      ],
      done: [
        'completed',
        'complete',
        'closed',
        'finished',
        'yes',
        'y',
        'true',
        'x',
        '✓',
        '☑',
        '✅',
        '✔',
        '1',
      ],
      cancelled: ['canceled'],
    },
    choices: ['open', 'done', 'cancelled'],
    label: 'Status',
    access: 'edit',
    help: 'open, done or cancelled',
    synonyms: ['task status'],
  },
  {
    name: 'done_at',
    type: 'datetime',
    past: true,
    label: 'Done at',
    access: 'import',
    help: 'when it was done',
    synonyms: ['closed time', 'marked as done time'],
  },
  {
    name: 'every',
    type: 'text',
    form: 'recurrence',
    label: 'Every',
    access: 'edit',
    help: 'how it recurs: day, weekday, week, 2 weeks, month, year',
    synonyms: ['recurrence'],
  },
  OWNER,
  ...LINKS,
  TAGS,
  NOTES,
  ...EXTERNAL,
  ...TIMESTAMPS,
];

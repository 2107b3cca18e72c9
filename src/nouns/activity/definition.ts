import { defineNoun } from '../definition.ts';
import { recordRows } from '../shared/children.ts';
import { textOf } from '../shared/naming.ts';
import { documents } from '../shared/related.ts';
import { BY_TAG, shortcut } from '../shared/shortcuts.ts';
import { activityColumns } from './columns.ts';
import { activityEvents } from './events.ts';
import { activityFields } from './fields.ts';
import { activityMerge } from './merge.ts';
import { checkActivity } from './rules.ts';
import { activityVerbs } from './verbs.ts';

/** A past call, e-mail, meeting or note, or an event that the program records. */
export const ACTIVITY = defineNoun(
  {
    noun: 'activity',
    plural: 'activities',
    aliases: ['activities'],
    attachedAs: 'timeline',
    summary: 'calls, e-mails, meetings and notes',
    verbs: activityVerbs,
  },
  () => ({
    defaultSort: '-at',
    match: {
      keys: [],
      content: ['type', 'at', 'subject', 'lead_id', 'contact_id', 'account_id', 'opp_id', 'case_id'],
      also: ['body'],
    },
    listColumns: [
      'id',
      'at',
      'type',
      'outcome',
      'body',
      'lead',
      'contact',
      'subject',
      'account',
      'opp',
      'duration',
      'user',
    ],
    fields: activityFields(),
    columns: activityColumns,
    when: 'at',
    essential: ['time'],
    owner: 'user',
    title: `type || coalesce(': ' || coalesce(subject, substr(body, 1, 60)), '')`,
    names: [],
    naming: {
      missing: 'an activity needs a type',
      compute: ({ type }) => (textOf(type) ? {} : null),
    },
    search: { title: ['subject'], body: ['body'], weight: 0.25 },
    children: recordRows('activity'),
    merge: activityMerge,
    rules: { facts: 'call results', check: checkActivity },
    rulesByHand: { defaults: ({ now }) => ({ type: 'note', at: now }) },
    events: activityEvents(),
    shortcuts: [
      shortcut('type', 'type', 'type', 'call, email, meeting, note, message …'),
      shortcut('who', 'user', 'user', 'by this user'),
      BY_TAG,
    ],
    sections: [documents('activity')],
  }),
);

import type { NounDefinition } from '../definition.ts';
import { textOf } from '../shared/naming.ts';
import { activityColumns } from './columns.ts';
import { ACTIVITY_FIELDS } from './fields.ts';
import { checkActivity } from './rules.ts';

/** Something that happened: what was said, written or agreed, and events the program records itself. */
export const ACTIVITY: NounDefinition = {
  noun: 'activity',
  plural: 'activities',
  defaultSort: '-at',
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
  fields: ACTIVITY_FIELDS,
  columns: activityColumns,
  when: 'at',
  owner: 'user',
  title: `type || coalesce(': ' || coalesce(subject, substr(body, 1, 60)), '')`,
  names: [],
  naming: {
    missing: 'an activity needs a type',
    compute: ({ type }) => (textOf(type) ? {} : null),
  },
  search: { title: ['subject'], body: ['body'] },
  children: [],
  rules: { facts: 'call results', check: checkActivity },
};

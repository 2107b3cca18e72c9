import type { NounDefinition } from '../definition.ts';
import { activityColumns } from './columns.ts';
import { ACTIVITY_FIELDS } from './fields.ts';

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
};

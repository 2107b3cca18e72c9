import type { NounDefinition } from '../definition.ts';
import { taskColumns } from './columns.ts';
import { TASK_FIELDS } from './fields.ts';

/** Something due. */
export const TASK: NounDefinition = {
  noun: 'task',
  plural: 'tasks',
  defaultSort: 'due_date',
  listColumns: [
    'id',
    'subject',
    'due_date',
    'due_at',
    'priority',
    'status',
    'lead',
    'contact',
    'account',
    'opp',
    'owner',
  ],
  fields: TASK_FIELDS,
  columns: taskColumns,
};

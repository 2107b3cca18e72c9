import type { NounSpec } from '../../domain/field.ts';
import { TASK_FIELDS } from './fields.ts';

/** Something due. */
export const TASK: NounSpec = {
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
};

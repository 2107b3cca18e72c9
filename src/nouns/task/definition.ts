import type { NounDefinition } from '../definition.ts';
import { textOf } from '../shared/naming.ts';
import { BY_OWNER, shortcut } from '../shared/shortcuts.ts';
import { taskColumns } from './columns.ts';
import { TASK_FIELDS } from './fields.ts';
import { checkTask, repeatTask } from './rules.ts';
import { taskVerbs } from './verbs.ts';

/** A task with a due date. */
export const TASK: NounDefinition = {
  noun: 'task',
  plural: 'tasks',
  aliases: ['tasks'],
  summary: 'tasks with due dates',
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
  when: 'due_date',
  owner: 'owner',
  title: 'subject',
  // One that recurs has left many of its name behind: the open one is meant.
  names: [{ column: 'subject', hint: 'due_date', preferred: "status = 'open'" }],
  naming: {
    missing: 'a task needs a subject',
    compute: ({ subject }) => (textOf(subject) ? {} : null),
  },
  search: { title: ['subject'], body: ['notes'] },
  children: [],
  rules: {
    check: checkTask,
    async afterUpdate(tx, before, columns) {
      if (columns.status === 'done' && before.status === 'open') await repeatTask(tx, before.id as number);
    },
  },
  shortcuts: [shortcut('status', 'status', 'status', 'open, done or cancelled'), BY_OWNER],
  sections: [],
  verbs: taskVerbs,
};

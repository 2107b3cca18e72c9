import { defineNoun } from '../definition.ts';
import { recordRows } from '../shared/children.ts';
import { textOf } from '../shared/naming.ts';
import { documents } from '../shared/related.ts';
import { BY_OWNER, BY_TAG, shortcut } from '../shared/shortcuts.ts';
import { taskColumns } from './columns.ts';
import { taskEvents } from './events.ts';
import { taskFields } from './fields.ts';
import { taskMerge } from './merge.ts';
import { checkTask, nextTaskRows, overruledInTask } from './rules.ts';
import { taskVerbs } from './verbs.ts';

/** A task with a due date. */
export const TASK = defineNoun(
  {
    noun: 'task',
    plural: 'tasks',
    aliases: ['tasks'],
    attachedAs: 'timeline',
    summary: 'tasks with due dates',
    verbs: taskVerbs,
  },
  () => ({
    defaultSort: 'due_date',
    match: {
      keys: [],
      content: ['subject', 'due_date', 'lead_id', 'contact_id', 'account_id', 'opp_id', 'case_id'],
      also: ['notes'],
    },
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
    fields: taskFields(),
    columns: taskColumns,
    when: 'due_date',
    essential: ['time'],
    owner: 'owner',
    title: 'subject',
    // A recurring task has done ones with its name: prefer the open one.
    names: [{ column: 'subject', hint: 'due_date', preferred: "status = 'open'" }],
    naming: {
      missing: 'a task needs a subject',
      compute: ({ subject }) => (textOf(subject) ? {} : null),
    },
    search: { title: ['subject'], body: ['notes'] },
    children: [
      { table: 'sequence_run', column: 'task_id', onRemove: 'stay' },
      { table: 'sequence_touch', column: 'task_id', onRemove: 'stay' },
      ...recordRows('task'),
    ],
    merge: taskMerge,
    rules: { check: checkTask, overruled: overruledInTask, rowsAfter: nextTaskRows },
    events: taskEvents(),
    shortcuts: [shortcut('status', 'status', 'status', 'open, done or cancelled'), BY_OWNER, BY_TAG],
    headline: ['kind', 'priority'],
    sections: [documents('task')],
  }),
);

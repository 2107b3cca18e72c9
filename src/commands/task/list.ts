import { TASK } from '../../nouns/task/definition.ts';
import { listCommand } from '../record/list.ts';

export default listCommand(
  TASK,
  [
    'task list --mine',
    "task list --where 'due <= today' --sort due_date",
    'task list --all --since -30d --csv',
  ],
  {
    filter: 'status = open',
    field: 'status',
    all: 'the done and cancelled ones too (else only open ones, unless a filter names the status)',
    empty: 'no task is open; all of them: crm task list --all',
  },
);

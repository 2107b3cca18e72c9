import type { RecordVerbs } from '../shared/verbs.ts';

export function taskVerbs(): RecordVerbs {
  return {
    add: {
      examples: [
        'task add "Call back" --due "tue 3pm" --lead 42 --priority high',
        'task add "Weekly review" --due fri --every week',
      ],
      title: {
        help: 'what to do',
        question: 'what is there to do?',
        values: (subject) => ({ subject }),
      },
      asked: ['subject', 'due_date', 'priority', 'notes'],
    },
    list: {
      examples: [
        'task list --mine',
        "task list --where 'due <= today' --sort due_date",
        'task list --all --since -30d --csv',
      ],
      usual: {
        filter: 'status = open',
        field: 'status',
        all: 'include done and cancelled tasks (default: only open ones, unless a filter names the status)',
        empty: 'no open tasks; for all: crm task list --all',
      },
    },
    show: { shows: 'fields and related record', examples: ['task show 1', 'task show 1 --json'] },
    edit: {
      examples: ['task edit 1 --due "mon 10am" --priority high', 'task edit 1 --every "2 weeks"'],
      asked: ['subject', 'due_date', 'priority', 'every', 'owner', 'notes'],
    },
    rm: { examples: ['task rm 1 --yes', 'task rm 2 3 --yes'] },
    import: { examples: ['task import tasks.csv --create owner', 'task import tasks.csv --dry-run'] },
    export: {
      examples: [
        'task export --status open --columns due_date,subject,lead,contact',
        'task export --format jsonl',
      ],
    },
  };
}

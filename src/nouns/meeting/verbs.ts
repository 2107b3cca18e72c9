import type { RecordVerbs } from '../shared/verbs.ts';

export function meetingVerbs(): RecordVerbs {
  return {
    add: {
      examples: [
        'meeting add "Demo" --lead 42 --start "tue 3pm" --place "Room 2"',
        'meeting add "Contract review" --opp 7 --start "fri 10am" --end "fri 11am" --attendees "Ann Lee; Bob Roe"',
      ],
      title: {
        help: 'what it is about',
        question: 'what is the meeting about?',
        values: (subject) => ({ subject }),
      },
      asked: ['subject', 'starts_on', 'place', 'attendees', 'notes'],
    },
    list: {
      examples: [
        'meeting list --mine',
        "meeting list --where 'starts >= today' --sort starts_at",
        'meeting list --all --status no-show',
      ],
      usual: {
        filter: 'status = planned',
        field: 'status',
        all: 'include past and cancelled meetings (default: only planned ones, unless a filter names the status)',
        empty: 'no planned meetings; for all: crm meeting list --all',
      },
    },
    show: { shows: 'fields and related record', examples: ['meeting show 1', 'meeting show 1 --json'] },
    edit: {
      examples: ['meeting edit 1 --start "mon 10am" --place Berlin', 'meeting edit 1 --attendees "Ann Lee"'],
      asked: ['subject', 'starts_on', 'place', 'attendees', 'owner', 'notes'],
    },
    rm: { examples: ['meeting rm 1 --yes', 'meeting rm 2 3 --yes'] },
    import: {
      examples: ['meeting import calendar.csv --create owner', 'meeting import calendar.csv --dry-run'],
    },
    export: { examples: ['meeting export --status held', 'meeting export --format jsonl'] },
  };
}

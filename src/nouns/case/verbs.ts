import type { RecordVerbs } from '../shared/verbs.ts';

export function caseVerbs(): RecordVerbs {
  return {
    add: {
      examples: [
        'case add "Meter broken" --contact 7 --priority high --channel phone',
        'case add "Boiler is cold" --asset 1',
        'case add "No power" --contact 7 --sla standard',
        'case add "Invoice is wrong" --account Acme --kind question',
      ],
      title: {
        help: 'what went wrong',
        question: 'what went wrong?',
        values: (subject) => ({ subject }),
      },
      asked: ['subject', 'contact', 'account', 'priority', 'channel', 'notes'],
    },
    list: {
      examples: [
        'case list --mine',
        "case list --where 'priority = urgent' --sort created_at",
        'case list --breaching',
        'case list --all',
      ],
      usual: {
        filter: 'solved_at is empty',
        field: 'status',
        all: 'include solved and closed cases (default: only others, unless a filter names the status)',
        empty: 'no open cases; for all: crm case list --all',
      },
    },
    show: { shows: 'fields, next steps and timeline', examples: ['case show 1', 'case show 1 --json'] },
    edit: {
      examples: ['case edit 1 --priority urgent', 'case edit 2 --owner ann --product SN-1'],
      asked: ['subject', 'status', 'priority', 'kind', 'product', 'owner', 'notes'],
    },
    rm: { examples: ['case rm 1 --yes', 'case rm 2 3 --yes'] },
    import: { examples: ['case import cases.csv --create owner', 'case import cases.csv --dry-run'] },
    export: { examples: ['case export --status solved', 'case export --format jsonl'] },
  };
}

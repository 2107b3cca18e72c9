import type { RecordVerbs } from '../shared/verbs.ts';

export function quoteVerbs(): RecordVerbs {
  return {
    list: { examples: ['quote list --open', "quote list --where 'valid_until < +14d' --status sent"] },
    show: {
      shows: 'fields and lines',
      examples: ['quote show 1', 'quote show 1 --json'],
    },
    edit: {
      examples: ['quote edit 1 --valid-until +60d', 'quote edit 1 --notes "30 days net"'],
      asked: ['name', 'valid_until', 'notes'],
    },
    rm: { examples: ['quote rm 1 --yes'] },
    import: { examples: ['quote import quotes.csv --dry-run'] },
    export: { examples: ['quote export', 'quote export --format jsonl'] },
  };
}

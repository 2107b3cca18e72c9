import type { RecordVerbs } from '../shared/verbs.ts';

export function docVerbs(): RecordVerbs {
  return {
    list: {
      examples: ['doc list', 'doc list --expiring 30d', "doc list --where 'account = Acme' --kind contract"],
    },
    show: { shows: 'fields and former versions', examples: ['doc show 1', 'doc show 1 --json'] },
    edit: {
      examples: ['doc edit 1 --kind contract --expires 2027-01-31', 'doc edit 2 --name "Price list.txt"'],
      asked: ['name', 'kind', 'expires', 'owner', 'notes'],
    },
    rm: { examples: ['doc rm 1 --yes', 'doc rm 1 2 --yes'] },
    import: { examples: ['doc import links.csv', 'doc import links.csv --dry-run'] },
    export: { examples: ['doc export --kind contract', 'doc export --format jsonl'] },
  };
}

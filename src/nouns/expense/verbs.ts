import type { RecordVerbs } from '../shared/verbs.ts';

export function expenseVerbs(): RecordVerbs {
  return {
    add: {
      examples: [
        'expense add "Flight to Lisbon" --amount 450 --kind travel --opp 7',
        'expense add --amount "EUR 900" --kind material --campaign "spring expo" --on 2026-05-01',
      ],
      description:
        'Records what a deal or a campaign cost. crm opp show, crm report forecast and crm report campaigns count it: cost of sale, ' +
        'margin and return.',
      title: { help: 'what was paid for', question: 'what was paid for?', values: (name) => ({ name }) },
      asked: ['name', 'amount', 'kind', 'opp', 'campaign'],
    },
    list: { examples: ['expense list --opp 7', "expense list --where 'kind = travel' --sort -amount"] },
    show: { shows: 'fields', examples: ['expense show 1', 'expense show 1 --json'] },
    edit: {
      examples: ['expense edit 1 --amount 420'],
      asked: ['name', 'amount', 'kind', 'spent_on', 'notes'],
    },
    rm: { examples: ['expense rm 1 --yes'] },
    import: { examples: ['expense import expenses.csv --dry-run'] },
    export: { examples: ['expense export', 'expense export --since -90d --format jsonl'] },
  };
}

import type { RecordVerbs } from '../shared/verbs.ts';

export function contractVerbs(): RecordVerbs {
  return {
    add: {
      examples: [
        'contract add "Support 2027" --account 3 --start 2027-01-01 --term 12 --notice-days 90 --auto-renews',
        'contract add "Frame order" --account 3 --amount 12000 --recurring year --end 2027-12-31',
      ],
      description:
        'Records what was agreed with a customer. It ends a term after it starts, and notice is to be given the notice days ' +
        'before that, unless other days are given; crm today reminds of both. One that renews itself runs on for another term, ' +
        'and another one ends, when crm run finds that its last day is over.',
      title: { help: 'what it is about', question: 'what is it about?', values: (name) => ({ name }) },
      asked: ['name', 'account', 'amount', 'starts_on', 'term', 'notice_days'],
    },
    list: {
      examples: ['contract list --ending 90d', "contract list --account Acme --where 'auto_renews = yes'"],
    },
    show: { shows: 'fields and documents', examples: ['contract show 1', 'contract show 1 --json'] },
    edit: {
      examples: ['contract edit 1 --term 24', 'contract edit 1 --status ended'],
      asked: ['name', 'amount', 'ends_on', 'notice_on', 'status'],
    },
    rm: { examples: ['contract rm 1 --yes'] },
    import: { examples: ['contract import contracts.csv --create account --dry-run'] },
    export: { examples: ['contract export', 'contract export --ending 90d --format jsonl'] },
  };
}

import type { RecordVerbs } from '../shared/verbs.ts';

export function pricebookVerbs(): RecordVerbs {
  return {
    add: {
      examples: [
        'pricebook add EMEA --currency EUR',
        'pricebook add "Resellers 2027" --valid-from 2027-01-01 --valid-until 2027-12-31',
      ],
      description:
        'Adds a price book. Its prices are added with crm price add, a deal gets it with crm opp edit <ref> --pricebook <name>, ' +
        'and new lines of the deal then take their prices from it. A product that it has no price for keeps its own.',
      title: {
        help: 'what it is called',
        question: 'what is the price book called?',
        values: (name) => ({ name }),
      },
      asked: ['name', 'currency', 'valid_from', 'valid_until'],
    },
    list: {
      examples: ['pricebook list', "pricebook list --where 'valid_until < today' --all"],
      usual: {
        filter: 'active = yes',
        field: 'active',
        all: 'include what is no longer used (default: only active price books, unless a filter names that)',
        empty: 'no active price books; for all: crm pricebook list --all',
      },
    },
    show: {
      shows: 'fields, prices and deals',
      examples: ['pricebook show resellers', 'pricebook show 1 --json'],
    },
    edit: {
      examples: ['pricebook edit resellers --valid-until 2027-12-31', 'pricebook edit 1 --no-active'],
      asked: ['name', 'currency', 'valid_from', 'valid_until', 'notes'],
    },
    rm: { examples: ['pricebook rm 1 --yes'] },
    import: { examples: ['pricebook import pricebooks.csv --dry-run'] },
    export: { examples: ['pricebook export', 'pricebook export --format jsonl'] },
  };
}

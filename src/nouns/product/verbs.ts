import type { RecordVerbs } from '../shared/verbs.ts';

export function productVerbs(): RecordVerbs {
  return {
    add: {
      examples: [
        'product add "Meter X" --code MX-10 --price 120 --unit piece --family meters',
        'product add "Monitoring Plus" --price "EUR 49" --recurring month',
      ],
      title: {
        help: 'what it is called',
        question: 'what is the product called?',
        values: (name) => ({ name }),
      },
      asked: ['name', 'code', 'price', 'recurring', 'family'],
    },
    list: {
      examples: [
        'product list',
        'product list --family services',
        "product list --where 'price > 1000' --all",
      ],
      usual: {
        filter: 'active = yes',
        field: 'active',
        all: 'include what is no longer sold (default: only active products, unless a filter names that)',
        empty: 'no active products; for all: crm product list --all',
      },
    },
    show: { shows: 'fields and who bought it', examples: ['product show 1', 'product show MX-1 --json'] },
    edit: {
      examples: ['product edit MX-1 --price 125', 'product edit 2 --no-active'],
      asked: ['name', 'code', 'price', 'recurring', 'family', 'notes'],
    },
    rm: { examples: ['product rm MS-1 --yes', 'product rm 6 --yes'] },
    import: {
      examples: ['product import products.csv --match code', 'product import products.csv --dry-run'],
    },
    export: { examples: ['product export', 'product export --format jsonl'] },
  };
}

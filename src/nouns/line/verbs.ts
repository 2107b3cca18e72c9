import type { RecordVerbs } from '../shared/verbs.ts';

export function lineVerbs(): RecordVerbs {
  return {
    add: {
      examples: [
        'line add MX-1 --opp 3 --quantity 10 --discount 5',
        'line add --opp 3 --product SRV-1 --quantity 2 --term 12 --start 2027-01-01',
        'line add Installation --opp 3 --price 1200',
      ],
      description:
        'Adds what a deal offers. The amount of the deal is the sum of its lines from then on. With --product, or its code, its ' +
        'name and price are taken over unless others are given; they do not change with the product later.',
      title: {
        help: 'what is offered; or the code of a product; default: the name of the product',
        question: 'what is offered?',
        values: (name) => ({ name }),
        isProductCode: true,
      },
      asked: ['opp', 'name', 'product', 'quantity', 'price', 'discount'],
    },
    list: {
      examples: ['line list --opp 3', "line list --where 'discount > 10' --sort -amount"],
    },
    show: { shows: 'fields', examples: ['line show 1', 'line show 1 --json'] },
    edit: {
      examples: ['line edit 1 --quantity 12', 'line edit 1 --discount 10'],
      asked: ['name', 'quantity', 'price', 'discount', 'discount_amount', 'term'],
    },
    rm: { examples: ['line rm 1 --yes', 'line rm 1 2 --yes'] },
    import: {
      examples: ['line import lines.csv --dry-run', 'line import lines.csv --create product'],
    },
    export: { examples: ['line export', 'line export --opp 3 --format jsonl'] },
  };
}

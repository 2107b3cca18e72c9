import type { RecordVerbs } from '../shared/verbs.ts';

export function purchaseVerbs(): RecordVerbs {
  return {
    add: {
      examples: [
        'purchase add --product MX-1 --quantity 10 --account 3 --on 2026-05-01',
        'purchase add "Training day" --account 3 --amount 1200',
        'purchase add --product SRV-1 --account 3 --start 2026-06-01 --end 2027-05-31 --notice 2027-02-28',
      ],
      description:
        'Records what a customer has bought. With --product, the name of the product and its price times the quantity ' +
        'are taken over unless others are given; they do not change with the product later. A refund has a negative amount.',
      title: {
        help: 'what was bought; or the code of a product; default: the name of the product',
        question: 'what was bought?',
        values: (name) => ({ name }),
        isProductCode: true,
      },
      asked: ['name', 'product', 'quantity', 'amount', 'account', 'contact'],
    },
    list: {
      examples: [
        'purchase list --ending 30d',
        'purchase list --account Acme',
        "purchase list --where 'amount > 10k and bought > -1y' --sort -amount",
      ],
    },
    show: { shows: 'fields', examples: ['purchase show 1', 'purchase show 1 --json'] },
    edit: {
      examples: ['purchase edit 1 --end 2027-12-31', 'purchase edit 1 --status ended'],
      asked: ['name', 'quantity', 'amount', 'recurring_amount', 'ends_on', 'notice_on', 'status'],
    },
    rm: { examples: ['purchase rm 1 --yes', 'purchase rm 2 3 --yes'] },
    import: {
      examples: [
        'purchase import purchases.csv --create contact --dry-run',
        'purchase import purchases.csv --create account,product',
        'purchase import orders_export.csv --dry-run',
      ],
    },
    export: { examples: ['purchase export', 'purchase export --ending 90d --format jsonl'] },
  };
}

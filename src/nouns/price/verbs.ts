import type { RecordVerbs } from '../shared/verbs.ts';

export function priceVerbs(): RecordVerbs {
  return {
    add: {
      examples: [
        'price add --pricebook resellers --product MX-1 --price 99',
        'price add --pricebook resellers --product MX-2 --price "EUR 260" --valid-from 2027-01-01',
      ],
      description:
        'Adds a price of a product to a price book. Without a currency it is in that of the book. Of several prices of a product, ' +
        'that one counts which holds on the day a line starts, in the currency of the deal, and began last.',
      title: {
        help: 'what it is the price of; default: the name of the product',
        question: 'what is it the price of?',
        values: (name) => ({ name }),
      },
      asked: ['pricebook', 'product', 'price', 'valid_from'],
    },
    list: {
      examples: [
        'price list --pricebook resellers',
        "price list --product MX-1 --where 'valid_until >= today'",
      ],
    },
    show: { shows: 'fields', examples: ['price show 1', 'price show 1 --json'] },
    edit: {
      examples: ['price edit 1 --price 95', 'price edit 1 --valid-until 2027-06-30'],
      asked: ['price', 'valid_from', 'valid_until', 'notes'],
    },
    rm: { examples: ['price rm 1 --yes', 'price rm 1 2 --yes'] },
    import: {
      examples: ['price import prices.csv --dry-run', 'price import prices.csv --create pricebook,product'],
    },
    export: { examples: ['price export', 'price export --pricebook resellers --format jsonl'] },
  };
}

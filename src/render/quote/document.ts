import { escapeMarkdown } from '../../domain/markdown-text.ts';
import { decimalText, type Money } from '../../domain/money.ts';
import type { QuoteDocument, QuoteLine } from '../../domain/quote.ts';

/** A quote as Markdown. */
export function quoteMarkdown(quote: QuoteDocument): string {
  const { id, name, customer, madeOn, validUntil, notes, owner, lines } = quote;
  const hasDiscounts = lines.some(hasDiscount);
  const heads = ['Item', 'Quantity', 'Price', ...(hasDiscounts ? ['Discount'] : []), 'Amount'];
  const rows = lines.map((line) => [
    escapeMarkdown(itemText(line)),
    String(line.quantity),
    priceText(line),
    ...(hasDiscounts ? [discountText(line)] : []),
    amountText(line.amount),
  ]);
  const table = [heads, heads.map((_, at) => (at === 0 ? '---' : '--:')), ...rows];
  const parts = [
    `# Quote ${id}: ${escapeMarkdown(name)}`,
    customer === null ? null : customer.split('\n').map(escapeMarkdown).join('  \n'),
    [`Date: ${madeOn}`, validUntil === null ? null : `Valid until: ${validUntil}`]
      .filter((part) => part !== null)
      .join('  \n'),
    lines.length === 0 ? null : table.map((cells) => `| ${cells.join(' | ')} |`).join('\n'),
    quote.amount === null ? null : `**Total: ${amountText(quote.amount)}**`,
    notes === null ? null : notes.split('\n').map(escapeMarkdown).join('  \n'),
    owner === null
      ? null
      : [owner.name, owner.email].flatMap((part) => (part ? [escapeMarkdown(part)] : [])).join('  \n'),
  ];
  return `${parts.filter((part) => part !== null && part !== '').join('\n\n')}\n`;
}

const amountText = (amount: Money) => `${decimalText(amount)} ${amount.currency}`;

export const hasDiscount = ({ discount, discountAmount }: QuoteLine): boolean =>
  (discount ?? 0) !== 0 || (discountAmount?.minor ?? 0) !== 0;

/** What a line is about, with its term. */
export function itemText({ name, term, startsOn }: QuoteLine): string {
  const parts = [
    term === null ? null : `${term} ${term === 1 ? 'month' : 'months'}`,
    startsOn === null ? null : `from ${startsOn}`,
  ].filter((part) => part !== null);
  return parts.length === 0 ? name : `${name} (${parts.join(' ')})`;
}

export function priceText({ price, recurring }: QuoteLine, shown = amountText): string {
  return recurring === null ? shown(price) : `${shown(price)} a ${recurring}`;
}

export function discountText({ discount, discountAmount }: QuoteLine, shown = amountText): string {
  const parts = [
    discount === null || discount === 0 ? null : `${discount}%`,
    discountAmount === null || discountAmount.minor === 0 ? null : shown(discountAmount),
  ];
  return parts.filter((part) => part !== null).join(' and ');
}

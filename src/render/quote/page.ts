import type { Row } from '../../domain/field.ts';
import type { Money } from '../../domain/money.ts';
import { moneyText } from '../../domain/money-text.ts';
import type { QuoteDocument } from '../../domain/quote.ts';
import type { Column } from '../column.ts';
import { html } from '../html/escape.ts';
import { PAGE_END, pageStart } from '../html/page.ts';
import { htmlTable } from '../html/table.ts';
import type { Viewpoint } from '../values.ts';
import { discountText, hasDiscount, itemText, priceText } from './document.ts';

/** A quote as a page that can be printed. */
export function quotePage(quote: QuoteDocument, view: Viewpoint): string {
  const { id, name, customer, madeOn, validUntil, notes, owner, lines, amount } = quote;
  const columns: Column[] = [
    { name: 'item', label: 'Item', type: 'text' },
    { name: 'quantity', label: 'Quantity', type: 'number' },
    { name: 'price', label: 'Price', type: 'text' },
    ...(lines.some(hasDiscount) ? [{ name: 'discount', label: 'Discount', type: 'text' } as const] : []),
    { name: 'amount', label: 'Amount', type: 'money' },
  ];
  const shown = (amount: Money) => moneyText(amount, '', true);
  const rows = lines.map(
    (line): Row => ({
      item: itemText(line),
      quantity: line.quantity,
      price: priceText(line, shown),
      discount: discountText(line, shown),
      amount: line.amount,
    }),
  );
  const totals: Row[] = amount === null ? [] : [{ item: 'Total', amount }];
  const below = validUntil === null ? madeOn : `${madeOn} · valid until ${validUntil}`;
  // Each amount says its currency: the document is for somebody with another one.
  const table = htmlTable(columns, rows, {
    caption: `Quote ${id}`,
    isCaptionSaid: true,
    view: { ...view, currency: '' },
    totals,
  });
  const text = (words: string | null) =>
    words === null || words === '' ? '' : `<p>${html(words).replace(/\n/g, '<br>')}</p>\n`;
  const from = owner === null ? null : [owner.name, owner.email].filter(Boolean).join('\n');
  return (
    `${pageStart(`Quote ${id}: ${name}`, below)}${text(customer)}<section>${table}</section>\n` +
    `${text(notes)}${text(from)}${PAGE_END}`
  );
}

import type { Field, Row } from '../../domain/field.ts';
import { isMoney } from '../../domain/money.ts';
import type { QuoteLines } from '../../store/import/quote-lines.ts';
import { partField, type TakePart } from './part-file.ts';

/** The fields of a file of lines of quotes. */
export const QUOTE_LINE_FIELDS: readonly Field[] = [
  partField('quote', 'text', 'quote id', 'quote name'),
  partField('product', 'text', 'product id', 'product name', 'product code', 'sku'),
  partField('name', 'text'),
  partField('quantity', 'number', 'qty'),
  partField('price', 'money', 'unit price', 'sales price', 'list price'),
  partField('currency', 'text'),
  partField('discount', 'number', 'discount %'),
  partField('discount_amount', 'money'),
  partField('amount', 'money', 'total', 'total price'),
  partField('starts_on', 'date', 'service date'),
  partField('notes', 'text', 'description'),
];

/** Collects lines of quotes; those of a quote are stored together. */
export function takeQuoteLine(lines: QuoteLines): TakePart {
  const text = (value: Row[string] | undefined) =>
    typeof value === 'string' && value.trim() !== '' ? value.trim() : null;
  const number = (value: Row[string] | undefined) => (typeof value === 'number' ? value : null);
  const money = (value: Row[string] | undefined) => (isMoney(value) ? value : null);
  return async (values) => {
    await lines.add({
      quote: text(values.quote),
      product: text(values.product),
      name: text(values.name),
      quantity: number(values.quantity) ?? 1,
      price: money(values.price),
      discount: number(values.discount),
      discountAmount: money(values.discount_amount),
      amount: money(values.amount),
      startsOn: text(values.starts_on),
      notes: text(values.notes),
    });
    return 'created';
  };
}

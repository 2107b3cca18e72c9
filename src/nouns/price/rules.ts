import { usage } from '../../domain/errors.ts';
import type { ColumnValues, RuleFacts, RulesByHand } from '../shared/rules.ts';
import { checkValidDays } from '../shared/valid-days.ts';

/** A price is that of a product in a price book. Throws `usage` for one without book, product or amount. */
export function checkPrice(facts: RuleFacts, before: ColumnValues | null, columns: ColumnValues): void {
  const given = (name: string) => (columns[name] === undefined ? before?.[name] : columns[name]) ?? null;
  if (typeof given('pricebook_id') !== 'number')
    throw usage('a price is in a price book', {
      code: 'field-missing',
      field: 'pricebook',
      example: '<name>',
    });
  const productId = given('product_id');
  if (typeof productId !== 'number')
    throw usage('a price is that of a product', {
      code: 'field-missing',
      field: 'product',
      example: '<name or code>',
    });
  const name = facts.product(productId)?.name ?? `product ${productId}`;
  columns.name = given('name') ?? name;
  if (typeof given('price_minor') !== 'number')
    throw usage(`a price of ${columns.name} is missing`, {
      code: 'field-missing',
      field: 'price',
      example: '120',
    });
  checkValidDays(before, columns);
}

export const PRICE_BY_HAND: RulesByHand = { currencyOf: 'pricebook' };

import { priceOn } from '../../domain/book-price.ts';
import { toLocalDate } from '../../domain/dates/calendar.ts';
import { conflict, usage } from '../../domain/errors.ts';
import { lineAmount } from '../../domain/line-amount.ts';
import { decimalText } from '../../domain/money.ts';
import type { ColumnValues, DealFacts, ProductFacts, RuleFacts, RulesByHand } from '../shared/rules.ts';

/**
 * A line is of a deal and has a price in its currency; what it comes to follows. Throws `usage` for a line without a deal,
 * name or price and for discounts that are more than the price, `conflict` for a price in another currency.
 */
export function checkLine(facts: RuleFacts, before: ColumnValues | null, columns: ColumnValues): void {
  const given = (name: string) => (columns[name] === undefined ? before?.[name] : columns[name]) ?? null;
  const productId = given('product_id');
  const product = typeof productId === 'number' ? facts.product(productId) : undefined;
  if (given('name') === null) columns.name = product?.name ?? given('external_id');
  if (typeof given('opp_id') !== 'number')
    throw usage('a line belongs to a deal', { code: 'field-missing', field: 'opp', example: '<ref>' });
  if (given('quantity') === null) columns.quantity = 1;
  const deal = facts.deal(given('opp_id') as number);
  if (!before && product)
    takeOver({ ...product, price: bookPrice(facts, deal, columns) ?? product.price }, columns);
  const [price, currency] = [given('price_minor'), given('currency')];
  if (typeof price !== 'number')
    throw usage(`a line needs a price: ${given('name') ?? 'this one'} has none`, {
      code: 'line-without-price',
    });
  if (deal) requireCurrencyOf(deal, price, currency as string);
  const offCurrency = given('discount_currency');
  if (offCurrency !== null && offCurrency !== currency)
    throw conflict(`the amount off is in ${offCurrency}, and the price in ${currency}`);
  if (given('term') !== null && given('recurring') === null)
    throw usage('a term is for what is paid each month or year', {
      code: 'field-missing',
      field: 'recurring',
      example: 'month',
    });
  columns.amount_minor = amountOf(given);
}

/** What the price book of the deal says of the product of a new line, for the day on which it starts. */
function bookPrice(
  facts: RuleFacts,
  deal: DealFacts | undefined,
  columns: ColumnValues,
): ProductFacts['price'] {
  if (!deal || deal.pricebookId === null) return null;
  const prices = facts.bookPrices(deal.pricebookId, columns.product_id as number);
  const day = (columns.starts_on as string | null | undefined) ?? toLocalDate(facts.now);
  return priceOn(prices, day, { currency: deal.currency, isFree: !deal.hasAmount });
}

/** What a new line does not say is said by its product. */
function takeOver({ price, recurring }: ProductFacts, columns: ColumnValues): void {
  if (columns.price_minor === undefined && price) {
    columns.price_minor = price.minor;
    columns.currency = price.currency;
    columns.recurring ??= recurring;
  }
}

function requireCurrencyOf({ id, currency, hasAmount }: DealFacts, minor: number, own: string): void {
  if (own === currency || !hasAmount) return;
  throw conflict(
    `opp ${id} is in ${currency}, and the price is ${decimalText({ minor, currency: own })} ${own}`,
    { code: 'price-in-other-currency', currency },
  );
}

function amountOf(given: (name: string) => string | number | null): number {
  const [term, every] = [given('term'), given('recurring')];
  const amount = lineAmount({
    price: given('price_minor') as number,
    quantity: given('quantity') as number,
    discount: (given('discount') as number | null) ?? 0,
    discountAmount: (given('discount_amount_minor') as number | null) ?? 0,
    ...(typeof term === 'number' ? { times: { months: term, every: every as 'month' | 'year' } } : {}),
  });
  if (amount === null) throw usage('a line comes to more than an amount can be');
  if (amount < 0 && (given('price_minor') as number) > 0)
    throw usage('the discount is more than the line comes to');
  return amount;
}

export const LINE_BY_HAND: RulesByHand = { currencyOf: 'opp' };

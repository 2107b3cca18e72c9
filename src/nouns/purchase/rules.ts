import { toLocalDate } from '../../domain/dates/calendar.ts';
import { usage } from '../../domain/errors.ts';
import { lineAmount } from '../../domain/line-amount.ts';
import type { ColumnValues, RuleFacts, RulesByHand } from '../shared/rules.ts';

/** A purchase is called like its product, was bought on a day, and its term ends after it begins. */
export function checkPurchase(
  { now, product }: RuleFacts,
  before: ColumnValues | null,
  columns: ColumnValues,
): void {
  const given = (name: string) => (columns[name] === undefined ? before?.[name] : columns[name]) ?? null;
  const [name, productId] = [given('name'), given('product_id')];
  if (typeof name !== 'string' || name.trim() === '')
    columns.name = typeof productId === 'number' ? (product(productId)?.name ?? null) : null;
  if (!before) columns.bought_on ??= columns.starts_on ?? toLocalDate(now);
  if (given('recurring_amount_minor') !== null && given('recurring') === null)
    throw usage('a recurring amount is paid each month or year', {
      code: 'field-missing',
      field: 'recurring',
      example: 'month',
    });
  const [start, end, notice] = [given('starts_on'), given('ends_on'), given('notice_on')];
  if (typeof end !== 'string') return;
  if (typeof start === 'string' && end < start)
    throw usage(`a purchase ends after it starts: ${end} is before ${start}`);
  if (typeof notice === 'string' && end < notice)
    throw usage(`notice is given before the end: ${notice} is after ${end}`);
}

/** What is bought by hand costs what its product costs, unless another amount is given. */
export const PURCHASE_BY_HAND: RulesByHand = {
  makesCustomers: () => true,
  fromFacts({ product }, { product_id: id, quantity, amount, recurring_amount }) {
    const found = typeof id === 'number' ? product(id) : null;
    if (!found || found.price === null || amount !== undefined || recurring_amount !== undefined) return {};
    const minor = lineAmount({
      price: found.price.minor,
      quantity: typeof quantity === 'number' ? quantity : 1,
    });
    if (minor === null) return {};
    const price = { ...found.price, minor };
    return found.recurring === null
      ? { amount: price }
      : { recurring_amount: price, recurring: found.recurring };
  },
};

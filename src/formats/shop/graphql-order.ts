import { isObject, type JsonObject } from '../../domain/json-object.ts';

/** What the two services of Shopify call the same thing, if it is no other spelling. */
const NAMES: Readonly<Record<string, string>> = {
  display_financial_status: 'financial_status',
  display_fulfillment_status: 'fulfillment_status',
  total_shipping_price: 'shipping',
  total_refunded: 'refunded_amount',
  original_unit_price: 'price',
  discounted_total: 'total',
  currency_code: 'currency',
  custom_attributes: 'note_attributes',
  shipping_line: 'shipping_lines',
};

/** An order that Shopify sent by GraphQL, with the names that its older service has; null for another object. */
export function graphQlOrder(object: JsonObject): JsonObject | null {
  if (!Array.isArray(object.lineItems)) return null;
  const isOrder = 'displayFinancialStatus' in object || 'totalPriceSet' in object;
  if (!isOrder && !('currentTotalPriceSet' in object)) return null;
  const { current_total_price: current, ...order } = named(object) as Record<string, unknown>;
  const { line_items: items, shipping_lines: shipping, discount_codes: codes, id } = order;
  return {
    ...order,
    id: typeof id === 'string' ? id.replace(/^gid:.*\//, '') : id,
    currency: order.currency ?? currencyIn(object),
    total_price: order.total_price ?? current,
    note_attributes: attributes(order.note_attributes),
    line_items: objects(items).map(({ note_attributes, ...item }) => ({
      ...item,
      properties: attributes(note_attributes),
    })),
    ...(isObject(shipping) && { shipping_lines: [shipping] }),
    ...(Array.isArray(codes) && { discount_codes: codes.map((code) => ({ code })) }),
  };
}

/** Attributes with the name where the older service has it. */
function attributes(list: unknown): readonly JsonObject[] {
  return objects(list).map(({ key, value }) => ({ name: key, value }));
}

function objects(list: unknown): readonly JsonObject[] {
  return Array.isArray(list) ? list.filter(isObject) : [];
}

/** A value with the names of the older service, and amounts without their currency. */
function named(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(named);
  if (!isObject(value)) return value;
  const money = amountOf(value);
  if (money) return money.amount;
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => {
      const name = key
        .replace(/Set$/, '')
        .replace(/([A-Z])/g, '_$1')
        .toLowerCase();
      return [NAMES[name] ?? name, named(each)];
    }),
  );
}

/** The money in `{"shopMoney": {"amount": "1.00", "currencyCode": "USD"}}`; null for another object. */
function amountOf(object: JsonObject): JsonObject | null {
  const money = isObject(object.shopMoney) ? object.shopMoney : object;
  return 'amount' in money && 'currencyCode' in money ? money : null;
}

/** The currency of the first amount in a value; undefined if it has none. */
function currencyIn(value: unknown): unknown {
  if (!isObject(value) && !Array.isArray(value)) return undefined;
  const money = isObject(value) ? amountOf(value) : null;
  if (money) return money.currencyCode;
  for (const each of Object.values(value)) {
    const found = currencyIn(each);
    if (found !== undefined) return found;
  }
  return undefined;
}

import { isObject, type JsonObject } from '../../domain/json-object.ts';
import { flattenRecord } from '../nested-objects.ts';
import { graphQlOrder } from './graphql-order.ts';

/**
 * An order as the web service of a shop sends it, in the columns of the exports of that shop: its items in one cell,
 * sums of what it lists of shipping and refunds. Null for another object.
 */
export function orderRecord(sent: JsonObject): JsonObject | null {
  const object = graphQlOrder(sent) ?? sent;
  const { line_items: items } = object;
  if (!Array.isArray(items)) return null;
  if (isObject(object.billing) && 'total' in object) return ofWooCommerce(object, items);
  return 'financial_status' in object || 'total_price' in object ? ofShopify(object, items) : null;
}

function ofWooCommerce(object: JsonObject, items: readonly unknown[]): JsonObject {
  const { billing, shipping, line_items, refunds, coupon_lines, shipping_lines, ...more } = object;
  const { fee_lines, tax_lines, meta_data, ...others } = more;
  return {
    ...flattenRecord(others),
    ...prefixed('billing_', billing),
    ...prefixed('shipping_', shipping),
    line_items: packed(items, ({ meta_data: meta }) => pairs(meta, 'key')),
    refunded_total: sum(objects(refunds).map(({ total }) => total)),
    coupon_items: texts(coupon_lines, 'code'),
    shipping_method: texts(shipping_lines, 'method_title'),
    fees: texts(fee_lines, 'name'),
    meta_data: pairs(meta_data, 'key'),
    // What their lines come to, the order says itself.
    tax_lines: texts(tax_lines, 'label'),
  };
}

function ofShopify(object: JsonObject, items: readonly unknown[]): JsonObject {
  const { line_items, refunds, shipping_lines, discount_codes, note_attributes, ...more } = object;
  const { tax_lines, ...others } = more;
  const paidBack = objects(refunds).flatMap(({ transactions }) =>
    objects(transactions).filter(({ kind, status }) => kind === 'refund' && status !== 'failure'),
  );
  return {
    ...flattenRecord(others),
    line_items: packed(items, ({ properties }) => pairs(properties, 'name')),
    shipping:
      sum(objects(shipping_lines).map(({ discounted_price, price }) => discounted_price ?? price)) ??
      others.shipping,
    shipping_method: texts(shipping_lines, 'title'),
    refunded_amount: sum(paidBack.map(({ amount }) => amount)) ?? others.refunded_amount,
    refund_notes: texts(refunds, 'note'),
    discount_code: texts(discount_codes, 'code'),
    note_attributes: pairs(note_attributes, 'name'),
    tax_lines: texts(tax_lines, 'title'),
  };
}

/** The values of an object under the names that they have in the exports. */
function prefixed(prefix: string, object: unknown): JsonObject {
  const entries = isObject(object) ? Object.entries(object) : [];
  return Object.fromEntries(entries.map(([key, value]) => [prefix + key, value]));
}

/** Items as one cell, each with what else is said of it. */
function packed(items: readonly unknown[], noteOf: (item: JsonObject) => string): string | null {
  const all = objects(items).map((item) => ({ ...item, note: noteOf(item) }));
  return all.length === 0 ? null : JSON.stringify(all);
}

/** The amounts added up, in the form that they have; null if there are none. */
function sum(amounts: readonly unknown[]): string | null {
  const all = amounts.map((amount) => Math.abs(Number(amount))).filter((amount) => amount > 0);
  if (all.length === 0) return null;
  const decimals = Math.max(...amounts.map((amount) => /\.(\d+)$/.exec(String(amount))?.[1]?.length ?? 0));
  return all.reduce((total, amount) => total + amount, 0).toFixed(decimals);
}

/** What the objects of a list say under a key. */
function texts(list: unknown, key: string): string | null {
  const all = objects(list).map((each) => each[key]);
  return all.filter((text) => typeof text === 'string' && text !== '').join(', ') || null;
}

/** Names and values of a list, without those that only the shop reads. */
function pairs(list: unknown, name: 'key' | 'name'): string {
  return objects(list)
    .filter(({ [name]: key, value }) => !String(key).startsWith('_') && typeof value !== 'object')
    .map(({ [name]: key, value }) => `${key}: ${value}`)
    .join(', ');
}

function objects(list: unknown): readonly JsonObject[] {
  return Array.isArray(list) ? list.filter(isObject) : [];
}

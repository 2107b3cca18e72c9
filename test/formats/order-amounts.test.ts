import fc from 'fast-check';
import { expect, test } from 'vitest';
import { netAmounts } from '../../src/formats/shop/order-amounts.ts';

const cents = fc.integer({ min: 0, max: 1_000_000 });
const sum = (numbers: readonly number[]) => numbers.reduce((all, each) => all + each, 0);

/** An order as a shop adds it up: taxes on top or in the prices, a discount on the whole order. */
const order = fc
  .record({
    items: fc.array(cents, { minLength: 1, maxLength: 6 }),
    off: fc.integer({ min: 0, max: 100 }),
    shipping: fc.integer({ min: 0, max: 5000 }),
    rate: fc.constantFrom(0, 7, 19, 25),
    isIncluded: fc.boolean(),
    says: fc.record({ subtotal: fc.boolean(), discount: fc.boolean() }),
    tip: fc.constantFrom(0, 0, 500),
    refundPercent: fc.constantFrom(0, 0, 33, 100),
  })
  .map(({ items, off, shipping, rate, isIncluded, says, tip, refundPercent }) => {
    const discount = Math.floor((sum(items) * off) / 100);
    const goods = sum(items) - discount;
    const taxes = Math.round(((goods + shipping) * rate) / (isIncluded ? 100 + rate : 100));
    const total = goods + shipping + (isIncluded ? 0 : taxes) + tip;
    const refunded = Math.floor((total * refundPercent) / 100);
    return {
      items,
      shipping,
      taxes: [taxes],
      total,
      refunded,
      ...(says.subtotal ? { subtotal: goods } : {}),
      ...(says.discount || !says.subtotal ? { discount } : {}),
    };
  });

test('what an order brought is shared among its parts without a minor unit lost', () => {
  fc.assert(
    fc.property(order, (made) => {
      const net = netAmounts(made);
      expect(net.items).toHaveLength(made.items.length);
      expect(sum(net.items) + net.shipping + net.other).toBe(net.total - net.taxes);
      expect(net.total).toBe(made.total);
      expect(net.taxes).toBe(made.taxes[0]);
      // What is paid back in full leaves nothing, and what is not paid back leaves all.
      if (made.refunded === made.total) expect(net.refunded).toBe(net.total - net.taxes);
      expect(net.refunded).toBeLessThanOrEqual(net.total - net.taxes);
      for (const part of net.items) expect(part).toBeGreaterThanOrEqual(0);
    }),
  );
});

test('an order that its program adds up itself keeps its items as they are', () => {
  const net = netAmounts({
    items: [5000, 5000],
    subtotal: 9000,
    discount: 1000,
    shipping: 500,
    taxes: [1805],
    total: 11_305,
  });
  expect(net).toEqual({
    items: [4500, 4500],
    shipping: 500,
    other: 0,
    taxes: 1805,
    total: 11_305,
    refunded: 0,
  });
  // Taxes of the shipping are counted apart.
  expect(netAmounts({ items: [4000], shipping: 500, taxes: [760, 855], total: 5355 })).toMatchObject({
    items: [4000],
    shipping: 500,
    other: 0,
    taxes: 855,
  });
});

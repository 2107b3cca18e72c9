import fc from 'fast-check';
import { expect, test } from 'vitest';
import { lineAmount } from '../../src/domain/line-amount.ts';

test.each([
  [{ price: 105, quantity: 2.5 }, 263],
  [{ price: -105, quantity: 2.5 }, -263],
  [{ price: 1005, quantity: 1, discount: 10 }, 905],
  [{ price: 10, quantity: 0.35 }, 4],
  [{ price: 12_000, quantity: 10, discount: 5 }, 114_000],
  [{ price: 12_000, quantity: 10, discount: 100 }, 0],
  [{ price: 4900, quantity: 2, times: { months: 12, every: 'month' as const } }, 117_600],
  [{ price: 90_000, quantity: 1, times: { months: 18, every: 'year' as const } }, 135_000],
  [{ price: 1000, quantity: 3, discountAmount: 250 }, 2750],
  [{ price: 999_999_999_999_999, quantity: 2 }, null],
  [{ price: 1, quantity: 1e21 }, null],
])('%j comes to %j', (line, amount) => {
  expect(lineAmount(line)).toBe(amount);
});

/** A decimal number with the digits that it is written with. */
const decimal = fc.tuple(fc.integer({ min: 0, max: 9999 }), fc.integer({ min: 0, max: 3 }));

test('a line is rounded once, as whole numbers say it', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: -1_000_000, max: 1_000_000 }),
      decimal,
      fc.integer({ min: 0, max: 1000 }),
      (price, [digits, scale], tenths) => {
        const quantity = digits / 10 ** scale;
        // In tenths of a percent of the last digit of the quantity: a whole number below 2^53.
        const exact = BigInt(price) * BigInt(digits) * BigInt(1000 - tenths);
        const unit = 1000n * 10n ** BigInt(scale);
        const size = exact < 0n ? -exact : exact;
        const whole = size / unit + ((size % unit) * 2n >= unit ? 1n : 0n);
        const expected = Number(exact < 0n ? -whole : whole) + 0;
        expect(lineAmount({ price, quantity, discount: tenths / 10 })).toBe(expected);
      },
    ),
  );
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { currencyCodes } from '../../src/domain/currencies.ts';
import { parseRate, rateText } from '../../src/domain/exchange-rate.ts';

const rateOf = (text: string, currency = 'EUR', base = 'USD') => ({
  currency,
  base,
  day: '2026-03-12',
  ...parseRate(text, currency, base),
});

test.each([
  ['1.08', '1.08'],
  ['1,0800', '1.08'],
  ['.5', '0.5'],
  ['0.0067', '0.0067'],
  ['16500', '16500'],
])('%s is kept as %s', (text, kept) => {
  expect(rateText(rateOf(text))).toBe(kept);
});

test('a rate of up to nine digits is exact between all currencies', () => {
  const codes = fc.constantFrom(...currencyCodes());
  const digits = fc.integer({ min: 1, max: 999_999_999 });
  fc.assert(
    fc.property(codes, codes, digits, fc.integer({ min: 0, max: 9 }), (currency, base, number, places) => {
      const padded = String(number).padStart(places + 1, '0');
      const text = places === 0 ? padded : `${padded.slice(0, -places)}.${padded.slice(-places)}`;
      const exact = places === 0 ? text : text.replace(/\.?0+$/, '');
      try {
        expect(rateText(rateOf(text, currency, base))).toBe(exact);
      } catch (error) {
        // Only where the currencies differ in their decimals.
        expect(String(error)).toContain('too many digits');
        expect(String(number).replace(/0+$/, '').length + places).toBeGreaterThan(14);
      }
    }),
  );
});

test.each(['0', '0.00', '', 'abc', '-1', '1.08.3', '1 080', 'NaN', '1e3', '99999999999'])(
  '%j is no rate',
  (text) => {
    expect(() => rateOf(text)).toThrow('is not a rate');
  },
);

test('a rate with more digits than can be computed with is refused', () => {
  expect(() => rateOf('1.0812345678901')).toThrow('has too many digits');
});

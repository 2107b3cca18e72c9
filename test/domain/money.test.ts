import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { currencyCodes } from '../../src/domain/currencies.ts';
import {
  addMinor,
  decimalText,
  minorDigits,
  money,
  parseAmount,
  parseMoney,
  subtractMinor,
} from '../../src/domain/money.ts';
import { crmErrorOf } from '../support/crm-error.ts';

const MOST = 999_999_999_999_999;
const amounts = fc.record({
  minor: fc.integer({ min: -MOST, max: MOST }).map((minor) => minor || 0),
  currency: fc.constantFrom(...currencyCodes()),
});

describe('parseMoney', () => {
  test.each([
    ['12000', 1_200_000],
    ['12,000.50', 1_200_050],
    ['1.234,50', 123_450],
    ['1 234,50', 123_450],
    ['1\u202f234,50', 123_450],
    ["1'234.50", 123_450],
    ['12,34,567', 123_456_700],
    ['1.234.567', 123_456_700],
    ['12,000', 1_200_000],
    ['12,5', 1250],
    ['.5', 50],
    ['-5', -500],
    ['−5', -500],
    ['-$5', -500],
    ['$-5', -500],
    ['+5', 500],
    ['-0', 0],
    ['12k', 1_200_000],
    ['1.5m', 150_000_000],
    ['$342.09K', 34_209_000],
    ['1.2345k', 123_450],
    ['2bn', 200_000_000_000],
    ['0.07', 7],
    ['1.15', 115],
    ['9999999999999.99', MOST],
  ])('%s is %i cents', (text, minor) => {
    expect(parseMoney(text, 'USD')).toEqual({ minor, currency: 'USD' });
  });

  test.each([
    ['EUR 12000', 'USD', 'EUR'],
    ['12000 eur', 'USD', 'EUR'],
    ['12kEUR', 'USD', 'EUR'],
    ['5 BND', 'USD', 'BND'],
    ['€12.50', 'USD', 'EUR'],
    ['12,50 €', 'USD', 'EUR'],
    ['$12', 'EUR', 'USD'],
    ['$12', 'CAD', 'CAD'],
    ['$12 CAD', 'USD', 'CAD'],
    ['¥12', 'USD', 'JPY'],
    ['¥12', 'CNY', 'CNY'],
    ['12 kr', 'NOK', 'NOK'],
    ['100 zł', 'USD', 'PLN'],
    ['12', 'CHF', 'CHF'],
  ])('%s with %s as the default is in %s', (text, byDefault, currency) => {
    expect(parseMoney(text, byDefault).currency).toBe(currency);
  });

  test.each(['1.234', '1.2345', '0.001', '1.5 JPY', '1.23456k JPY'])(
    '%s has more decimals than its currency',
    async (text) => {
      const error = await crmErrorOf(() => parseMoney(text, 'USD'));
      expect(error.kind).toBe('usage');
      expect(error.message).toContain(`"${text}" has more decimals`);
    },
  );

  test.each([
    '',
    'abc',
    'NaN',
    '1e308',
    '--5',
    '-$-5',
    '12.',
    '0,123',
    '1,2345',
    '1,23,4',
    '1 23',
    '1,234 567',
    '٣',
    '$',
  ])('rejects %j', async (text) => {
    const error = await crmErrorOf(() => parseMoney(text, 'USD'));
    expect(error.kind).toBe('usage');
    expect(error.message).toContain(`"${text}"`);
  });

  test.each(['9007199254740993', '10000000000000', '9999999999999999999999999', '10000bn'])(
    '%s is too large to be exact',
    async (text) => {
      expect((await crmErrorOf(() => parseMoney(text, 'USD'))).message).toContain('too large');
    },
  );

  test('an unknown currency is rejected with the nearest ones', async () => {
    const error = await crmErrorOf(() => parseMoney('12 EUX', 'USD'));
    expect(error.message).toBe('cannot read "12 EUX" as an amount of money: unknown currency "EUX"');
    expect(error.hints.join()).toContain('EUR');
  });

  test('two currencies for one amount are rejected', async () => {
    expect((await crmErrorOf(() => parseMoney('$12 EUR', 'USD'))).kind).toBe('usage');
  });

  test('reads back what decimalText writes, for any amount and currency', () => {
    fc.assert(
      fc.property(amounts, (amount) => {
        expect(parseMoney(`${decimalText(amount)} ${amount.currency}`, 'USD')).toEqual(amount);
      }),
    );
  });

  test('parses or rejects any text', () => {
    const text = fc.string({ unit: fc.constantFrom(...'0123456789,. -+$€kmbEUR') });
    fc.assert(
      fc.property(text, (said) => {
        try {
          expect(Number.isSafeInteger(parseMoney(said, 'USD').minor)).toBe(true);
        } catch (error) {
          expect(error).toHaveProperty('kind', 'usage');
        }
      }),
    );
  });
});

test('parseAmount returns whether a currency was named', () => {
  expect(parseAmount('12', 'JPY')).toEqual({ minor: 12, currency: null });
  expect(parseAmount('$12', 'JPY')).toEqual({ minor: 1200, currency: 'USD' });
});

describe('decimalText', () => {
  test.each([
    [123_450, 'USD', '1234.50'],
    [-5, 'USD', '-0.05'],
    [0, 'EUR', '0.00'],
    [1200, 'JPY', '1200'],
    [1, 'KWD', '0.001'],
    [12_345, 'CLF', '1.2345'],
    [-MOST, 'USD', '-9999999999999.99'],
  ])('%i of %s is %s', (minor, currency, text) => {
    expect(decimalText({ minor, currency })).toBe(text);
  });

  test('prints the exact JSON number', () => {
    fc.assert(
      fc.property(amounts, (amount) => {
        const text = decimalText(amount);
        expect(Number(text).toFixed(minorDigits(amount.currency))).toBe(text);
      }),
    );
  });
});

test('money rejects an inexact amount', async () => {
  expect(money(-0, 'USD')).toEqual({ minor: 0, currency: 'USD' });
  for (const minor of [1.5, Number.NaN, MOST + 1]) {
    expect((await crmErrorOf(() => money(minor, 'USD'))).kind).toBe('usage');
  }
  expect((await crmErrorOf(() => money(1, 'usd'))).message).toBe('unknown currency "usd"');
});

test('sums are exact, and numbers if a number is exact', () => {
  const integers = fc.oneof(fc.maxSafeInteger(), fc.bigInt(), fc.constantFrom(MOST, -MOST, 0));
  fc.assert(
    fc.property(fc.array(integers), (parts) => {
      const exact = parts.reduce<bigint>((sum, part) => sum + BigInt(part), 0n);
      const sum = addMinor(...parts);
      expect(BigInt(sum)).toBe(exact);
      expect(BigInt(subtractMinor(0, ...parts))).toBe(-exact);
      expect(typeof sum === 'number').toBe(Number.isSafeInteger(Number(exact)));
      expect(BigInt(decimalText({ minor: sum, currency: 'USD' }).replace('.', ''))).toBe(exact);
    }),
  );
});

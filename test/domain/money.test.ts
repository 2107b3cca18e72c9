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
  readCurrency,
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
    ['(500)', -50_000],
    ['($1,250.50)', -125_050],
    ['$(500)', -50_000],
    ['500-', -50_000],
    ['–500', -50_000],
    ['—500', -50_000],
    ['1,00,000', 10_000_000],
    ['12,34,567.50', 123_456_750],
    ['1e5', 10_000_000],
    ['1.5E+6', 150_000_000],
    ['25E-2', 25],
    ['1.250,-', 125_000],
    ['1,250.--', 125_000],
    ['500:-', 50_000],
    ['500/-', 50_000],
    ['$ -', 0],
    ['５００', 50_000],
    ['5 thousand', 500_000],
    ['1,5 Mio.', 150_000_000],
    ['2.5 lakh', 25_000_000],
    ['3 crores', 3_000_000_000],
    ['100.0000', 10_000],
    ['1234.000', 123_400],
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
    ['(12) EUR', 'USD', 'EUR'],
    ['12 (EUR)', 'USD', 'EUR'],
    ['£ -12', 'USD', 'GBP'],
    ['12,00 €-', 'USD', 'EUR'],
    ['US Dollar 12', 'EUR', 'USD'],
    ['12 US-Dollar', 'EUR', 'USD'],
    ['12 euros', 'USD', 'EUR'],
    ['12 pounds', 'USD', 'GBP'],
    ['12 Schweizer Franken', 'USD', 'CHF'],
    ['12 dollars canadiens', 'USD', 'CAD'],
    ['Fr. 12.-', 'USD', 'CHF'],
    ['kr. 12', 'DKK', 'DKK'],
    ['12:-kr', 'USD', 'SEK'],
    ['Rs.12', 'USD', 'INR'],
    ['₹12', 'USD', 'INR'],
    ['R$ 12', 'USD', 'BRL'],
    ['￥12', 'USD', 'JPY'],
    ['GBP£12', 'USD', 'GBP'],
    ['US $12', 'EUR', 'USD'],
  ])('%s with %s as the default is in %s', (text, byDefault, currency) => {
    expect(parseMoney(text, byDefault).currency).toBe(currency);
  });

  test.each(['1.234', '1.000', '1.2345', '0.001', '1.5 JPY', '1.23456k JPY', '5e-3'])(
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
    '-',
    '(5',
    '((5))',
    '(-5)',
    '-5-',
    '10-20k',
    '5%',
    '1.50.--',
    'about 5',
    'call me at 5',
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

  test.each([
    ['1.005', 101],
    ['-1.005', -101],
    ['(0.005)', -1],
    ['0.0049', 0],
    ['1.234', 123],
    ['9.999', 1000],
    ['5e-3', 1],
    ['1e-400', 0],
  ])('%s is rounded to %i cents, half away from zero', (text, minor) => {
    expect(parseMoney(text, 'USD', { rounds: true }).minor).toBe(minor);
  });

  test.each([
    ['US Dollar', 'USD'],
    ['EURO', 'EUR'],
    ['Euros', 'EUR'],
    ['€', 'EUR'],
    ['sFr.', 'CHF'],
    ['kr', 'NOK'],
    ['British Pound', 'GBP'],
    ['UK Pound', 'GBP'],
    ['livre sterling', 'GBP'],
    ['Złoty', 'PLN'],
    ['Yen', 'JPY'],
    ['chf', 'CHF'],
  ])('%s names a currency', (text, currency) => {
    expect(readCurrency(text, 'NOK')).toBe(currency);
  });

  test('text that names no currency is rejected as it was written', async () => {
    const error = await crmErrorOf(() => readCurrency(' Us Dollah ', 'EUR'));
    expect(error.message).toBe('unknown currency "Us Dollah"');
  });

  test('reads any amount in every form of a negative number', () => {
    const forms = [
      (text: string) => `(${text})`,
      (text: string) => `-${text}`,
      (text: string) => `${text}-`,
      (text: string) => `−${text}`,
    ];
    fc.assert(
      fc.property(amounts, fc.constantFrom(...forms), ({ minor, currency }, form) => {
        const size = Math.abs(minor);
        const text = form(`${currency} ${decimalText({ minor: size, currency })}`);
        expect(parseMoney(text, 'USD')).toEqual({ minor: -size || 0, currency });
      }),
    );
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

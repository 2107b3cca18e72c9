import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { minorDigits } from '../../src/domain/currencies.ts';
import type { FieldType, Value } from '../../src/domain/field.ts';
import { parseMoney } from '../../src/domain/money.ts';
import { flatJson, hasCents, humanText, nestedJson, plainText } from '../../src/render/values.ts';

process.env.TZ = 'America/New_York';

const view = { today: '2026-11-22', currency: 'USD' };
const usd = (minor: number) => ({ minor, currency: 'USD' });

describe('a value for a person', () => {
  test.each<[Value, FieldType, string]>([
    [null, 'text', ''],
    [true, 'bool', '✓'],
    [false, 'bool', ''],
    [['vip', 'expo'], 'list', 'vip, expo'],
    [150, 'duration', '2m30s'],
    [42, 'integer', '42'],
    [usd(123450), 'money', '$1,234.50'],
    [usd(-5), 'money', '-$0.05'],
    [usd(100000000000), 'money', '$1,000,000,000.00'],
    [{ minor: 99900, currency: 'CHF' }, 'money', '999.00 CHF'],
    [{ minor: 5000, currency: 'JPY' }, 'money', '¥5,000'],
    [{ minor: 1234567, currency: 'KWD' }, 'money', '1,234.567 KWD'],
    [{ minor: 100, currency: 'CAD' }, 'money', '1.00 CAD'],
    ['2026-11-22', 'date', 'today'],
    ['2026-11-25', 'date', 'in 3 days'],
    ['2026-12-06', 'date', 'in 2 weeks'],
    ['2026-12-07', 'date', '2026-12-07'],
    ['2026-11-01', 'date', '2026-11-01'],
    ['2026-11-22T14:05:00.000Z', 'datetime', 'today 09:05'],
    ['2026-11-23T02:00:00.000Z', 'datetime', 'today 21:00'],
    ['2026-11-23T14:00:00.000Z', 'datetime', 'tomorrow 09:00'],
    ['2026-11-19T14:05:00.000Z', 'datetime', '2026-11-19 09:05'],
    ['2026-11-22', 'text', '2026-11-22'],
  ])('%j as %s reads "%s"', (value, type, text) => {
    expect(humanText(value, type, view)).toBe(text);
  });

  test('can omit cents', () => {
    expect(humanText(usd(123400), 'money', view, false)).toBe('$1,234');
    expect(hasCents(usd(123400))).toBe(false);
    expect(hasCents(usd(123450))).toBe(true);
    expect(hasCents({ minor: 5, currency: 'JPY' })).toBe(false);
  });

  test('writes $ for the dollar of the user’s country, and no other currency', () => {
    const home = { ...view, currency: 'CAD' };
    expect(humanText({ minor: 100, currency: 'CAD' }, 'money', home)).toBe('$1.00');
    expect(humanText(usd(100), 'money', home)).toBe('1.00 USD');
    expect(humanText(usd(100), 'money', { ...view, currency: 'EUR' })).toBe('$1.00');
  });

  test('writes money that reads back as the same money', () => {
    const currency = fc.constantFrom('USD', 'CAD', 'EUR', 'GBP', 'JPY', 'CNY', 'INR', 'CHF', 'KWD');
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 999_999_999_999 }), currency, currency, (minor, code, home) => {
        const text = humanText({ minor, currency: code }, 'money', { ...view, currency: home });
        expect(parseMoney(text, home)).toEqual({ minor, currency: code });
      }),
    );
  });
});

describe('a value for a program', () => {
  test.each<[Value, string]>([
    [null, ''],
    [true, 'true'],
    [false, 'false'],
    [1.5, '1.5'],
    [['a', 'b'], 'a;b'],
    [usd(123450), '1234.50'],
    [{ minor: 5, currency: 'JPY' }, '5'],
    ['two\nlines', 'two\nlines'],
  ])('%j is written %j', (value, text) => {
    expect(plainText(value)).toBe(text);
  });

  test('money in JSON is an exact number in lists, and amount with currency in records', () => {
    expect(flatJson(usd(123450), 'money')).toBe(1234.5);
    expect(nestedJson(usd(123450), 'money')).toEqual({ amount: '1234.50', currency: 'USD' });
    fc.assert(
      fc.property(fc.integer({ min: -999_999_999_999_999, max: 999_999_999_999_999 }), (minor) => {
        const amount = JSON.stringify(flatJson(usd(minor), 'money'));
        expect(Math.round(Number(amount) * 10 ** minorDigits('USD'))).toBe(minor === 0 ? 0 : minor);
        expect(amount).toMatch(/^-?\d+(\.\d{1,2})?$/);
      }),
    );
  });

  test('a list in JSON is always an array, any other missing value is null', () => {
    expect(flatJson(null, 'list')).toEqual([]);
    expect(flatJson(null, 'text')).toBeNull();
    expect(nestedJson(null, 'money')).toBeNull();
  });
});

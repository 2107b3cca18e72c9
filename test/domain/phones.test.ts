import { describe, expect, test } from 'vitest';
import { digitsOf, makePhoneReader } from '../../src/domain/phones.ts';

describe('a phone number', () => {
  test.each([
    ['+44 20 7946 1001', '+442079461001'],
    ['020 7946 1001', '+442079461001'],
    [' (020) 7946-1001 ', '+442079461001'],
    ['+1 (202) 555-0123 x123', '+12025550123'],
    ['+1 202 555 0123 ext. 5', '+12025550123'],
    ['0044 20 7946 1001', '+442079461001'],
    ['call me', null],
    ['123', null],
    ['call 020 7946 1001 after nine', null],
    ['', null],
  ])('%j', async (text, e164) => {
    const reader = await makePhoneReader('gb');
    expect(reader.read(text)).toEqual({ e164, typed: text.trim() });
    expect(reader.read(text)).toEqual({ e164, typed: text.trim() });
  });

  test('is written as dialled at home, with its country code elsewhere', async () => {
    const reader = await makePhoneReader('GB');
    expect(reader.format('+442079461001')).toBe('020 7946 1001');
    expect(reader.format('+12025550123')).toBe('+1 202 555 0123');
    expect(reader.format('call me')).toBe('call me');
  });

  test('that is written at home is read back as it was', async () => {
    const reader = await makePhoneReader('US');
    for (const number of ['+12025550123', '+442079461001', '+4930901820']) {
      expect(reader.read(reader.format(number)).e164).toBe(number);
    }
  });
});

test('a country that does not exist is refused', async () => {
  await expect(makePhoneReader('XX')).rejects.toMatchObject({
    kind: 'usage',
    message: 'unknown country "XX"',
  });
});

test.each([
  ['+1 (202) 555-0123', '12025550123'],
  ['202.555.0123 x5', '2025550123'],
  ['202 555 0123 ext. 12', '2025550123'],
  ['call me', ''],
])('the digits of %j', (text, digits) => {
  expect(digitsOf(text)).toBe(digits);
});

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
});

test('an unknown country is rejected', async () => {
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

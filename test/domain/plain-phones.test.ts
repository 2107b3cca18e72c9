import fc from 'fast-check';
import parse, { type CountryCode, getCountries, Metadata } from 'libphonenumber-js/core';
import rules from 'libphonenumber-js/metadata.min.json' with { type: 'json' };
import { expect, test } from 'vitest';
import { makePlainPhoneReader, type NumberingPlans } from '../../src/domain/plain-phones.ts';

const COUNTRIES = getCountries(rules);
const CODES = Object.keys(rules.country_calling_codes);

const readers = new Map(
  COUNTRIES.map((country) => [
    country,
    makePlainPhoneReader(rules, new Metadata(rules) as unknown as NumberingPlans, country),
  ]),
);

function byLibrary(typed: string, defaultCountry: CountryCode): string | null {
  const number = parse(typed, { defaultCountry, extract: false }, rules);
  return number?.isPossible() ? number.number : null;
}

const digits = (minLength: number, maxLength: number) =>
  fc.string({ unit: fc.constantFrom(...'0123456789'), minLength, maxLength });
const grouping = fc.constantFrom('', '', '', ' ', '-', '.', ' (', ') ', '(', ')-', '  ');

/** Digits with a significant prefix, in groups as people write them. */
const typedNumber = fc
  .tuple(
    fc.constantFrom('', '', '+'),
    fc.oneof(fc.constantFrom('', '0', '00', '1', '8', '011', '0011', '80'), fc.constantFrom(...CODES)),
    fc.oneof(digits(0, 14), digits(7, 11)),
    fc.array(grouping, { minLength: 16, maxLength: 16 }),
  )
  .map(
    ([plus, beginning, rest, between]) =>
      plus +
      [...(beginning + rest)]
        .map((digit, at) => (at > 0 ? (between[at % 16] as string) : '') + digit)
        .join(''),
  );

test('a plain number is parsed as by the library, in every country', () => {
  let plain = 0;
  fc.assert(
    fc.property(fc.constantFrom(...COUNTRIES), typedNumber, (country, typed) => {
      const read = readers.get(country)?.(typed) ?? null;
      if (read === null) return;
      plain++;
      expect(read).toBe(byLibrary(typed, country));
    }),
    { numRuns: 10_000 },
  );
  expect(plain).toBeGreaterThan(1000);
});

test.each([
  ['US', '+12125550100', '+12125550100'],
  ['US', '(212) 555-0100', '+12125550100'],
  ['US', '1-212-555-0100', '+12125550100'],
  ['GB', '020 7946 0958', '+442079460958'],
  ['GB', '+44 20 7946 0958', '+442079460958'],
  ['DE', '030 123456', '+4930123456'],
  ['FR', '01 23 45 67 89', '+33123456789'],
] as const)('in %s, %s needs no library', (country, typed, expected) => {
  expect(readers.get(country)?.(typed)).toBe(expected);
});

test.each(['+1 212 555 0100 x7', 'ask Bob', '555-0100', '011 44 20 7946 0958', '+999 1234567', ''])(
  'in the US, %s needs the library',
  (typed) => {
    expect(readers.get('US')?.(typed)).toBeNull();
  },
);

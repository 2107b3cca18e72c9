import fc from 'fast-check';
import parse, { type CountryCode, getCountries } from 'libphonenumber-js/core';
import examples from 'libphonenumber-js/examples.mobile.json' with { type: 'json' };
import metadata from 'libphonenumber-js/metadata.max.json' with { type: 'json' };
import { expect, test } from 'vitest';
import type { NumberingPlans } from '../../../src/domain/phones/numbering-plans.ts';
import { makePlainNumberReader } from '../../../src/domain/phones/plain-numbers.ts';

const plans = metadata as unknown as NumberingPlans;
const COUNTRIES = getCountries(plans);
const CODES = Object.keys(plans.country_calling_codes);
const MAX_E164_CHARS = 16;

const readPlain = makePlainNumberReader(plans);

function byLibrary(typed: string, defaultCountry: CountryCode): string | null {
  const number = parse(typed, { defaultCountry, extract: false }, plans);
  return number?.isValid() && number.number.length <= MAX_E164_CHARS ? number.number : null;
}

const digits = (minLength: number, maxLength: number) =>
  fc.string({ unit: fc.constantFrom(...'0123456789'), minLength, maxLength });
const grouping = fc.constantFrom('', '', '', ' ', '-', '.', ' (', ') ', '(', ')-', '  ');

const grouped = (plus: string, number: string, between: readonly string[]) =>
  plus + [...number].map((digit, at) => (at > 0 ? (between[at % 16] as string) : '') + digit).join('');
const between = fc.array(grouping, { minLength: 16, maxLength: 16 });

/** Digits with a significant prefix, in groups as people write them. */
const typedNumber = fc
  .tuple(
    fc.constantFrom('', '', '+'),
    fc.oneof(fc.constantFrom('', '0', '00', '1', '8', '011', '0011', '80'), fc.constantFrom(...CODES)),
    fc.oneof(digits(0, 14), digits(7, 11)),
    between,
  )
  .map(([plus, beginning, rest, groups]) => grouped(plus, beginning + rest, groups));

/** A number that exists, with one of its last digits changed, as it is dialled within its country or from abroad. */
const numberOfCountry = fc
  .tuple(
    fc.constantFrom(...COUNTRIES.filter((country) => country in examples)),
    fc.constantFrom('', '0', '8', '1', '+', '+0', '+8', '+1', '00', 'code'),
    digits(0, 3),
    between,
  )
  .map(([country, prefix, tail, groups]) => {
    const example = (examples as Record<string, string>)[country] as string;
    const national = example.slice(0, example.length - tail.length) + tail;
    const code = plans.countries[country]?.[0] as string;
    const isAbroad = prefix.startsWith('+') || ['00', 'code'].includes(prefix);
    const within = prefix.startsWith('+') ? prefix.slice(1) : '';
    const number = isAbroad ? code + within + national : prefix + national;
    return {
      country,
      typed: grouped(prefix.startsWith('+') ? '+' : '', prefix === '00' ? `00${number}` : number, groups),
    };
  });

const agrees = (country: CountryCode, typed: string): boolean => {
  const read = readPlain(typed, country);
  if (read !== null) expect(read || null).toBe(byLibrary(typed, country));
  return Boolean(read);
};

test('a plain number is read as by the library, in every country', () => {
  let plain = 0;
  fc.assert(
    fc.property(fc.constantFrom(...COUNTRIES), typedNumber, (country, typed) => {
      if (agrees(country, typed)) plain++;
    }),
    { numRuns: 10_000 },
  );
  expect(plain).toBeGreaterThan(200);
});

test('so is a number near one that exists, at home and elsewhere', () => {
  let plain = 0;
  fc.assert(
    fc.property(numberOfCountry, fc.constantFrom(...COUNTRIES), ({ country, typed }, other) => {
      if (agrees(country, typed)) plain++;
      agrees(other, typed);
    }),
    { numRuns: 10_000 },
  );
  expect(plain).toBeGreaterThan(3000);
});

test('the example number of every country needs no library but where a prefix stands for more', () => {
  const slow = COUNTRIES.filter((country) => {
    const national = (examples as Record<string, string>)[country];
    if (national === undefined) return false;
    const number = `+${plans.countries[country]?.[0]}${national}`;
    expect(byLibrary(number, country)).toBe(number);
    agrees(country, national);
    return !agrees(country, number);
  });
  expect(slow).toEqual([]);
});

test.each([
  ['US', '+12125550100', '+12125550100'],
  ['US', '(212) 555-0100', '+12125550100'],
  ['US', '1-212-555-0100', '+12125550100'],
  ['GB', '020 7946 0958', '+442079460958'],
  ['GB', '+44 20 7946 0958', '+442079460958'],
  ['DE', '030 123456', '+4930123456'],
  ['FR', '01 23 45 67 89', '+33123456789'],
  ['IT', '02 1234 5678', '+390212345678'],
  ['CA', '604 555 0100', '+16045550100'],
  ['JM', '876 555 0100', '+18765550100'],
] as const)('in %s, %s needs no library', (country, typed, expected) => {
  expect(readPlain(typed, country)).toBe(expected);
});

test.each(['+1 212 555 0100 x7', 'ask Bob', '555-0100', '011 44 20 7946 0958', '+999 1234567', ''])(
  'in the US, %s needs the library',
  (typed) => {
    expect(readPlain(typed, 'US')).toBeNull();
  },
);

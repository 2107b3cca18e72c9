import fc from 'fast-check';
import parse, { getCountries, getCountryCallingCode, getExampleNumber } from 'libphonenumber-js/max';
import examples from 'libphonenumber-js/mobile/examples';
import { expect, test } from 'vitest';
import { loadPhoneGrouping } from '../../../src/domain/phones/grouping.ts';

const group = await loadPhoneGrouping();

test.each([
  ['+14155550128', '+1 415 555 0128'],
  ['+14155550128x208', '+1 415 555 0128 ext 208'],
  ['+442079460101', '+44 20 7946 0101'],
  ['+33142685300', '+33 1 42 68 53 00'],
  ['+390612345678', '+39 06 1234 5678'],
  ['+4915123456789', '+49 1512 3456789'],
  ['+81312345678', '+81 3-1234-5678'.replaceAll('-', ' ')],
  // Not a number that anybody has; text that is none.
  ['+99912345678', '+99912345678'],
  ['call Anna', 'call Anna'],
  ['0171 123', '0171 123'],
  ['', ''],
])('%s is written %s', (stored, shown) => {
  expect(group(stored)).toBe(shown);
});

test('numbers are grouped as libphonenumber does, with blanks between the groups', () => {
  for (const country of getCountries()) {
    const number = getExampleNumber(country, examples);
    if (number) expect(group(number.number)).toBe(blanksOnly(number.formatInternational()));
  }
  fc.assert(
    fc.property(
      fc.constantFrom(...getCountries()),
      fc.stringMatching(/^[1-9]\d{6,11}$/),
      (country, digits) => {
        const e164 = `+${getCountryCallingCode(country)}${digits}`;
        const number = parse(e164);
        fc.pre(number !== undefined && number.number === e164 && number.isPossible());
        expect(group(e164)).toBe(blanksOnly(number!.formatInternational()));
      },
    ),
    { numRuns: 500 },
  );
});

test('only blanks are added to a number', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^\+\d{1,17}$/), (number) => {
      expect(group(number).replaceAll(' ', '')).toBe(number);
    }),
  );
});

const blanksOnly = (text: string) => text.replace(/[-().\s/]+/g, ' ');

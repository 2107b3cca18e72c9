import fc from 'fast-check';
import parse, { type CountryCode, getCountries } from 'libphonenumber-js/core';
import examples from 'libphonenumber-js/examples.mobile.json' with { type: 'json' };
import plans from 'libphonenumber-js/metadata.max.json' with { type: 'json' };
import { describe, expect, test } from 'vitest';
import { phoneText, telUri } from '../../../src/domain/phones/phone.ts';
import { makePhoneReader, PhoneReaders } from '../../../src/domain/phones/readers.ts';

const NONE = 'not understood';

/** The numbers of a text; `not understood` for what stays as typed. */
async function read(home: string, text: string, country?: string): Promise<string> {
  const reader = await makePhoneReader(home);
  const phones = reader.readAll(text, country);
  // From the cache the second time, and one by one without a reader that is loaded.
  expect(reader.readAll(text, country)).toEqual(phones);
  expect(await new PhoneReaders(() => home).readAll(text, country)).toEqual(phones);
  return phones.map((phone) => (phone.e164 === null ? NONE : phoneText(phone))).join(' and ');
}

describe('a number of the country at home', () => {
  test.each([
    ['GB', '+44 20 7946 0311', '+442079460311'],
    ['gb', ' (020) 7946-0311 ', '+442079460311'],
    ['UK', '0044 20 7946 0311', '+442079460311'],
    ['GB', 'ring me', NONE],
    ['GB', '123', NONE],
    ['GB', 'ring 020 7946 0311 after nine', NONE],
    ['GB', '', ''],
    ['US', '1 (212) 555-0187', '+12125550187'],
    // No area code begins with 0 or 1, and 555 is none.
    ['US', '030 5550187', NONE],
    ['US', '(155) 123-4567', NONE],
    ['US', '+1 555 123 4567', NONE],
    // A rule of the United States holds for Canada and Jamaica too.
    ['US', '604 555 0187', '+16045550187'],
    ['JM', '876-555-0187', '+18765550187'],
    ['IT', '06 5550 1234', '+390655501234'],
    ['US', '+39 06 5550 1234', '+390655501234'],
    ['AR', '011 15 5555-1234', '+5491155551234'],
    ['US', '+54 9 11 5555 1234', '+5491155551234'],
    ['MX', '55 5555 1234', '+525555551234'],
    ['MX', '044 55 5555 1234', '+525555551234'],
    ['US', '+52 1 55 5555 1234', '+525555551234'],
    ['BR', '0 21 11 2345-6789', '+551123456789'],
    ['AU', '13 14 50', '+61131450'],
    ['DE', '112', NONE],
    ['DE', '030/5550187-12', '+49305550187' + '12'],
  ])('%s: %j is %s', async (home, text, expected) => {
    expect(await read(home, text)).toBe(expected);
  });

  test('is a usage error where the country is none', async () => {
    await expect(makePhoneReader('XX')).rejects.toMatchObject({
      kind: 'usage',
      message: 'unknown country "XX"',
    });
  });
});

test.each([
  ['DE', '030 5550187', '+49305550187'],
  ['deu', '030 5550187', '+49305550187'],
  ['Germany', '030 5550187', '+49305550187'],
  ['DEUTSCHLAND', '030 5550187', '+49305550187'],
  ['Allemagne', '030 5550187', '+49305550187'],
  ['Germany (DE)', '030 5550187', '+49305550187'],
  ['DE - Germany', '030 5550187', '+49305550187'],
  ['DE-BY', '030 5550187', '+49305550187'],
  ['🇩🇪', '030 5550187', '+49305550187'],
  ['+49', '030 5550187', '+49305550187'],
  ['D', '030 5550187', '+49305550187'],
  ['España', '91 555 01 87', '+34915550187'],
  ['UK', '020 7946 0311', '+442079460311'],
  ['England', '020 7946 0311', '+442079460311'],
  ['The Netherlands', '020 555 0187', '+31205550187'],
  ['Korea, Republic of', '02-2155-0187', '+82221550187'],
  ['Россия', '8 (495) 555-01-87', '+74955550187'],
  ['日本', '03-5550-0187', '+81355500187'],
  ['India', '098765 01870', '+919876501870'],
  ['Georgia, USA', '404 555 0187', '+14045550187'],
  // Names no country: one of the country at home.
  ['Texas', '512 555 0187', '+15125550187'],
  ['Atlantis', '512 555 0187', '+15125550187'],
  ['', '512 555 0187', '+15125550187'],
  // Never one of another country than the row's.
  ['France', '512 555 0187', NONE],
])('of %s, %s is %s', async (country, text, expected) => {
  expect(await read('US', text, country)).toBe(expected);
});

test.each([
  ['+1-212-555-0187x208', '+12125550187x208'],
  ['(212) 555-0187 ext. 7', '+12125550187x7'],
  ['212.555.0187 Ext: 0042', '+12125550187x0042'],
  ['212 555 0187 extension 1234567', '+12125550187x1234567'],
  ['212 555 0187 (x31)', '+12125550187x31'],
  ['212 555 0187 #31', '+12125550187x31'],
  ['212 555 0187,,31', '+12125550187x31'],
  ['212 555 0187,31', '+12125550187x31'],
  ['212 555 0187;31', '+12125550187x31'],
  ['212 555 0187 - 31#', '+12125550187x31'],
  ['+12125550187;ext=31', '+12125550187x31'],
  ['tel:+1-212-555-0187;ext=31', '+12125550187x31'],
  ['+49 30 5550187 Durchwahl 12', '+49305550187x12'],
  ['+49 30 5550187, DW -12', '+49305550187x12'],
  ['+33 1 99 00 12 34 poste 5', '+33199001234x5'],
  ['+54 11 4345-1234 int. 22', '+541143451234x22'],
  ['+51 1 555 0187 anexo 22', '+5115550187x22'],
  ['+55 11 2345-6789 ramal 22', '+551123456789x22'],
  ['+7 495 555-01-87 доб. 123', '+74955550187x123'],
  ['+86 10 8888 1234 转 12', '+861088881234x12'],
  ['212 555 0187 ext', '+12125550187'],
  ['212 555 0187 ext 12345678', NONE],
  ['212 555 0187 x208 or x209', NONE],
  ['ext. 208', NONE],
])('the extension of %j: %s', async (text, expected) => {
  expect(await read('US', text)).toBe(expected);
});

test.each([
  ["'+12125550187", '+12125550187'],
  ['="0049305550187"', '+49305550187'],
  ['2125550187.0', '+12125550187'],
  ['2,125,550,187', '+12125550187'],
  ['2.125550187E+09', '+12125550187'],
  ['2.12555E+09', NONE],
  ['#NAME?', NONE],
  ['-1097', NONE],
  ['2026-11-30', NONE],
  ['0049 30 5550187', '+49305550187'],
  ['011 49 30 5550187', '+49305550187'],
  ['++49 30 5550187', '+49305550187'],
  ['+0049 30 5550187', '+49305550187'],
  ['(+49) 30 5550187', '+49305550187'],
  ['+49 (0)30 5550187', '+49305550187'],
  ['+45 (0)33 12 34 56', '+4533123456'],
  ['+39 (0)6 5550 1234', '+390655501234'],
  ['12125550187', '+12125550187'],
  ['1-800-FLOWERS', '+18003569377'],
  ['1-800-CALL-X12', '+18002255912'],
  ['Bob 555 0187', NONE],
  ['Tel.: +49 30 5550187', '+49305550187'],
  ['M: +49 171 5550187', '+491715550187'],
  ['212 555 0187 (mobile)', '+12125550187'],
  ['212 555 0187 ask for Bob', NONE],
  ['Fax 212 555 0187', NONE],
  ['212‑555‑0187', '+12125550187'],
  ['\u202a+49 30 5550187\u202c', '+49305550187'],
  ['＋１ ２１２ ５５５ ０１８７', '+12125550187'],
  ['٠٠٤٤ ٢٠ ٧٩٤٦ ٠٣١١', '+442079460311'],
  ['+९१ ९८७६५ ०१८७०', '+919876501870'],
])('%j, as programs and people write it: %s', async (text, expected) => {
  expect(await read('US', text)).toBe(expected);
});

test.each([
  ['US', '212-555-0187 / 212-555-0188', '+12125550187 and +12125550188'],
  ['US', '212-555-0187, 212-555-0188 x3', '+12125550187 and +12125550188x3'],
  ['US', '212-555-0187 or 212-555-0188', '+12125550187 and +12125550188'],
  ['US', '212-555-0187\n212-555-0188', '+12125550187 and +12125550188'],
  ['US', '212-555-0187;212-555-0187', '+12125550187'],
  ['US', '212-555-0187; ask for Bob', `+12125550187 and ${NONE}`],
  ['DE', '030 5550187 oder 0171 5550187', '+49305550187 and +491715550187'],
  // An area code and a number, or other last digits: the second is not certain.
  ['DE', '030/5550187', '+49305550187'],
  ['DE', '030 5550187/88', NONE],
  ['US', '212-555-0187/0188', NONE],
])('%s: several numbers in %j: %s', async (home, text, expected) => {
  expect(await read(home, text)).toBe(expected);
});

test('a reader of a file prefers the country of its numbers', async () => {
  const reader = await makePhoneReader('CA');
  expect(reader.preferring('44').read('020 7946 0311')).toMatchObject({ e164: '+442079460311' });
  expect(reader.preferring('44').read('030 5550187', 'DE')).toMatchObject({ e164: '+49305550187' });
  expect(reader.preferring('1')).toBe(reader);
});

test('a number of any country is read in it, with an extension and behind its prefix from abroad', async () => {
  const reader = await makePhoneReader('US');
  const countries = getCountries(plans).filter((country) => country in examples);
  fc.assert(
    fc.property(fc.constantFrom(...countries), fc.nat({ max: 9_999_999 }), (country, extension) => {
      const national = (examples as Record<string, string>)[country] as string;
      const number = parse(national, country as CountryCode, plans);
      const phone = { e164: number?.number, extension: String(extension) };
      for (const text of [
        number?.formatInternational(),
        number?.formatNational(),
        `00${number?.number.slice(1)}`,
      ]) {
        expect(reader.read(`${text} ext. ${extension}`, country)).toMatchObject(phone);
        expect(reader.read(`${text}x${extension}`, country)).toMatchObject(phone);
        // What two signs stand before takes the general way.
        expect(reader.read(`${text}, x${extension}`, country)).toMatchObject(phone);
      }
    }),
  );
});

test('a link dials a number and its extension', () => {
  expect(telUri('+12125550187')).toBe('tel:+12125550187');
  expect(telUri('+12125550187x31')).toBe('tel:+12125550187;ext=31');
});

test('an international number that nobody has is read as behind a scheme, however its digits are grouped', async () => {
  const reader = await makePhoneReader('US');
  fc.assert(
    fc.property(
      // A mobile number of Mexico may have a 1 that is no part of it.
      fc.oneof(fc.constant('52 1'), fc.constantFrom(...Object.keys(plans.country_calling_codes))),
      fc.oneof(
        fc.tuple(fc.stringMatching(/^ [2-9]{10}$/)),
        fc.array(fc.stringMatching(/^[ -]{0,2}\d{1,4}$/), { minLength: 1, maxLength: 5 }),
      ),
      (code, groups) => {
        const text = `+${code}${groups.join('')}`;
        const known = ({ e164, extension }: { e164: string | null; extension: string | null }) => [
          e164,
          extension,
        ];
        expect(reader.readAll(text).map(known)).toEqual(reader.readAll(`tel:${text}`).map(known));
      },
    ),
  );
});

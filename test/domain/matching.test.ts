import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { companyKey, emailDomain, emailKey, personKey, websiteHost } from '../../src/domain/matching.ts';

describe('company names', () => {
  test.each([
    ['Acme Inc.', 'ACME, Inc'],
    ['Acme', 'Acme Corp.'],
    ['Société Générale S.A.', 'Societe  Generale'],
    ['Müller & Söhne GmbH & Co. KG', 'Muller and Sohne'],
    ['Fiat S.p.A.', 'FIAT'],
    ['Škoda s. r. o.', 'skoda'],
    ['Novo Nordisk A/S', 'Novo Nordisk AS'],
    ['Foo Pty. Ltd.', 'foo'],
    ["McDonald's", 'McDonalds'],
    ['Straße AG', 'STRASSE'],
  ])('%j is %j', (one, other) => {
    expect(companyKey(one)).toBe(companyKey(other));
  });

  test.each([
    ['Acme', 'Acme Labs'],
    ['Inc Magazine', 'Magazine'],
    ['Company of Heroes', 'Heroes'],
    ['日本電気', '日本電信'],
  ])('%j is not %j', (one, other) => {
    expect(companyKey(one)).not.toBe(companyKey(other));
  });

  test('that are only a legal form or punctuation keep something', () => {
    expect(companyKey('Inc.')).toBe('inc');
    expect(companyKey('AG Co.')).toBe('ag');
    expect(companyKey('!!!')).toBe('!!!');
  });
});

test.each([
  ['https://www.Acme.com/about?x=1', 'acme.com'],
  ['acme.com', 'acme.com'],
  ['WWW.ACME.COM:8080', 'acme.com'],
  ['//user:pw@shop.acme.co.uk.', 'shop.acme.co.uk'],
  ['http://bücher.de#top', 'bücher.de'],
  ['www.com', 'www.com'],
  ['acme', null],
  ['not a site', null],
  ['http://', null],
  ['', null],
])('the host of %j is %j', (url, host) => {
  expect(websiteHost(url)).toBe(host);
});

test.each([
  ['Jane@Acme.COM ', 'acme.com'],
  ['jane@gmail.com', null],
  ['jane@GMX.de', null],
  ['jane', null],
  ['jane@localhost', null],
])('the work domain of %j is %j', (email, domain) => {
  expect(emailDomain(email)).toBe(domain);
});

test('e-mails and people match in any case, people also without accents', () => {
  expect(emailKey(' Jane@ACME.com')).toBe(emailKey('jane@acme.com'));
  expect(personKey('José  Núñez-O’Neill')).toBe('jose nunez oneill');
});

describe('any text', () => {
  const words = fc.array(
    fc.constantFrom('Acme', 'and', '&', 'Co.', 'KG', 'S.A.', 'A/S', 'é', 'ß', 'İ', '!', 'x.', '.'),
  );
  const text = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc.string({ unit: 'binary' }),
    words.map((parts) => parts.join(' ')),
  );

  test('has a key that is its own key', () => {
    fc.assert(
      fc.property(text, (name) => {
        for (const keyOf of [companyKey, personKey, emailKey]) expect(keyOf(keyOf(name))).toBe(keyOf(name));
      }),
      { numRuns: 1000 },
    );
  });

  test('that is not blank has a non-blank company key', () => {
    fc.assert(
      fc.property(text, (name) => {
        expect(companyKey(name) === '').toBe(name.trim() === '');
      }),
    );
  });

  test('has a host that is its own host, or none', () => {
    fc.assert(
      fc.property(fc.oneof(fc.webUrl(), fc.domain(), fc.string()), (url) => {
        const host = websiteHost(url);
        if (host !== null) expect(websiteHost(host)).toBe(host);
      }),
    );
  });
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { excerpt, phoneForms, readSearch } from '../../src/domain/search-query.ts';

describe('a search text is split into words and phone numbers', () => {
  test.each([
    ['jane acme', ['jane', 'acme'], []],
    ['020 7946 0958', [], ['020 7946 0958']],
    ['jane +44 (20) 7946-0958 acme', ['jane', 'acme'], ['+44 (20) 7946-0958']],
    ['order 12345', ['order', '12345'], []],
    ['4155550100@acme.com', ['4155550100@acme.com'], []],
    ['"* - ()', [], []],
  ])('%s', (text, words, phones) => {
    expect(readSearch(text)).toEqual({ words, phones });
  });

  test('any text gives only its own words', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'ab9 0+-()"*:\0é山@.') }), (text) => {
        const { words, phones } = readSearch(text);
        for (const part of [...words, ...phones]) {
          expect(text).toContain(part);
          expect(part).toMatch(/[\p{L}\p{N}]/u);
        }
      }),
    );
  });
});

test('a number is searched as typed, without leading zeros, and in full', () => {
  expect(phoneForms('020 7946 0958', '+442079460958')).toEqual(['02079460958', '2079460958', '442079460958']);
  expect(phoneForms('555-0100', null)).toEqual(['5550100']);
});

describe('an excerpt marks the words', () => {
  const show = (text: string, query: string) => excerpt(text, readSearch(query));

  test.each([
    ['Met at the fair', 'FAI', 'Met at the fair'],
    ['Müller', 'muller', 'Müller'],
    ['said of it', "o'br", null],
    ["Mrs O'Brien called", "o'br", "Mrs O'Brien called"],
    ['+44 20 7946 0958', '7946 0958', '+44 20 7946 0958'],
    ['(919) 555-0170', '+1 919 555 0170', '(919) 555-0170'],
    ['nothing like it', 'jane', null],
  ])('%s, %s', (text, query, expected) => {
    expect(show(text, query)).toBe(expected);
  });

  test('and shortens a long text to their surroundings', () => {
    const shown = show(`${'before '.repeat(50)}pilot ${'after '.repeat(50)}`, 'pilot') ?? '';
    expect(shown).toMatch(/^…before .*pilot after .*…$/);
    expect(shown.length).toBeLessThan(90);
  });
});

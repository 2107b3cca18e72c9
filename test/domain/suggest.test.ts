import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findNearest } from '../../src/domain/suggest.ts';

describe('nearest', () => {
  test.each([
    ['amout', ['account', 'amount', 'name'], ['amount']],
    ['laed', ['lead', 'account'], ['lead']],
    ['contarct', ['contact', 'contract'], ['contract', 'contact']],
    ['STATUS', ['status', 'stage'], ['status']],
    ['qual', ['new', 'qualified', 'equal'], ['qualified', 'equal']],
    ['date', ['close_date', 'name'], ['close_date']],
    ['leads', ['task', 'lead'], ['lead']],
    ['x', ['a', 'b'], []],
    ['zebra', ['lead', 'opp', 'account'], []],
    ['', ['lead'], []],
  ])('%j among %j is %j', (word, candidates, found) => {
    expect(findNearest(word, candidates)).toEqual(found);
  });

  test('returns at most the given number, without duplicates, in the given order if equally near', () => {
    const candidates = ['cat', 'car', 'cat', 'can', 'cab'];
    expect(findNearest('cax', candidates)).toEqual(['cat', 'car', 'can']);
    expect(findNearest('cax', candidates, 1)).toEqual(['cat']);
  });

  test('a name with one typo is found', () => {
    const names = ['qualification', 'negotiation', 'prospecting'];
    const slip = fc.record({ name: fc.constantFrom(...names), at: fc.nat(8) });
    fc.assert(
      fc.property(slip, ({ name, at }) => {
        const missing = name.slice(0, at) + name.slice(at + 1);
        const doubled = name.slice(0, at) + name[at] + name.slice(at);
        const swapped = name.slice(0, at) + name[at + 1] + name[at] + name.slice(at + 2);
        for (const mistyped of [missing, doubled, swapped])
          expect(findNearest(mistyped, names)[0]).toBe(name);
      }),
    );
  });

  test('a long text is near no name', () => {
    expect(findNearest('lead '.repeat(10_000), ['lead'])).toEqual([]);
  });
});

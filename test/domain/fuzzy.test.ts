import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fuzzyMatch } from '../../src/domain/fuzzy.ts';

test('the places of a match are its letters, in order', () => {
  const text = fc.string({ unit: fc.constantFrom('a', 'B', 'c', ' ', '-', 'é') });
  fc.assert(
    fc.property(text, text, (typed, whole) => {
      const match = fuzzyMatch(typed, whole);
      const wanted = typed.toLowerCase().replaceAll(' ', '');
      // A simple model: each letter behind the one before.
      let at = -1;
      const isIn = [...wanted].every((letter) => {
        at = whole.toLowerCase().indexOf(letter, at + 1);
        return at >= 0;
      });
      expect(match !== null).toBe(isIn);
      if (match) expect(match.places.map((place) => whole.toLowerCase()[place]).join('')).toBe(wanted);
    }),
  );
});

test('beginnings of words come before letters inside of them', () => {
  const score = (text: string) => fuzzyMatch('pro', text)?.score ?? Number.NEGATIVE_INFINITY;
  expect(score('proposal')).toBeGreaterThan(score('a project'));
  expect(score('a project')).toBeGreaterThan(score('paper or so'));
});

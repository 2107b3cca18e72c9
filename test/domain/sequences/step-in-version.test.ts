import { expect, test } from 'vitest';
import { parseSequence } from '../../../src/domain/sequences/parse-sequence.ts';
import { stepInVersion } from '../../../src/domain/sequences/step-in-version.ts';

/** `a b c`: a task of each name. */
const planOf = (words: string) =>
  parseSequence(
    words
      .split(' ')
      .map((word) => `- +1d task "${word}"`)
      .join('\n'),
  );

test.each([
  ['a b', 1, 'new a b', 1],
  ['a b', 2, 'new a b', 3],
  ['a b', 2, 'a new b', 2],
  ['a b c', 3, 'a c', 2],
  ['a b c', 3, 'b new a c', 4],
  ['a b', 2, 'a', 2],
  ['a b', 2, 'b', 1],
  ['a b c', 3, 'x', 2],
  ['a b', 2, 'x y z', 2],
  ['a b a', 3, 'a b new a', 3],
])('%s at step %i goes on in %s at step %i', (before, step, after, next) => {
  expect(stepInVersion(planOf(before), planOf(after), step)).toBe(next);
});

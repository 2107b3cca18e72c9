import { expect, test } from 'vitest';
import { compareVariants } from '../../../src/domain/sequences/compare-variants.ts';

test.each([
  [{ done: 99, responses: 50 }, { done: 1000, responses: 10 }, 'too few to tell'],
  [{ done: 1000, responses: 50 }, { done: 99, responses: 1 }, 'too few to tell'],
  [{ done: 100, responses: 0 }, { done: 100, responses: 0 }, 'no difference yet'],
  [{ done: 100, responses: 12 }, { done: 100, responses: 6 }, 'no difference yet'],
  [{ done: 1000, responses: 120 }, { done: 1000, responses: 60 }, 'better'],
  [{ done: 1000, responses: 60 }, { done: 1000, responses: 120 }, 'worse'],
] as const)('%o against %o: %s', (own, other, verdict) => {
  expect(compareVariants(own, [other])).toBe(verdict);
});

test('one variant is compared with the best of the others', () => {
  const [good, bad] = [
    { done: 1000, responses: 200 },
    { done: 1000, responses: 20 },
  ];
  expect(compareVariants({ done: 1000, responses: 100 }, [bad, good])).toBe('worse');
  expect(compareVariants({ done: 1000, responses: 100 }, [])).toBe('too few to tell');
});

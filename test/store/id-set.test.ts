import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { IdSet } from '../../src/store/id-set.ts';

/** Numbers near and far, including the edges of words and pages. */
const NUMBERS = fc.array(
  fc.oneof(
    fc.nat(300),
    fc.constantFrom(31, 32, 63, 64, 4095, 4096, 8191, 2 ** 31, 2 ** 40),
    fc.nat(2 ** 31 - 1),
  ),
);

const filled = (numbers: readonly number[]): IdSet => {
  const set = new IdSet();
  for (const number of numbers) set.add(number);
  return set;
};

describe('a set of numbers', () => {
  test('contains each number once, in ascending order', () => {
    fc.assert(
      fc.property(NUMBERS, (numbers) => {
        const sorted = [...new Set(numbers)].toSorted((a, b) => a - b);
        const set = filled(numbers);
        expect([...set]).toEqual(sorted);
        expect(set.size).toBe(sorted.length);
        expect(numbers.every((number) => set.has(number))).toBe(true);
        expect(set.has(77_777)).toBe(numbers.includes(77_777));
      }),
    );
  });

  test('takes runs of numbers', () => {
    const RUNS = fc.array(fc.tuple(fc.nat(9000), fc.nat(200)), { maxLength: 5 });
    fc.assert(
      fc.property(NUMBERS, RUNS, (numbers, runs) => {
        const set = filled(numbers);
        for (const [first, more] of runs) set.addRun(first, first + more);
        const all = runs.flatMap(([first, more]) => Array.from({ length: more + 1 }, (_, at) => first + at));
        expect([...set]).toEqual([...filled([...numbers, ...all])]);
      }),
    );
  });

  test('is iterated in batches, in order', () => {
    fc.assert(
      fc.property(NUMBERS, fc.integer({ min: 1, max: 9 }), (numbers, size) => {
        const set = filled(numbers);
        const portions = [...set.chunks(size)];
        expect(portions.flat()).toEqual([...set]);
        expect(portions.slice(0, -1).every(({ length }) => length === size)).toBe(true);
        expect(portions.every(({ length }) => length > 0 && length <= size)).toBe(true);
      }),
    );
  });
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { hashText } from '../../../src/store/import/hash.ts';
import { HashMultimap } from '../../../src/store/import/hash-multimap.ts';

const KEY = fc.string({ unit: 'binary', maxLength: 3 }).map(hashText);

test('finds the numbers of each key that was added, each once, in their order', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(KEY, fc.integer({ min: 1, max: 9 }))), fc.array(KEY), (added, asked) => {
      const all = new HashMultimap();
      for (const [key, number] of added) all.add(key, number);
      for (const key of [...added.map(([key]) => key), ...asked]) {
        const numbers = added.filter(([other]) => other === key).map(([, number]) => number);
        expect(all.of(key)).toEqual([...new Set(numbers)]);
        expect(all.has(key)).toBe(numbers.length > 0);
      }
    }),
  );
});

test('tells a hundred thousand texts that look alike from as many others, but for a few', () => {
  const all = new HashMultimap();
  const key = (i: number) => hashText(`e lead${i}@company${i}.example`);
  for (let i = 1; i <= 100_000; i++) all.add(key(i), i);
  let [lost, taken] = [0, 0];
  for (let i = 1; i <= 100_000; i++) if (!all.of(key(i)).includes(i)) lost++;
  for (let i = 100_001; i <= 200_000; i++) if (all.has(key(i))) taken++;
  expect(lost).toBe(0);
  expect(taken).toBeLessThan(30);
});

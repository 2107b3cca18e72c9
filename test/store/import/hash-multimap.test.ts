import fc from 'fast-check';
import { expect, test } from 'vitest';
import { hashText } from '../../../src/store/import/hash.ts';
import { HashMultimap } from '../../../src/store/import/hash-multimap.ts';

const KEY = fc.string({ unit: 'binary', maxLength: 3 }).map(hashText);

test('finds the ids of each key, each once, in order', () => {
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

test('distinguishes a hundred thousand similar texts, with few exceptions', () => {
  const all = new HashMultimap();
  const key = (i: number) => hashText(`e lead${i}@company${i}.example`);
  for (let i = 1; i <= 100_000; i++) all.add(key(i), i);
  let [lost, taken] = [0, 0];
  for (let i = 1; i <= 100_000; i++) if (!all.of(key(i)).includes(i)) lost++;
  for (let i = 100_001; i <= 200_000; i++) if (all.has(key(i))) taken++;
  expect(lost).toBe(0);
  expect(taken).toBeLessThan(30);
});

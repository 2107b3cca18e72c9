import fc from 'fast-check';
import { expect, test } from 'vitest';
import { KeySet, keyOf } from '../../../src/store/import/key-set.ts';

test('knows the texts that were added and no others', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'binary' })), fc.array(fc.string()), (added, asked) => {
      const set = new KeySet();
      for (const text of added) set.add(keyOf(text));
      for (const text of [...added, ...asked]) expect(set.has(keyOf(text))).toBe(added.includes(text));
    }),
  );
});

test('holds a hundred thousand texts that look alike', () => {
  const set = new KeySet();
  for (let i = 0; i < 100_000; i++) set.add(keyOf(`e lead${i}@company${i}.example`));
  let wrong = 0;
  for (let i = 0; i < 200_000; i++)
    if (set.has(keyOf(`e lead${i}@company${i}.example`)) !== i < 100_000) wrong++;
  expect(wrong).toBe(0);
});

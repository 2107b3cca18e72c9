import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { KeyFilter } from '../../../src/store/import/key-filter.ts';
import { hashKey, KeyTable } from '../../../src/store/import/key-table.ts';

const keys = fc.oneof(
  fc.string({ unit: fc.constantFrom('a', 'b', '\0', 'é'), maxLength: 3 }),
  fc.integer({ min: 0, max: 5000 }).map((number) => `lead${number}@company.example`),
);

test('a table finds what a map finds, whatever the hashes of the keys', () => {
  const property = fc.property(
    fc.array(fc.tuple(keys, fc.nat(9)), { maxLength: 3000 }),
    fc.constantFrom<(key: string) => number>(
      (key) => hashKey(1, key),
      (key) => key.length,
    ),
    (entries, hashOf) => {
      const [table, map] = [new KeyTable(), new Map<string, number[]>()];
      for (const round of [1, 2]) {
        for (const [key, id] of entries) {
          expect(table.get(hashOf(key), key)).toBe(map.get(key));
          const ids = [id * round];
          table.set(hashOf(key), key, ids);
          map.set(key, ids);
        }
        for (const [key, ids] of map) expect(table.get(hashOf(key), key)).toBe(ids);
        table.clear();
        map.clear();
      }
    },
  );
  fc.assert(property, { numRuns: 20 });
});

test('a filter has every key that was added, and few others', () => {
  const filter = new KeyFilter();
  const hashOf = (number: number) => hashKey(3, `+1415${2_000_000 + number}`);
  const keys = 800_000;
  for (let number = 0; number < keys; number++) filter.add(hashOf(number));
  let [missing, others] = [0, 0];
  for (let number = 0; number < keys; number++) {
    if (!filter.mayHave(hashOf(number))) missing++;
    if (filter.mayHave(hashOf(keys + number))) others++;
  }
  expect(missing).toBe(0);
  expect(others).toBeLessThan(keys / 25);
});

import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { KeyIndex } from '../../../src/store/import/key-index.ts';
import { KeyTable } from '../../../src/store/import/key-table.ts';
import { MAX_CANDIDATES } from '../../../src/store/import/lookups.ts';
import { hashText } from '../../../src/store/import/text-hash.ts';

const keys = fc.oneof(
  fc.string({ unit: fc.constantFrom('a', 'b', '\0', 'é'), maxLength: 3 }),
  fc.integer({ min: 0, max: 5000 }).map((number) => `lead${number}@company.example`),
);

test('a table finds what a map finds, whatever the hashes of the keys', () => {
  const property = fc.property(
    fc.array(fc.tuple(keys, fc.nat(9)), { maxLength: 3000 }),
    fc.constantFrom<(key: string) => number>(
      (key) => hashText(key, 1),
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

test('an index finds the first records with a key, whatever is removed', () => {
  const hashes = fc.constantFrom(1, 2, 4097, 2 ** 52, 2 ** 52 + 1);
  const changes = fc.array(fc.tuple(fc.boolean(), hashes, fc.integer({ min: 1, max: 8 })), {
    maxLength: 200,
  });
  const property = fc.property(changes, fc.nat(5000), (given, others) => {
    const [index, map] = [new KeyIndex(), new Map<number, Set<number>>()];
    for (let id = 1; id <= others; id++) index.add(hashText(`+1415${2_000_000 + id}`), id);
    for (const [isThere, hash, id] of given) {
      const ids = map.get(hash) ?? new Set();
      map.set(hash, ids);
      if (isThere) {
        index.add(hash, id);
        ids.add(id);
      } else {
        index.remove(hash, id);
        ids.delete(id);
      }
    }
    for (const [hash, ids] of map) expect(index.find(hash)).toEqual([...ids].sort());
    for (let id = 1; id <= others; id++) expect(index.find(hashText(`+1415${2_000_000 + id}`))).toEqual([id]);
    expect(index.find(hashText('+14150'))).toEqual([]);
  });
  fc.assert(property, { numRuns: 30 });
});

test('an index keeps a hundred records of one key, as many as are distinguished', () => {
  const index = new KeyIndex();
  for (let id = 1; id <= 20_000; id++) index.add(7, id);
  expect(index.find(7)).toHaveLength(MAX_CANDIDATES);
});

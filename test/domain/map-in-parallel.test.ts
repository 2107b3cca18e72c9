import { setImmediate } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { mapInParallel } from '../../src/domain/map-in-parallel.ts';

async function collect<T>(results: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const result of results) all.push(result);
  return all;
}

test('results come in the order of the items, however long each takes', async () => {
  let running = 0;
  let most = 0;
  const items = Array.from({ length: 200 }, (_, at) => at);
  const results = mapInParallel(items, async (item) => {
    most = Math.max(most, ++running);
    for (let turn = 0; turn <= item % 7; turn++) await setImmediate();
    running--;
    return item * 2;
  });
  expect(await collect(results)).toEqual(items.map((item) => item * 2));
  expect([most, running]).toEqual([64, 0]);
});

test('an error is thrown when all work that had begun has ended, and no more is begun', async () => {
  const ended: number[] = [];
  const results = mapInParallel(Array.from({ length: 100 }).keys(), async (item) => {
    if (item === 3) throw new Error('no room');
    await setImmediate();
    ended.push(item);
  });
  await expect(collect(results)).rejects.toThrow('no room');
  expect(ended).toHaveLength(63);
});

import { expect, test } from 'vitest';
import { shop } from '../support/shop.ts';

test('speed to lead is the time from the creation to the first outgoing touch', async () => {
  const { ok, json, run } = shop();
  for (const user of ['ann', 'bob']) await ok('user', 'add', user);
  const at = (time: string, ...args: string[]) => run([...args, '--now', `2026-03-12 ${time}`]);
  for (const [name, owner] of [
    ['A', 'ann'],
    ['B', 'ann'],
    ['C', 'ann'],
    ['D', 'bob'],
  ] as const)
    await at('09:00', 'lead', 'add', name, '--owner', owner);
  await at('09:02', 'log', 'email', '1', 'they asked', '--in');
  await at('09:04', 'log', 'call', '1', 'no answer');
  await at('09:30', 'log', 'call', '1', 'again');
  await at('10:30', 'log', 'email', '2', 'hello');
  await at('09:03', 'log', 'note', '3', 'looks good');
  expect(await json('report', 'speed-to-lead')).toEqual([
    {
      owner: 'ann',
      leads: 3,
      touched: 2,
      median: 240,
      slowest: 5400,
      within_5_minutes: 33.3,
      within_1_hour: 33.3,
      within_1_day: 66.7,
    },
    {
      owner: 'bob',
      leads: 1,
      touched: 0,
      median: null,
      slowest: null,
      within_5_minutes: 0,
      within_1_hour: 0,
      within_1_day: 0,
    },
  ]);
  expect(await json('report', 'speed-to-lead', '--by', 'month', '--mine')).toEqual([]);
  expect((await run(['report', 'speed-to-lead', '--by', 'colour'])).exitCode).toBe(2);
});
